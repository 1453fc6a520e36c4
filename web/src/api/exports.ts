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
