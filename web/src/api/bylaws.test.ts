import { describe, expect, it } from 'vitest';
import { periods } from './bylaws';
import type { Rec } from './records';

const law = (id: string, validFrom: string, validTo?: string): Rec =>
  ({ id, type: 'byLaw', schema: 2, vector: '', fields: { validFrom, ...(validTo === undefined ? {} : { validTo }) } });

const told = (laws: Rec[], today: string) => periods(laws, today).map((p) => `${p.law.id} ${p.from}–${p.to ?? ''} ${p.when}`);

describe('the time of by-laws', () => {
  it('ends the day before the next one begins', () => {
    expect(told([law('c', '2027-01-01'), law('b', '2025-03-01'), law('a', '2020-01-01')], '2026-11-26')).toEqual([
      'c 2027-01-01– coming', 'b 2025-03-01–2026-12-31 now', 'a 2020-01-01–2025-02-28 past',
    ]);
  });
  it('ends where it says so; then the one before counts again, as far as it reaches', () => {
    const laws = [law('b', '2025-03-01', '2026-01-31'), law('a', '2020-01-01', '2026-06-30')];
    expect(told(laws, '2026-01-01')).toEqual(['b 2025-03-01–2026-01-31 now', 'a 2020-01-01–2025-02-28 past']);
    expect(told(laws, '2026-03-01')).toEqual(['b 2025-03-01–2026-01-31 past', 'a 2020-01-01–2026-06-30 now']);
    expect(told(laws, '2026-07-01')).toEqual(['b 2025-03-01–2026-01-31 past', 'a 2020-01-01–2025-02-28 past']);
  });
  it('counts the first and the last day', () => {
    expect(told([law('a', '2026-01-01', '2026-01-31')], '2026-01-01')).toEqual(['a 2026-01-01–2026-01-31 now']);
    expect(told([law('a', '2026-01-01', '2026-01-31')], '2026-01-31')).toEqual(['a 2026-01-01–2026-01-31 now']);
  });
});
