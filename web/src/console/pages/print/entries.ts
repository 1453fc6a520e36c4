import type { Rec } from '../../../api/records';
import { fieldOf, type Registry } from '../../../api/schema';
import { monthYear } from '../../../text/format';
import { showValue } from '../../../ui';
import { paper } from './papers';

const text = (entry: Rec, field: string): string => String(entry.fields[field] ?? '');

/** Whom an entry is about: who is named on the slip, or the member. */
export const party = (entry: Rec, names: ReadonlyMap<string, string>): string => text(entry, 'counterparty') || (names.get(text(entry, 'member')) ?? '');

/** What an entry of a cash book was for, in Vietnamese. */
export function reason(entry: Rec, registry: Registry): string {
  const field = fieldOf(registry, 'fundTransaction', 'category');
  const category = field === undefined ? '' : showValue(field, entry.fields['category'], 'vi');
  const month = text(entry, 'duesMonth');
  const of = month === '' ? '' : ` tháng ${monthYear(month)}`;
  const note = text(entry, 'note');
  const said = note.toLocaleLowerCase('vi').startsWith(category.toLocaleLowerCase('vi'));
  if (said && category !== '') return `${entry.fields['reverses'] === undefined ? '' : paper.book.reverses}${note}`;
  return `${entry.fields['reverses'] === undefined ? '' : paper.book.reverses}${category}${of}${note === '' ? '' : `. ${note}`}`;
}
