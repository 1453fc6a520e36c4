import { get, send } from './client';
import type { Person } from './users';

/** One answer to "why is this phone not in step?", in Vietnamese. */
export interface Reason {
  code: string;
  message: string;
}

interface Ref {
  id: string;
  name: string;
}

/** The last leave to choose another PIN. */
export interface PINReset {
  state: 'asked' | 'told' | 'done';
  at: string;
  by?: Ref;
  done?: string;
}

/** A phone: what it said of itself, and why it is not in step. */
export interface Device {
  id: string;
  name: string;
  user: Person;
  state: 'active' | 'draining' | 'wiping' | 'wiped';
  enrolled: string;
  revoked?: string;
  revokedBy?: Ref;
  drained?: string;
  wiped?: string;
  pinReset?: PINReset;
  contact?: string;
  offsetMs?: number;
  app?: string;
  schema?: number;
  outbox: number;
  oldest?: string;
  storageLow?: boolean;
  notifications?: 'granted' | 'denied' | 'default';
  refused: number;
  forks: number;
  purging?: string[];
  why: Reason[];
}

export interface DevicesQuery {
  q?: string;
  unit?: string;
  club?: string;
  user?: string;
  reason?: string;
}

/** A page of phones, those first that were silent longest; the figures are of all that the query is about, whatever the reason. */
export interface Fleet {
  total: number;
  behind: number;
  reasons: { code: string; count: number }[];
  items: Device[];
  next?: string;
}

const path = (id: string) => `/api/v1/devices/${encodeURIComponent(id)}`;

export const readDevices = (query: DevicesQuery, after: string | undefined, signal?: AbortSignal, limit = 50) =>
  get<Fleet>('/api/v1/devices', { ...query, after, limit }, signal);
export const readDevice = (id: string, signal?: AbortSignal) => get<Device>(path(id), {}, signal);
export const revokeDevice = (id: string) => send<Device>('POST', `${path(id)}/revoke`);
export const resetPIN = (id: string) => send<Device>('POST', `${path(id)}/pin`);
export const keepPIN = (id: string) => send<Device>('DELETE', `${path(id)}/pin`);
