import type { Person } from '../../../api/users';

/** The clubs and communes of a person, each once, by name. */
export function placesOf(person: Person, elsewhere: string): string {
  const names = person.grants.filter((g) => g.club !== undefined || g.unit !== undefined).map((g) => g.name ?? elsewhere);
  return [...new Set(names)].join(', ');
}
