import type { PlacedGrant, Role } from '../../../api/users';
import type { Session } from '../../../api/session';
import type { grantText } from './grantText';

type Words = { [K in keyof typeof grantText.vi]: (typeof grantText.vi)[K] };

/** Where a role can be given. */
export type Where = 'club' | 'unit' | 'province';

/** One role: its words, and where it can be given. */
interface RoleView {
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

/** Whether the asker decides and enrols; the operator only watches. The server decides; this hides what would be refused. */
export const isOfficer = (session: Session): boolean => session.user.grants.some((g) => g.role === 'province' || g.role === 'commune');

/** The roles that an officer may give: a commune those of the village, the province all but the operator's. */
export function rolesGivenBy(session: Session): RoleView[] {
  if (isProvince(session)) return roles.filter((r) => r.where.length > 0);
  return roles.filter((r) => r.where.includes('club')).map((r) => ({ ...r, where: ['club'] }));
}

const word = (grant: PlacedGrant, t: Words): string => {
  const view = roles.find((r) => r.role === grant.role);
  return view === undefined ? grant.role : t[view.word];
};

const placeOf = (grant: PlacedGrant, t: Words): string => {
  if (grant.club !== undefined || grant.unit !== undefined) return grant.name ?? t.elsewhere;
  return grant.role === 'health' ? t.wholeProvince : '';
};

/** A role and its place in words: "Tình nguyện viên · CLB Nà Phát". */
export const describe = (grant: PlacedGrant, t: Words): string => summarise([grant], t)[0] ?? '';

/** The same for all of somebody's grants, those at one place in one line: "Tình nguyện viên, ghi chép sức khoẻ · CLB Nà Phát". */
export function summarise(grants: PlacedGrant[], t: Words): string[] {
  const places = new Map<string, PlacedGrant[]>();
  for (const grant of grants) {
    const place = grant.club ?? grant.unit ?? '';
    places.set(place, [...(places.get(place) ?? []), grant]);
  }
  return [...places.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const more = others.map((grant) => word(grant, t).toLocaleLowerCase('vi'));
    const role = [word(first, t), ...more].join(', ');
    const place = placeOf(first, t);
    return [place === '' ? role : `${role} · ${place}`];
  });
}
