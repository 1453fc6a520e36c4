import { get, send, type Fault } from './client';
import type { Named } from './history';
import type { Rec } from './records';
import type { Row, Value, Values } from './schema';

export type Choice = 'standing' | 'incoming' | 'values' | 'join' | 'apart' | 'apply' | 'discard' | 'known' | 'return' | 'void';

/** What a case comes to by the records alone. */
interface Suggestion {
  choice: Choice;
  keep?: string;
  why: string;
  identical: boolean;
}

/** A case: a record of type "case", and how people call what it is about. */
export interface Case {
  scope: string;
  id: string;
  vector: string;
  fields: Values;
  about?: { club?: string; clubName?: string; title?: string; person?: string };
  suggestion?: Suggestion;
}

export interface Queue {
  items: Case[];
  next?: string;
  total: number;
  capped: boolean;
  kinds: Record<string, number>;
  severities: Record<string, number>;
}

/** All that one needs to decide a case. */
export interface CaseFile {
  case: Case;
  subject?: Rec;
  other?: Rec;
  choices: Choice[];
  titles: Record<string, string>;
  people: Record<string, string>;
  phones: Record<string, { name: string; person: string }>;
  /** Who made the two records, by their ids. */
  origins: Record<string, { by?: Named; device?: Named; at?: string; received: string; offsetMs: number }>;
  faults: Fault[];
  together: string[];
}

export interface QueueFilter {
  status?: string;
  kind?: string;
  severity?: string;
  club?: string;
  before?: string;
  q?: string;
}

export interface Decision {
  choice: Choice;
  values?: Record<string, Value | null>;
  keep?: string;
  note?: string;
}

export interface Accepted {
  scope: string;
  id: string;
  vector?: string;
  code?: string;
  reason?: string;
}

const path = (scope: string, id: string): string => `/api/v1/cases/${encodeURIComponent(scope)}/${id}`;
const tag = (vector: string): string => `"${vector}"`;

export const readQueue = (filter: QueueFilter, after?: string, limit = 50, signal?: AbortSignal) =>
  get<Queue>('/api/v1/cases', { ...filter, after, limit }, signal);

export const readCaseFile = (scope: string, id: string, signal?: AbortSignal) => get<CaseFile>(`${path(scope, id)}/file`, {}, signal);

/** Decides a case as it was seen. */
export const resolveCase = (c: Case, decision: Decision) =>
  send<Case>('POST', `${path(c.scope, c.id)}/resolve`, decision, { ifMatch: tag(c.vector) });

/** Takes a decision back. */
export const undoCase = (c: Case, note = '') => send<Case>('POST', `${path(c.scope, c.id)}/undo`, { note }, { ifMatch: tag(c.vector) });

/** Decides many whose sides mean the same, as suggested. */
export const acceptCases = (cases: Case[]) =>
  send<{ items: Accepted[] }>('POST', '/api/v1/cases/accept', { items: cases.map(({ scope, id, vector }) => ({ scope, id, vector })) });

/** A field of a case as text; empty when it is not set. */
export const said = (c: Case, field: string): string => {
  const value = c.fields[field];
  return typeof value === 'string' ? value : '';
};

/** One side of a case: who wrote what, when, on which phone. */
export interface Side {
  by: string;
  device: string;
  at: string;
  received: string;
  offsetMs: number;
  /** Undefined: nothing, or the value was taken away. */
  value: Value | undefined;
  /** "deleted" or "edited" where a whole record is in question. */
  word: string;
  operation: Operation | undefined;
}

/** An operation word for word. */
export interface Operation {
  record: string;
  type: string;
  set?: Values;
  unset?: string[];
  delete?: boolean;
  at: string;
  by: string;
}

export function sidesOf(c: Case): Side[] {
  const rows = c.fields['sides'];
  return Array.isArray(rows) ? rows.flatMap((row) => (typeof row === 'string' ? [] : [sideOf(row)])) : [];
}

function sideOf(row: Row): Side {
  const text = (name: string): string => (typeof row[name] === 'string' ? String(row[name]) : '');
  const word = text('value');
  return {
    by: text('by'), device: text('device'), at: text('at'), received: text('received'), offsetMs: Number(row['offsetMs'] ?? 0), word,
    value: parsed<Value>(word), operation: parsed<Operation>(text('operation')),
  };
}

/** What a JSON text says; undefined for none, or for a word that is no JSON. */
function parsed<T>(text: string): T | undefined {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
