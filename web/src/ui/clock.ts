import { number } from '../text/format';
import type { Language } from '../text/language';

/** Differences below this are told by nobody: a minute is how exactly people set a clock. */
const noticedMs = 120_000;

const units = [
  { ms: 31_557_600_000, vi: 'năm', en: 'year' },
  { ms: 86_400_000, vi: 'ngày', en: 'day' },
  { ms: 3_600_000, vi: 'giờ', en: 'hour' },
  { ms: 60_000, vi: 'phút', en: 'minute' },
] as const;

/** How a phone's clock stood against ours: "đồng hồ máy nhanh 26 giờ"; empty when it was right. */
export function clockOffset(ms: number, language: Language): string {
  const off = offBy(ms, language);
  return off === '' ? '' : `${language === 'vi' ? 'đồng hồ máy' : "phone's clock"} ${off}`;
}

/** The same where it is plain whose clock is meant: "nhanh 26 giờ". */
export function offBy(ms: number, language: Language): string {
  const off = Math.abs(ms);
  if (off < noticedMs) return '';
  const unit = units.find((u) => off >= u.ms && (u.ms === 60_000 || off >= 2 * u.ms)) ?? units[3];
  const count = number(Math.round(off / unit.ms));
  if (language === 'vi') return `${ms > 0 ? 'nhanh' : 'chậm'} ${count} ${unit.vi}`;
  return `${count} ${unit.en}s ${ms > 0 ? 'fast' : 'slow'}`;
}
