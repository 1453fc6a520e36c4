// How figures, days and instants are written: as in Vietnam, whatever language the words are in.

const zone = 'Asia/Ho_Chi_Minh';
const figures = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false,
});

/** A whole number: 1.234.567 */
export const number = (n: number): string => figures.format(n);

/** An amount of đồng: 1.234.567 đ, never broken over two lines. */
export const money = (dong: number): string => `${number(dong)}\u00a0đ`;

/** A decimal kept as a whole number: decimal(615, 1) is 61,5. */
export function decimal(n: number, scale: number): string {
  return new Intl.NumberFormat('vi-VN', { minimumFractionDigits: scale, maximumFractionDigits: scale }).format(n / 10 ** scale);
}

/** A share of a whole, in per cent; a dash where there is no whole. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  return `${new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format((100 * part) / whole)}\u00a0%`;
}

/** Parts per million in per cent, without zeros at the end: 6000 is 0,6. */
export const ppmInPercent = (ppm: number): string => decimal(ppm, 4).replace(/,?0+$/, '');

/** A calendar day 2026-01-31 as 31/01/2026; what is no such day stays as it is. */
export function day(iso: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return found ? `${found[3]}/${found[2]}/${found[1]}` : iso;
}

/** A month 2026-01 as 01/2026. */
export const monthYear = (iso: string): string => `${iso.slice(5)}/${iso.slice(0, 4)}`;

/** An instant in Vietnam: 31/01/2026 07:05 */
export function instant(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const part = Object.fromEntries(clock.formatToParts(at).map((p) => [p.type, p.value]));
  return `${part['day']}/${part['month']}/${part['year']} ${part['hour']}:${part['minute']}`;
}

/** The calendar day in Vietnam on which an instant lies: 2026-01-31 */
export function dayOf(at: Date): string {
  const part = Object.fromEntries(clock.formatToParts(at).map((p) => [p.type, p.value]));
  return `${part['year']}-${part['month']}-${part['day']}`;
}

/** A text for searching: lower case, without diacritics; "Đặng Văn Đức" becomes "dang van duc". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}

/** A phone number as people dial it: 0912 345 678. What is no Vietnamese number stays as it is. */
export function dialled(phone: string): string {
  const found = /^\+84(\d{3})(\d{3})(\d+)$/.exec(phone);
  return found === null ? phone : `0${found[1]}\u00a0${found[2]}\u00a0${found[3]}`;
}
