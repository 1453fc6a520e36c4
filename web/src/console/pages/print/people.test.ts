import { describe, expect, it } from 'vitest';
import type { Rec } from '../../../api/records';
import { lastMonths } from '../../../text/months';
import { membersOn, nameOf, nameOn } from './people';

const member = (id: string, fullName: string, joinedOn: string, leftOn?: string): Rec =>
  ({ id, type: 'member', schema: 2, vector: '', fields: { fullName, joinedOn, ...(leftOn === undefined ? {} : { leftOn }) } });

describe('lists on paper', () => {
  it('has who was there on the day, by the given name', () => {
    const all = [member('1', 'Vàng Thị Dợ', '2020-01-01'), member('2', 'Lò Văn An', '2026-03-02'), member('3', 'Lò Thị Ban', '2020-01-01', '2026-03-01'), member('4', 'Giàng A Đơ', '2020-01-01', '2026-03-02')];
    expect(membersOn(all, '2026-03-02').map(nameOf)).toEqual(['Lò Văn An', 'Vàng Thị Dợ', 'Giàng A Đơ']);
    expect(membersOn(all, '2026-03-01').map(nameOf)).toEqual(['Lò Thị Ban', 'Vàng Thị Dợ', 'Giàng A Đơ']);
  });
  it('names who held an office on the day of a contract, not today', () => {
    const office = (holder: string, from: string, to?: string): Rec => ({ id: from, type: 'clubRole', schema: 2, vector: '', fields: { member: holder, role: 'head', from, ...(to === undefined ? {} : { to }) } });
    const people = [member('1', 'Cũ', '2020-01-01'), member('2', 'Mới', '2020-01-01')];
    const offices = [office('2', '2025-01-01'), office('1', '2020-01-01', '2024-12-31')];
    expect([nameOn(offices, people, 'head', '2024-12-31'), nameOn(offices, people, 'head', '2025-01-01'), nameOn(offices, people, 'treasurer', '2025-01-01')]).toEqual(['Cũ', 'Mới', '']);
  });
  it('goes back over the new year', () => expect(lastMonths('2026-02-28', 3)).toEqual(['2026-02', '2026-01', '2025-12']));
});
