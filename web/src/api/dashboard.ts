import { get } from './client';
import type { Tally } from './money';

interface ClubDay {
  club: string;
  name?: string;
  date?: string;
}

/** What was done in the week that begins with a Monday. */
export interface Week {
  monday: string;
  held: number;
  met: number;
  present: number;
  called: number;
  repayments: number;
  paid: number;
  visits?: number;
  operations: number;
}

/** The clubs of one commune; without a unit those whose commune is not known. */
export interface CommuneFigures {
  unit?: string;
  name?: string;
  clubs: number;
  silent: number;
  cases: number;
  atRisk: number;
}

/** What an officer sees first of all clubs that he reads. Each figure has its whole beside it. */
export interface Dashboard {
  asOf: string;
  latest?: string;
  clubs: { total: number; active: number; heard: number; untold: number };
  people: { members: number; women: number; over60: number; over55: number; unknown: number };
  cases: {
    open: number;
    urgent: number;
    clubs: number;
    kinds: Record<string, number>;
    ages: { thisWeek: number; lastWeek: number; withinMonth: number; older: number };
  };
  silent: { months: number; count: number; items: ClubDay[] };
  meetings: { days: number; count: number; items: ClubDay[] };
  loans: {
    counted: number;
    total: Tally;
    atRisk: Tally;
    par30: { numerator: number; denominator: number };
    overdue: { principal: number; interest: number };
    clubs: number;
    items: { club: string; name?: string; atRisk: Tally }[];
  };
  weeks: Week[];
  communes: CommuneFigures[];
}

export const readDashboard = (signal?: AbortSignal) => get<Dashboard>('/api/v1/dashboard', {}, signal);
