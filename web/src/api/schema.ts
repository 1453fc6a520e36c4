import { get } from './client';

// The registry of record types as GET /api/v1/schema gives it; forms and tables are made from it.

interface Label {
  vi: string;
  en: string;
}

interface Option {
  value: string;
  label: Label;
}

type FieldKind = 'text' | 'int' | 'decimal' | 'money' | 'bool' | 'date' | 'time' | 'enum' | 'ref' | 'set' | 'table';

/** One field of a record type. Absent members are false, empty or zero. */
export interface Field {
  name: string;
  kind: FieldKind;
  label: Label;
  required?: boolean;
  parent?: boolean;
  listed?: boolean;
  serverOnly?: boolean;
  lines?: boolean;
  policy?: string;
  class?: string;
  min?: number;
  max?: number;
  softMin?: number;
  softMax?: number;
  step?: number;
  scale?: number;
  unit?: string;
  pattern?: string;
  horizon?: string;
  target?: string[];
  options?: Option[];
  columns?: Field[];
}

export interface RecordType {
  name: string;
  label: Label;
  scope: string;
  mode: 'mutable' | 'append-only';
  deletable?: boolean;
  serverOnly?: boolean;
  officers?: boolean;
  fields: Field[];
}

export interface Registry {
  number: number;
  types: RecordType[];
}

/** A value of a field, as in JSON: decimals are whole numbers times 10^scale, references are ids. */
export type Value = string | number | boolean | string[] | Row[];
export type Row = Record<string, string | number | boolean>;
export type Values = Record<string, Value>;

export const readRegistry = (signal?: AbortSignal) => get<Registry>('/api/v1/schema', {}, signal);

/** The type of a name; undefined for one that this server does not know. */
export const typeOf = (registry: Registry, name: string): RecordType | undefined => registry.types.find((t) => t.name === name);

/** A field of a type; undefined for one that this server does not know. */
export const fieldOf = (registry: Registry, type: string, name: string): Field | undefined => typeOf(registry, type)?.fields.find((f) => f.name === name);

/** Sorts what is said of fields into the order in which people are asked for them; what no registry has comes last. */
export function inOrder<T>(items: readonly T[], fields: readonly Field[], name: (item: T) => string): T[] {
  const rank = new Map(fields.map((field, at) => [field.name, at]));
  return [...items].sort((a, b) => (rank.get(name(a)) ?? fields.length) - (rank.get(name(b)) ?? fields.length));
}
