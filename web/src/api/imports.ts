import { send, withQuery, type Answer } from './client';

// Lists of members that come in from spreadsheets: first a dry run, whose tag the import must name.

export type Fate = 'new' | 'exists' | 'repeated' | 'faulty' | 'skipped';

/** What is wrong with one cell; without a cell it concerns the line. */
interface CellFault {
  cell?: string;
  heading?: string;
  written?: string;
  message: string;
}

export interface ImportLine {
  number: number;
  name?: string;
  born?: string;
  fate: Fate;
  member?: string;
  faults?: CellFault[];
  notes?: string[];
}

/** What becomes of each line of a list. */
export interface ImportPlan {
  sheet?: string;
  joinedOn: string;
  year: number;
  columns: { column: string; heading: string; label: string }[];
  unknown: string[];
  notes: string[];
  counts: Record<Fate, number>;
  lines: ImportLine[];
}

/** A list, and what is wished beside it. */
export interface Wish {
  club: string;
  file: File;
  joinedOn: string;
  year: string;
}

// The browser's word for the kind of a file is often wrong (Windows calls CSV Excel): the server looks at the bytes.
const bytes = (file: File): Blob => new Blob([file], { type: 'application/octet-stream' });

const at = (wish: Wish, what: string): string => withQuery(`/api/v1/clubs/${wish.club}/imports${what}`, { joinedOn: wish.joinedOn, year: wish.year });

/** The dry run. */
export const planImport = (wish: Wish): Promise<Answer<ImportPlan>> => send<ImportPlan>('POST', at(wish, '/plan'), bytes(wish.file));

/** The import itself: 412 when it would do anything else than the dry run said. */
export const importMembers = (wish: Wish, tag: string): Promise<Answer<ImportPlan>> =>
  send<ImportPlan>('POST', at(wish, ''), bytes(wish.file), { ifMatch: tag });
