import type { QueueFilter } from '../../../api/cases';

/** What the address asks for. `days` is how long a case has waited at least. */
export interface Asked {
  status: string;
  kind: string;
  severity: string;
  club: string;
  days: string;
  q: string;
}

export const ages = ['1', '7', '30'];

export function askedOf(query: Record<string, string>): Asked {
  const { status = '', kind = '', severity = '', club = '', days = '', q = '' } = query;
  return { status: status === 'resolved' ? status : '', kind, severity, club, days: ages.includes(days) ? days : '', q };
}

/** The query of an address, with its question mark; empty for the whole queue. */
export function searchOf(asked: Partial<Asked>): string {
  const set = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  return set.size === 0 ? '' : `?${set.toString()}`;
}

/** What the server is asked. The age is cut to the hour, so that pages of one listing agree. */
export function filterOf(asked: Asked, now: Date): QueueFilter {
  const { days, ...rest } = asked;
  if (days === '') return rest;
  const before = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000 - Number(days) * 86_400_000);
  return { ...rest, before: before.toISOString().replace(/\.\d{3}Z$/, 'Z') };
}
