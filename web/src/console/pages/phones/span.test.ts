import { expect, it } from 'vitest';
import { placesOf } from './places';
import { reasons } from './reasons';
import { span } from './span';

it('gives the largest whole unit', () => {
  expect(span(61_000, 'vi')).toBe('1 phút');
  expect(span(1, 'vi')).toBe('1 phút');
  expect(span(3 * 86_400_000 + 5, 'vi')).toBe('3 ngày');
  expect(span(7_200_000, 'en')).toBe('2 hours');
});

it('names each place once', () => {
  const grants = [{ role: 'volunteer', club: 'a', name: 'CLB A' }, { role: 'health', club: 'a', name: 'CLB A' }, { role: 'leader', club: 'b' }, { role: 'province' }] as const;
  expect(placesOf({ id: '1', name: 'x', grants: [...grants] }, 'nơi khác')).toBe('CLB A, nơi khác');
});

it('has one view of each reason', () => {
  expect(new Set(reasons.map((r) => r.code)).size).toBe(reasons.length);
});
