import { describe, expect, it } from 'vitest';
import { changeOf, newId } from './records';

describe('what a form changed', () => {
  const before = { fullName: 'Lò Thị Ón', phone: '+84912345678', hardships: ['alone'] };
  const fields = ['fullName', 'phone', 'hardships', 'note'];
  it('is nothing when nothing was typed', () => {
    expect(changeOf(before, { ...before }, fields)).toEqual({ set: {}, unset: [] });
  });
  it('is what differs, and what was emptied', () => {
    expect(changeOf(before, { fullName: 'Lò Thị Ọn', hardships: [], note: 'x' }, fields)).toEqual({ set: { fullName: 'Lò Thị Ọn', note: 'x' }, unset: ['phone', 'hardships'] });
  });
  it('leaves alone what the form did not ask', () => {
    expect(changeOf(before, { fullName: 'Lò Thị Ón' }, ['fullName'])).toEqual({ set: {}, unset: [] });
  });
});

it('makes ids of the form that the server reads, each another', () => {
  const ids = Array.from({ length: 50 }, newId);
  expect(new Set(ids).size).toBe(50);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
