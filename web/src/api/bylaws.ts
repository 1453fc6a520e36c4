import { allRecords, changeOf, changeRecord, clubScope, makeRecord, type Rec } from './records';
import type { Values } from './schema';

/** All by-laws of a club, the newest first. */
export const listBylaws = async (club: string, signal?: AbortSignal): Promise<Rec[]> =>
  (await allRecords(clubScope(club), 'byLaw', {}, signal)).sort((a, b) => startOf(b).localeCompare(startOf(a)) || b.id.localeCompare(a.id));

export const adoptBylaw = (club: string, values: Values) => makeRecord(clubScope(club), 'byLaw', values);

/** Corrects a by-law as it was seen: 412 when it has moved on since. */
export const correctBylaw = (club: string, law: Rec, values: Values, fields: string[]) =>
  changeRecord(clubScope(club), law.id, law.vector, changeOf(law.fields, values, fields));

export const startOf = (law: Rec): string => String(law.fields['validFrom'] ?? '');
const endOf = (law: Rec): string => String(law.fields['validTo'] ?? '');

/** When a by-law counts: `to` is its last day, undefined while no end is in sight. */
export interface Period {
  law: Rec;
  from: string;
  to: string | undefined;
  when: 'past' | 'now' | 'coming';
}

/** The by-law that counts on a day: of those whose time holds it, the one that began last, as on the server. */
const inForce = (newestFirst: Rec[], day: string): Rec | undefined =>
  newestFirst.find((law) => startOf(law) <= day && (endOf(law) === '' || endOf(law) >= day));

/** The time of each by-law, the newest first. One ends by itself, or the day before the next begins. */
export function periods(newestFirst: Rec[], today: string): Period[] {
  const now = inForce(newestFirst, today);
  return newestFirst.map((law, at) => {
    const from = startOf(law);
    const later = newestFirst.slice(0, at).reverse().find((other) => law !== now || startOf(other) > today);
    const ends = [endOf(law), later === undefined ? '' : dayBefore(startOf(later))].filter((day) => day !== '').sort();
    return { law, from, to: ends[0], when: law === now ? 'now' : from > today ? 'coming' : 'past' };
  });
}

function dayBefore(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - 1);
  return at.toISOString().slice(0, 10);
}
