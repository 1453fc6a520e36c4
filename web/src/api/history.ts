import { get } from './client';
import type { Value } from './schema';

/** Somebody or something by its name; empty when the account is gone. */
export interface Named {
  id: string;
  name: string;
}

/** One field of an edit; what is absent was or is not set. */
export interface Change {
  field: string;
  before?: Value;
  value?: Value;
  after?: Value;
}

/** One operation on a record, as openapi.yaml's Edit. */
export interface Edit {
  seq: number;
  type: string;
  by?: Named;
  author?: Named;
  device?: Named;
  at?: string;
  received: string;
  offsetMs: number;
  outcome: 'applied' | 'merged' | 'held' | 'refused';
  problem?: string;
  case?: string;
  faults?: { field?: string; code: string; message: string }[];
  concurrent: boolean;
  elsewhere: boolean;
  changes: Change[];
}

/** What was done to a record, the newest first, a page at a time. */
export const readHistory = (scope: string, id: string, after?: string, signal?: AbortSignal) =>
  get<{ items: Edit[]; next?: string }>(`/api/v1/records/${encodeURIComponent(scope)}/${id}/history`, { after, limit: 20 }, signal);
