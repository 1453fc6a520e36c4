// Months are written 2026-01.

/** The month so many after another. */
export function monthAfter(month: string, by: number): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + by);
  return at.toISOString().slice(0, 7);
}

/** The months up to a day, the latest first. */
export const lastMonths = (day: string, count: number): string[] => Array.from({ length: count }, (_, back) => monthAfter(day.slice(0, 7), -back));
