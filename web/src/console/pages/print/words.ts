// How Vietnamese papers write an amount out, so that nobody can add a digit to it.

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
const groups = ['', ' nghìn', ' triệu', ' tỷ', ' nghìn tỷ', ' triệu tỷ'];

/** A whole number below a thousand; `inner` has something before it, so its zeros are said. */
function triple(n: number, inner: boolean): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  const said: string[] = [];
  if (hundreds > 0 || inner) said.push(`${digits[hundreds]} trăm`);
  if (tens === 0 && ones > 0 && said.length > 0) said.push('linh');
  if (tens === 1) said.push('mười');
  if (tens > 1) said.push(`${digits[tens]} mươi`);
  if (ones === 1 && tens > 1) said.push('mốt');
  else if (ones === 5 && tens > 0) said.push('lăm');
  else if (ones > 0) said.push(digits[ones] ?? '');
  return said.join(' ');
}

/** A whole number in words: 1500000 is "một triệu năm trăm nghìn". */
export function inWords(n: number): string {
  if (n === 0) return 'không';
  if (n < 0) return `âm ${inWords(-n)}`;
  const parts: string[] = [];
  for (let rest = n, at = 0; rest > 0; rest = Math.floor(rest / 1000), at++) {
    const part = rest % 1000;
    if (part > 0) parts.unshift(triple(part, rest >= 1000) + (groups[at] ?? ''));
  }
  return parts.join(' ');
}

/** An amount of đồng in words, as it stands on slips and contracts. */
export function dongInWords(amount: number): string {
  const words = inWords(amount);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} đồng`;
}
