import { expect, it } from 'vitest';
import { placesOf } from './places';
import { reasons } from './reasons';

it('names each place once', () => {
  const grants = [{ role: 'volunteer', club: 'a', name: 'CLB A' }, { role: 'health', club: 'a', name: 'CLB A' }, { role: 'leader', club: 'b' }, { role: 'province' }] as const;
  expect(placesOf({ id: '1', name: 'x', grants: [...grants] }, 'nơi khác')).toBe('CLB A, nơi khác');
});

it('has one view of each reason', () => {
  expect(new Set(reasons.map((r) => r.code)).size).toBe(reasons.length);
});
