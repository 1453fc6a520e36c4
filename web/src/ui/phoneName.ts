import type { Language } from '../text/language';

/** A phone as one speaks of it: "máy Samsung cũ"; a name that says "máy" itself stays as it is. */
export function phoneName(name: string, language: Language): string {
  const word = language === 'vi' ? 'máy' : 'phone';
  return name.toLowerCase().startsWith('máy ') || name.toLowerCase().startsWith('phone ') ? name : `${word} ${name}`;
}
