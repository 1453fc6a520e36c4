import { expect, it } from 'vitest';
import type { CaseFile } from '../../../api/cases';
import type { Rec } from '../../../api/records';
import type { Values } from '../../../api/schema';
import { firstPick, sourceOf, valuesOf } from './pick';

const record = (id: string, fields: Values): Rec => ({ id, type: 'member', schema: 2, vector: '', fields });
const file: CaseFile = {
  case: { scope: 'club:x', id: 'c', vector: '', fields: { subject: 'a' } },
  subject: record('a', { fullName: 'Lò Thị A', note: 'ốm', _alias: 'x' }),
  other: record('b', { fullName: 'Lò Thị Á', phone: '+84912345678' }),
  choices: ['join'], titles: {}, people: {}, phones: {}, origins: {}, faults: [], together: [],
};

it('takes over what only the other record has', () => {
  const pick = firstPick(file);
  expect(pick.keep).toBe('a');
  expect(valuesOf(file, pick)).toEqual({ phone: '+84912345678' });
  expect(valuesOf(file, { keep: 'b', from: {} })).toEqual({ note: 'ốm' });
});

it('takes a value from where the officer says', () => {
  const pick = { keep: 'a', from: { fullName: 'b', phone: 'a' } };
  expect(valuesOf(file, pick)).toEqual({ fullName: 'Lò Thị Á' });
  expect(sourceOf(file, pick, 'note')).toBe('a');
});

it('begins with the suggestion', () => {
  const suggested = { ...file, case: { ...file.case, suggestion: { choice: 'join' as const, keep: 'b', why: 'same-person', identical: false } } };
  expect(firstPick(suggested).keep).toBe('b');
});
