import type { Club } from '../../../api/clubs';

/** What a paper gets: the club, what the address asks for, and a way to ask for something else. */
export interface PaperProps {
  club: Club;
  query: Record<string, string>;
  choose: (change: Record<string, string>) => void;
}
