import { get } from './client';
import type { Sums } from './money';
import type { Rec } from './records';

/** People by the bands in which plans count them; one person may be in several. */
export interface Bands {
  members: number;
  women: number;
  over60: number;
  over55: number;
  unknown: number;
}

/** A club at a glance. */
export interface ClubLine {
  id: string;
  name?: string;
  code?: string;
  village?: string;
  commune?: { id: string; name: string };
  status?: string;
  people: Bands;
  members: number;
  openCases: number;
  lastMeeting?: string;
  nextMeeting?: string;
  heard?: string;
  /** Absent while nobody has added it up. */
  overdue?: Sums;
}

export interface ClubPage {
  asOf: string;
  total: number;
  found: number;
  items: ClubLine[];
  next?: string;
}

interface ClubQuery {
  q?: string | undefined;
  unit?: string | undefined;
  status?: string | undefined;
  sort?: string | undefined;
  /** 50 without it. */
  limit?: number;
  after?: string | undefined;
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

/** One club as it stands today. */
export interface Club extends ClubLine {
  asOf: string;
  record?: Rec;
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

export const listClubs = (query: ClubQuery, signal?: AbortSignal) =>
  get<ClubPage>('/api/v1/clubs', { limit: 50, ...query }, signal).then((answer) => answer.body);

export const readClub = (club: string, signal?: AbortSignal) => get<Club>(at(club), {}, signal).then((answer) => answer.body);

export const listMeetings = (club: string, after: string | undefined, signal?: AbortSignal) =>
  get<{ asOf: string; total: number; items: Meeting[]; next?: string }>(`${at(club)}/meetings`, { after, limit: 50 }, signal).then((answer) => answer.body);
