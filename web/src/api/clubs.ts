import { get } from './client';
import type { Rec } from './records';

/** A line of the list of clubs. */
export interface ClubLine {
  id: string;
  name?: string;
  code?: string;
  unit?: string;
  village?: string;
  foundedOn?: string;
  status?: string;
  members: number;
  openCases: number;
}

export interface ClubPage {
  total: number;
  items: ClubLine[];
  next?: string;
}

/** An office on the board. */
export interface Office {
  id: string;
  role: string;
  member: string;
  name?: string;
  from: string;
  to?: string;
}

/** One club at a glance, as it stands today. */
export interface Club {
  asOf: string;
  id: string;
  record?: Rec;
  commune?: { id: string; name: string };
  law?: Rec;
  board: Office[];
  health: boolean;
}

/** A meeting and how many came. */
export interface Meeting extends Rec {
  present: number;
  absent: number;
  excused: number;
}

const at = (club: string) => `/api/v1/clubs/${club}`;

export const listClubs = (query: { q?: string; after?: string | undefined }, signal?: AbortSignal) =>
  get<ClubPage>('/api/v1/clubs', query, signal).then((answer) => answer.body);

export const readClub = (club: string, signal?: AbortSignal) => get<Club>(at(club), {}, signal).then((answer) => answer.body);

export const listMeetings = (club: string, after: string | undefined, signal?: AbortSignal) =>
  get<{ asOf: string; total: number; items: Meeting[]; next?: string }>(`${at(club)}/meetings`, { after, limit: 50 }, signal).then((answer) => answer.body);
