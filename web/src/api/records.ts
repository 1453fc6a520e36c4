import { get, send } from './client';
import type { Values } from './schema';

// Records one by one, and how officers correct them. A correction is an ordinary operation in the officer's name: it names
// the vector that was on the screen, and the server refuses it (412) when the record has moved on since.

/** A record as it is; its fields are those of its type in the registry. */
export interface Rec {
  id: string;
  type: string;
  schema: number;
  vector: string;
  fields: Values;
}

/** What a correction came to: the record as it is now, or the case in which a second person must agree. */
export interface Corrected {
  record?: Rec;
  case?: string;
}

export interface Change {
  set: Values;
  unset: string[];
}

interface RecordPage {
  items: Rec[];
  next?: string;
}

const at = (scope: string, id = '') => `/api/v1/records/${scope}${id === '' ? '' : `/${id}`}`;

/** The scope of a club's ordinary records, and that of its health records. */
export const clubScope = (club: string): string => `club:${club}`;
export const healthScope = (club: string): string => `club:${club}:health`;

export const readRecord = (scope: string, id: string, signal?: AbortSignal) => get<Rec>(at(scope, id), {}, signal);

/** One page of the records of a type, or of those that have a value in a listed field. */
const listRecords = (scope: string, type: string, by: { field?: string; value?: string; after?: string | undefined; limit?: number } = {}, signal?: AbortSignal) =>
  get<RecordPage>(at(scope), { type, ...by }, signal).then((answer) => answer.body);

/** All records of a type: for lists that no club has many of. */
export async function allRecords(scope: string, type: string, by: { field?: string; value?: string } = {}, signal?: AbortSignal): Promise<Rec[]> {
  const all: Rec[] = [];
  for (let after: string | undefined; ;) {
    const page = await listRecords(scope, type, { ...by, after, limit: 200 }, signal);
    all.push(...page.items);
    if (page.next === undefined) return all;
    after = page.next;
  }
}

export const makeRecord = (scope: string, type: string, set: Values, id?: string) =>
  send<Corrected>('POST', at(scope), { ...(id === undefined ? {} : { id }), type, set });

/** Writes a new club down. Sent again with the same id it founds no second. */
export const foundClub = (id: string, set: Values) => send<Corrected>('POST', '/api/v1/clubs', { id, set });

/** A new id. crypto.randomUUID would want HTTPS, which an office's own network may not have. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export const changeRecord = (scope: string, id: string, vector: string, change: Change) =>
  send<Corrected>('PATCH', at(scope, id), change, { ifMatch: `"${vector}"` });

export const dropRecord = (scope: string, id: string, vector: string) =>
  send<Corrected>('DELETE', at(scope, id), undefined, { ifMatch: `"${vector}"` });

/** Takes money back by a reversing record of today, with the receipts of a repayment. */
export const takeBack = (scope: string, id: string, vector: string, note: string) =>
  send<Corrected>('POST', `${at(scope, id)}/takeback`, { note }, { ifMatch: `"${vector}"` });

/** What a form changed, against the values it was opened with. */
export function changeOf(before: Values, now: Values, fields: string[]): Change {
  const change: Change = { set: {}, unset: [] };
  for (const name of fields) {
    const value = now[name];
    if (isNothing(value)) {
      if (!isNothing(before[name])) change.unset.push(name);
    } else if (JSON.stringify(value) !== JSON.stringify(before[name])) {
      change.set[name] = value as Values[string];
    }
  }
  return change;
}

const isNothing = (value: unknown): boolean => value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
