import { number } from '../../../text/format';
import type { Language } from '../../../text/language';

const steps = [
  { ms: 86_400_000, vi: 'ngày', en: 'days' },
  { ms: 3_600_000, vi: 'giờ', en: 'hours' },
  { ms: 60_000, vi: 'phút', en: 'minutes' },
] as const;

/** A length of time in its largest whole unit: "3 ngày"; below a minute "1 phút". */
export function span(ms: number, language: Language): string {
  const step = steps.find((s) => ms >= s.ms) ?? steps[2];
  return `${number(Math.max(1, Math.floor(ms / step.ms)))} ${step[language]}`;
}
