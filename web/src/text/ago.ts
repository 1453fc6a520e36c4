import { number } from './format';
import type { Language } from './language';

const steps = [
  { seconds: 2 * 31_557_600, of: 31_557_600, vi: 'năm', en: 'year' }, // two years are told, one is told in days
  { seconds: 86_400, of: 86_400, vi: 'ngày', en: 'day' },
  { seconds: 3_600, of: 3_600, vi: 'giờ', en: 'hour' },
  { seconds: 60, of: 60, vi: 'phút', en: 'minute' },
] as const;

/** How long ago an instant was, in one unit: "3 ngày trước". What lies ahead by a clock's error counts as now. */
export function ago(iso: string, now: Date, language: Language): string {
  if (now.getTime() - new Date(iso).getTime() < 60_000) return language === 'vi' ? 'vừa xong' : 'just now';
  return language === 'vi' ? `${lasted(iso, now, language)} trước` : `${lasted(iso, now, language)} ago`;
}

/** How long it has been since an instant, in one unit: "3 ngày". */
export const lasted = (iso: string, now: Date, language: Language): string => span(now.getTime() - new Date(iso).getTime(), language);

/** A length of time in its largest whole unit: "3 ngày"; below a minute "dưới 1 phút". */
export function span(ms: number, language: Language): string {
  for (const step of steps) {
    const count = Math.floor(ms / 1000 / step.of);
    if (ms >= 1000 * step.seconds) return language === 'vi' ? `${number(count)} ${step.vi}` : `${number(count)} ${step.en}${count > 1 ? 's' : ''}`;
  }
  return language === 'vi' ? 'dưới 1 phút' : 'less than a minute';
}
