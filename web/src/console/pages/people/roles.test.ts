import { expect, it } from 'vitest';
import type { Session } from '../../../api/session';
import { grantText } from './grantText';
import { describe as say, rolesGivenBy, summarise } from './roles';

const asked = (role: string): Session => ({ user: { id: '1', name: 'x', grants: [{ role }] }, factor: false, reads: [], writes: [] });

it('says a role with its place', () => {
  expect(say({ role: 'volunteer', club: 'c', name: 'CLB Nà Phát' }, grantText.vi)).toBe('Tình nguyện viên · CLB Nà Phát');
  expect(say({ role: 'leader', club: 'c' }, grantText.vi)).toBe('Chủ nhiệm, ban chủ nhiệm · nơi khác');
  expect(say({ role: 'province' }, grantText.vi)).toBe('Cán bộ tỉnh');
  expect(say({ role: 'health' }, grantText.vi)).toBe('Ghi chép sức khoẻ · cả tỉnh');
});

it('puts what is done at one place into one line', () => {
  const grants = [
    { role: 'volunteer', club: 'c', name: 'CLB Nà Phát' }, { role: 'commune', unit: 'u', name: 'Xã Pa Ủ' }, { role: 'health', club: 'c', name: 'CLB Nà Phát' },
  ] as const;
  expect(summarise([...grants], grantText.vi)).toEqual(['Tình nguyện viên, ghi chép sức khoẻ · CLB Nà Phát', 'Cán bộ xã · Xã Pa Ủ']);
});

it('offers a commune the roles of the village at its clubs, and nobody the operator', () => {
  expect(rolesGivenBy(asked('commune')).map((r) => [r.role, ...r.where])).toEqual([['volunteer', 'club'], ['leader', 'club'], ['health', 'club']]);
  expect(rolesGivenBy(asked('province')).map((r) => r.role)).toEqual(['volunteer', 'leader', 'health', 'commune', 'province']);
});
