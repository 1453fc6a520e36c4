import { expect, it } from 'vitest';
import type { Field } from '../api/schema';
import { showValue } from './showValue';

const label = { vi: 'Mục', en: 'Item' };
const field = (over: Partial<Field>): Field => ({ name: 'f', kind: 'text', label, ...over });

it('shows each kind as people read it', () => {
  expect(showValue(field({ kind: 'money' }), 1500000, 'vi')).toBe('1.500.000\u00a0đ');
  expect(showValue(field({ kind: 'decimal', scale: 1, unit: 'kg' }), 615, 'vi')).toBe('61,5\u00a0kg');
  expect(showValue(field({ kind: 'bool' }), false, 'vi')).toBe('Không');
  expect(showValue(field({ kind: 'date' }), '2026-01-31', 'en')).toBe('31/01/2026');
  expect(showValue(field({ kind: 'time' }), '2026-01-30T17:00:00Z', 'vi')).toBe('31/01/2026 00:00');
  expect(showValue(field({}), undefined, 'vi')).toBe('–');
});

it('shows labels of options, also in sets, and keeps what it does not know', () => {
  const options = [{ value: 'f', label: { vi: 'Nữ', en: 'Female' } }];
  expect(showValue(field({ kind: 'enum', options }), 'f', 'vi')).toBe('Nữ');
  expect(showValue(field({ kind: 'enum', options }), 'x', 'vi')).toBe('x');
  expect(showValue(field({ kind: 'set', options }), ['f'], 'en')).toBe('Female');
  expect(showValue(field({ kind: 'set' }), [], 'en')).toBe('–');
});

it('shows names of records, and the rows of a table', () => {
  const id = '01a21654-c294-706f-8b35-29b8bc15331c';
  expect(showValue(field({ kind: 'ref' }), id, 'vi', new Map([[id, 'Hà Văn Pòm']]))).toBe('Hà Văn Pòm');
  expect(showValue(field({ kind: 'ref' }), id, 'vi')).toBe('…15331c');
  const columns = [field({ name: 'who', label: { vi: 'Ai', en: 'Who' } }), field({ name: 'sum', kind: 'money', label: { vi: 'Tiền', en: 'Sum' } })];
  expect(showValue(field({ kind: 'table', columns }), [{ who: 'Ông Dín', sum: 5000 }], 'vi')).toBe('Ai: Ông Dín, Tiền: 5.000\u00a0đ');
});
