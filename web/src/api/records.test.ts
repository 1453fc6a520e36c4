import { describe, expect, it } from 'vitest';
import { changeOf } from './records';

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
