import { number } from './format';
import type { Language } from './language';

const steps = [
  { seconds: 86_400, vi: 'ngày', en: 'day' },
  { seconds: 3_600, vi: 'giờ', en: 'hour' },
  { seconds: 60, vi: 'phút', en: 'minute' },
] as const;

/** How long ago an instant was, in one unit: "3 ngày trước". What lies ahead by a clock's error counts as now. */
export function ago(iso: string, now: Date, language: Language): string {
  const seconds = Math.max(0, (now.getTime() - new Date(iso).getTime()) / 1000);
  for (const step of steps) {
    const count = Math.floor(seconds / step.seconds);
    if (count >= 1) {
      return language === 'vi' ? `${number(count)} ${step.vi} trước` : `${number(count)} ${step.en}${count > 1 ? 's' : ''} ago`;
    }
  }
  return language === 'vi' ? 'vừa xong' : 'just now';
}
