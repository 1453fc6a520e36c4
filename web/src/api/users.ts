import { get, send } from './client';

export type Role = 'volunteer' | 'leader' | 'health' | 'commune' | 'province' | 'operator';

/** A role at a place: a club, a commune, or (neither) the whole province. */
export interface Grant {
  role: Role;
  club?: string;
  unit?: string;
}

/** A grant with the name of its place, where the asker may know it. */
export interface PlacedGrant extends Grant {
  name?: string;
}

export interface Person {
  id: string;
  name: string;
  login?: string;
  grants: PlacedGrant[];
  disabled?: boolean;
}

/** One person, with how he may come in and whether the asker may change him. */
export interface PersonFile extends Person {
  created: string;
  password: boolean;
  factor: boolean;
  logins: number;
  manageable: boolean;
}

export interface PeopleQuery {
  q?: string;
  role?: string;
  unit?: string;
  club?: string;
}

export interface NewPerson {
  name: string;
  login?: string;
  password?: string;
  grants: Grant[];
}

/** What one changes of a person; what is left out stays. */
interface PersonChange {
  name?: string;
  login?: string;
  grants?: Grant[];
  disabled?: boolean;
}

const path = (id: string) => `/api/v1/users/${encodeURIComponent(id)}`;

export const readPeople = (query: PeopleQuery, after: string | undefined, signal?: AbortSignal) =>
  get<{ total: number; items: Person[]; next?: string }>('/api/v1/users', { ...query, after, limit: 50 }, signal);
export const readPerson = (id: string, signal?: AbortSignal) => get<PersonFile>(path(id), {}, signal);
export const createPerson = (person: NewPerson) => send<PersonFile>('POST', '/api/v1/users', person);
export const changePerson = (id: string, change: PersonChange, ifMatch: string) => send<PersonFile>('PATCH', path(id), change, { ifMatch });
export const setPassword = (id: string, next: { password: string; present?: string; code?: string }) => send<void>('POST', `${path(id)}/password`, next);
export const endLogins = (id: string) => send<void>('POST', `${path(id)}/logout`);
