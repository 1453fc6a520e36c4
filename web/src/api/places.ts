import { get } from './client';

/** A commune or ward of today. */
export interface Unit {
  id: string;
  name: string;
}

/** A club as it is found by its name. */
export interface ClubLine {
  id: string;
  name?: string;
  village?: string;
  unit?: string;
}

export const readUnits = (signal?: AbortSignal) => get<{ items: Unit[] }>('/api/v1/units', {}, signal);

/** The first clubs whose name, village or code contains a text; diacritics do not matter. */
export const findClubs = (q: string, limit: number, signal?: AbortSignal) =>
  get<{ items: ClubLine[]; next?: string }>('/api/v1/clubs', { q, limit }, signal);
