import { expect, it } from 'vitest';
import type { CaseFile } from '../../../api/cases';
import type { Registry } from '../../../api/schema';
import { namesIn } from './words';

const registry = { types: [{ name: 'fundAccount', fields: [{ name: 'kind', options: [{ value: 'activity', label: { vi: 'Quỹ hoạt động', en: 'Activity fund' } }] }] }] } as unknown as Registry;
const file = { titles: { a: 'activity', b: '2026-11-09', c: 'Lò Thị Mai' } } as unknown as CaseFile;

it('calls a fund by its label and a meeting by its day, never by a code', () => {
  expect([...namesIn(file, registry, 'vi').values()]).toEqual(['Quỹ hoạt động', '09/11/2026', 'Lò Thị Mai']);
});
