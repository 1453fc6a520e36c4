import { allRecords, clubScope, healthScope, type Rec } from '../../../../api/records';
import { readUnits } from '../../../../api/places';
import type { Field, Values } from '../../../../api/schema';
import { day } from '../../../../text/format';
import type { Choice, Names } from '../../../../ui';

/** What references of one club may name: the choices by type, and all names by id. */
export interface Refs {
  choices: Record<string, Choice[]>;
  names: Names;
}

// How a record is called where another one names it. Types that are not here are not chosen in forms.
const called: Record<string, (record: Rec, names: Names) => string> = {
  member: (r) => text(r, 'fullName'),
  household: (r) => text(r, 'headName'),
  group: (r) => text(r, 'name'),
  meeting: (r) => day(text(r, 'date')),
  fundAccount: (r) => text(r, 'kind') === 'income' ? 'Quỹ tăng thu nhập' : 'Quỹ hoạt động',
  byLaw: (r) => day(text(r, 'validFrom')),
  loan: (r, names) => [text(r, 'contractNo'), names.get(text(r, 'member')) ?? ''].filter((s) => s !== '').join(' · '),
  careRecipient: (r, names) => text(r, 'fullName') || (names.get(text(r, 'member')) ?? ''),
};

const text = (record: Rec, field: string): string => String(record.fields[field] ?? '');

/** A meeting is mostly chosen soon after it was held; the rest has no date and is put in order by name. */
const latestFirst = (records: Rec[]): Rec[] => [...records].sort((a, b) => text(b, 'date').localeCompare(text(a, 'date')));

/** Whether a form can offer what a reference may name. */
export const isOffered = (field: Field): boolean => field.kind !== 'ref' || (field.target ?? []).some((t) => called[t] !== undefined);

/** A commune is a text with a form of its own; people choose it from a list. */
const isUnit = (field: Field): boolean => field.pattern === 'unit';

/** The field as the form asks for it: what is chosen from a list, as a choice. */
export const asAsked = (field: Field): Field => (isUnit(field) ? { ...field, kind: 'enum' } : field);

/** What a field's choices are kept under. */
const sourcesOf = (field: Field): string[] => (isUnit(field) ? ['unit'] : (field.target ?? []).filter((t) => called[t] !== undefined));

/** The types of records that some fields name, and the communes. */
export const targetsOf = (fields: Field[]): string[] => [...new Set(fields.flatMap(sourcesOf))];

/** Reads what references to these types may name. Members come first: others are called by them. */
export async function readRefs(club: string, types: string[], signal?: AbortSignal): Promise<Refs> {
  const wanted = types.filter((type) => type !== 'unit').sort((a, b) => Number(b === 'member') - Number(a === 'member'));
  const lists = await Promise.all(wanted.map((type) => allRecords(type === 'careRecipient' ? healthScope(club) : clubScope(club), type, {}, signal)));
  const names = new Map<string, string>();
  const choices: Record<string, Choice[]> = {};
  wanted.forEach((type, at) => {
    choices[type] = latestFirst(lists[at] ?? []).map((record) => {
      const label = called[type]?.(record, names) ?? '';
      names.set(record.id, label);
      return { value: record.id, label: label === '' ? `…${record.id.slice(-6)}` : label };
    }).sort((a, b) => (type === 'meeting' ? 0 : a.label.localeCompare(b.label, 'vi')));
  });
  if (types.includes('unit')) choices['unit'] = (await readUnits(signal)).body.items.map((unit) => ({ value: unit.id, label: unit.name }));
  return { choices, names };
}

/** The choices of each field that is chosen from a list; what stands there now is always one of them. */
export const choicesFor = (fields: Field[], refs: Refs, now: Values, asWritten: string): Record<string, Choice[]> =>
  Object.fromEntries(fields.filter((f) => f.target !== undefined || isUnit(f)).map((f) => {
    const offered = sourcesOf(f).flatMap((t) => refs.choices[t] ?? []);
    const standing = [now[f.name] ?? []].flat().map(String).filter((id) => !offered.some((c) => c.value === id));
    return [f.name, [...offered, ...standing.map((id) => ({ value: id, label: refs.names.get(id) ?? asWritten }))]];
  }));
