import type { Rec } from '../../../api/records';

// The people of a list, as Vietnamese lists have them: by the given name, which stands last.

const given = (name: string): string => name.slice(name.lastIndexOf(' ') + 1);

export const nameOf = (member: Rec): string => String(member.fields['fullName'] ?? '');

/** By the given name, then by the whole. */
export const byGivenName = (a: Rec, b: Rec): number =>
  given(nameOf(a)).localeCompare(given(nameOf(b)), 'vi') || nameOf(a).localeCompare(nameOf(b), 'vi');

/** The members who have joined by a day and not left. */
export const membersOn = (members: Rec[], day: string): Rec[] =>
  members.filter((m) => String(m.fields['joinedOn'] ?? '') <= day && (m.fields['leftOn'] === undefined || String(m.fields['leftOn']) >= day)).sort(byGivenName);

/** What members are called, by id. */
export const namesOf = (members: Rec[]): Map<string, string> => new Map(members.map((m) => [m.id, nameOf(m)]));

/** The year somebody was born, "" if nobody knows. */
export const bornIn = (member: Rec): string => (member.fields['birthPrecision'] === 'unknown' ? '' : String(member.fields['birthOn'] ?? '').slice(0, 4));

/** The name of whoever held an office on a day, "" if nobody did. */
export function nameOn(offices: Rec[], members: Rec[], role: string, day: string): string {
  const held = offices.find((o) => o.fields['role'] === role && String(o.fields['from']) <= day && (o.fields['to'] === undefined || String(o.fields['to']) >= day));
  const member = members.find((m) => m.id === held?.fields['member']);
  return member === undefined ? '' : nameOf(member);
}
