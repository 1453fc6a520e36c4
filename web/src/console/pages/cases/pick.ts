import { said, type CaseFile } from '../../../api/cases';
import type { Rec } from '../../../api/records';
import type { Value } from '../../../api/schema';

/** What an officer picks of two records: the one that stays, and from which each field is taken. */
export interface Pick {
  keep: string;
  /** The record whose value is taken, by field; the kept one's where nothing is said. */
  from: Record<string, string>;
}

/** The suggestion, or the first record. */
export const firstPick = (file: CaseFile): Pick => ({ keep: file.case.suggestion?.keep ?? said(file.case, 'subject'), from: {} });

export const equal = (a: Value | undefined, b: Value | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The record whose value of a field will stand. What only one has is taken from it. */
export function sourceOf(file: CaseFile, pick: Pick, field: string): string {
  const picked = pick.from[field];
  if (picked !== undefined) return picked;
  const { kept, lost } = order(file, pick);
  return kept?.fields[field] === undefined && lost?.fields[field] !== undefined ? lost.id : pick.keep;
}

/** The values that the kept record must be given. Records' own keys (which begin with "_") are nobody's to pick. */
export function valuesOf(file: CaseFile, pick: Pick): Record<string, Value> {
  const { kept, lost } = order(file, pick);
  const values: Record<string, Value> = {};
  for (const [field, value] of Object.entries(lost?.fields ?? {})) {
    if (!field.startsWith('_') && sourceOf(file, pick, field) === lost?.id && !equal(value, kept?.fields[field])) values[field] = value;
  }
  return values;
}

function order(file: CaseFile, pick: Pick): { kept: Rec | undefined; lost: Rec | undefined } {
  return file.other?.id === pick.keep ? { kept: file.other, lost: file.subject } : { kept: file.subject, lost: file.other };
}
