import { get } from './client';

/** A commune or ward of today. */
interface Unit {
  id: string;
  name: string;
}

export const readUnits = (signal?: AbortSignal) => get<{ items: Unit[] }>('/api/v1/units', {}, signal);
