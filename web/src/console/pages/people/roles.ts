import type { PlacedGrant, Role } from '../../../api/users';
import type { Session } from '../../../api/session';
import type { grantText } from './grantText';

type Words = { [K in keyof typeof grantText.vi]: (typeof grantText.vi)[K] };

/** Where a role can be given. */
export type Where = 'club' | 'unit' | 'province';

/** One role: its words, and where it can be given. */
export interface RoleView {
  role: Role;
  word: 'volunteer' | 'leader' | 'healthRole' | 'communeRole' | 'provinceRole' | 'operatorRole';
  does: 'volunteerDo' | 'leaderDo' | 'healthDo' | 'communeDo' | 'provinceDo' | 'operatorDo';
  where: Where[];
}

export const roles: RoleView[] = [
  { role: 'volunteer', word: 'volunteer', does: 'volunteerDo', where: ['club'] },
  { role: 'leader', word: 'leader', does: 'leaderDo', where: ['club'] },
  { role: 'health', word: 'healthRole', does: 'healthDo', where: ['club', 'unit', 'province'] },
  { role: 'commune', word: 'communeRole', does: 'communeDo', where: ['unit'] },
  { role: 'province', word: 'provinceRole', does: 'provinceDo', where: ['province'] },
  { role: 'operator', word: 'operatorRole', does: 'operatorDo', where: [] },
];

/** Whether the officer serves the whole province. */
export const isProvince = (session: Session): boolean => session.user.grants.some((g) => g.role === 'province');

/** The roles that an officer may give: a commune those of the village, the province all but the operator's. */
export function rolesGivenBy(session: Session): RoleView[] {
  if (isProvince(session)) return roles.filter((r) => r.where.length > 0);
  return roles.filter((r) => r.where.includes('club')).map((r) => ({ ...r, where: ['club'] }));
}

/** A role and its place in words: "Tình nguyện viên · CLB Nà Phát". */
export function describe(grant: PlacedGrant, t: Words): string {
  const view = roles.find((r) => r.role === grant.role);
  const role = view === undefined ? grant.role : t[view.word];
  if (grant.club === undefined && grant.unit === undefined) return grant.role === 'health' ? `${role} · ${t.wholeProvince}` : role;
  return `${role} · ${grant.name ?? t.elsewhere}`;
}
