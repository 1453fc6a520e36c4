import { beforeEach, expect, it } from 'vitest';
import type { Case } from '../../../api/cases';
import { keepOrder, leave, neighbour, order } from './order';

const spot = (id: string) => ({ scope: 'club:a', id });
const aCase = (id: string): Case => ({ ...spot(id), vector: '', fields: {} });

beforeEach(() => keepOrder(['1', '2', '3'].map(aCase)));

it('goes to the neighbours, and not beyond the ends', () => {
  expect(neighbour(order(), spot('2'), 1)).toEqual(spot('3'));
  expect(neighbour(order(), spot('2'), -1)).toEqual(spot('1'));
  expect(neighbour(order(), spot('3'), 1)).toBeUndefined();
  expect(neighbour(order(), spot('9'), 1)).toEqual(spot('1'));
  expect(neighbour(order(), spot('9'), -1)).toBeUndefined();
});

it('opens the next case when one is decided, at the end the first that is left', () => {
  expect(leave(spot('2'))).toEqual(spot('3'));
  expect(leave(spot('3'))).toEqual(spot('1'));
  expect(leave(spot('1'))).toBeUndefined();
});
