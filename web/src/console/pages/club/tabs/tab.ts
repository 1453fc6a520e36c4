import type { Club } from '../../../../api/clubs';
import type { Refs } from '../edit/refs';

/** What every tab gets: the club, the names of its members, and how to read both again. */
export interface TabProps {
  club: Club;
  refs: Refs;
  reload: () => void;
}

/** Where a fund's book of a month stands. */
export const bookAddress = (club: string, fund: string, month: string): string => `/console/clubs/${club}?tab=funds&fund=${fund}&month=${month}`;
