import { expect, it } from 'vitest';
import { askedOf, filterOf, searchOf } from './filter';

it('reads the address, and writes it back', () => {
  const asked = askedOf({ kind: 'orphan', days: '7', status: 'nonsense', q: 'Lò Thị' });
  expect(asked).toEqual({ status: '', kind: 'orphan', severity: '', club: '', days: '7', q: 'Lò Thị' });
  expect(askedOf(Object.fromEntries(new URLSearchParams(searchOf(asked))))).toEqual(asked);
  expect(searchOf(askedOf({}))).toBe('');
});

it('asks the server for what was opened before', () => {
  const filter = filterOf(askedOf({ days: '7' }), new Date('2026-03-15T03:20:00Z'));
  expect(filter.before).toBe('2026-03-08T03:00:00Z');
  expect(filterOf(askedOf({ days: '8' }), new Date()).before).toBeUndefined();
});
