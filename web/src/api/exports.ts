import { get } from './client';

/** A table that may be exported. */
export interface ExportTable {
  name: string;
  label: string;
  scope: 'club' | 'health' | 'province' | 'user';
}

export type Format = 'xlsx' | 'csv' | 'csv-comma';

export const listTables = (signal?: AbortSignal) => get<{ items: ExportTable[] }>('/api/v1/exports', {}, signal).then((answer) => answer.body.items);

/** Where a file of tables is downloaded. */
export function fileAddress(tables: string[], format: Format, club?: string): string {
  const asked = new URLSearchParams(tables.map((name) => ['table', name]));
  asked.set('format', format);
  if (club !== undefined && club !== '') asked.set('club', club);
  return `/api/v1/exports/file?${asked.toString()}`;
}

/** A line of the journal of exports. */
export interface Taken {
  user: string;
  by: string;
  at: string;
  tables: string[];
  club?: string;
  clubName?: string;
  format: Format;
  rows: number;
  whole: boolean;
}

/** Who exported what in a month (2026-11), the latest first. */
export const listTaken = (month: string, signal?: AbortSignal) =>
  get<{ items: Taken[] }>('/api/v1/exports/taken', { month }, signal).then((answer) => answer.body.items);
