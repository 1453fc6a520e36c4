import type { Case } from '../../../api/cases';

// The order in which the queue was last shown, so that the next case opens after a decision. It lives as long as the tab.

export interface Spot {
  scope: string;
  id: string;
}

const remembered = 'beplua.queue';

export function keepOrder(cases: Case[]): void {
  sessionStorage.setItem(remembered, JSON.stringify(cases.map(({ scope, id }) => ({ scope, id }))));
}

export function order(): Spot[] {
  try {
    return JSON.parse(sessionStorage.getItem(remembered) ?? '[]') as Spot[];
  } catch {
    return [];
  }
}

/** The case before or after one in the order; undefined at its ends. A case that is not in it is followed by the first. */
export function neighbour(spots: Spot[], here: Spot, step: 1 | -1): Spot | undefined {
  const at = spots.findIndex((s) => s.id === here.id && s.scope === here.scope);
  return at < 0 && step < 0 ? undefined : spots[at + step];
}

/** Takes a case out that was decided, and gives the one that follows: the next, or at the end the first that is left. */
export function leave(here: Spot): Spot | undefined {
  const spots = order();
  const at = spots.findIndex((s) => s.id === here.id && s.scope === here.scope);
  const rest = spots.filter((_, i) => i !== at);
  sessionStorage.setItem(remembered, JSON.stringify(rest));
  return rest[Math.max(at, 0)] ?? rest[0];
}

export const hrefOf = (spot: Spot, search: string): string => `/console/cases/${encodeURIComponent(spot.scope)}/${spot.id}${search}`;
