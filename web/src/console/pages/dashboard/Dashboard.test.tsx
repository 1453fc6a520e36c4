import { LocationProvider } from 'preact-iso';
import { afterEach, expect, it, vi } from 'vitest';
import type { Dashboard as Figures } from '../../../api/dashboard';
import { doing, draw } from '../../../ui/testGround';
import { DeskContext } from '../../session';
import Dashboard from './Dashboard';

const hostile = `<img src=x onerror=alert(1)>${'Bản Nậm Cáy '.repeat(15)}`;
const tally = { loans: 2, outstanding: 3_000_000 };
const weeks = ['2026-11-16', '2026-11-23'].map((monday) => ({ monday, held: 1, met: 1, present: 8, called: 10, repayments: 2, paid: 500_000, operations: 40 }));

const some: Figures = {
  asOf: '2026-11-26', latest: '2026-11-26T06:09:00Z',
  clubs: { total: 3, active: 2, heard: 2, untold: 0 },
  people: { members: 80, women: 50, over60: 52, over55: 60, unknown: 1 },
  cases: { open: 3, urgent: 1, clubs: 2, kinds: { ledger: 2, 'brand-new': 1 }, ages: { thisWeek: 1, lastWeek: 0, withinMonth: 2, older: 0 } },
  silent: { months: 2, count: 1, items: [{ club: 'c1', name: hostile }] },
  meetings: { days: 14, count: 2, items: [{ club: 'c1', name: hostile, date: '2026-11-26' }, { club: 'c2', date: '2026-11-27' }] },
  loans: { counted: 3, total: { loans: 9, outstanding: 30_000_000 }, atRisk: tally, par30: { numerator: 3_000_000, denominator: 30_000_000 }, overdue: { principal: 1, interest: 2 }, clubs: 9, items: [{ club: 'c1', name: hostile, atRisk: tally }] },
  weeks, communes: [{ unit: 'u1', name: 'Xã Mường Kim', clubs: 2, silent: 1, cases: 3, atRisk: 3_000_000 }, { clubs: 1, silent: 0, cases: 0, atRisk: 0 }],
};
const fleet = { total: 5, behind: 2, reasons: [{ code: 'silent', count: 2 }, { code: 'brand-new', count: 1 }], items: [] };

async function open(figures: Figures) {
  vi.stubGlobal('fetch', async (path: string) => new Response(JSON.stringify(path.startsWith('/api/v1/dashboard') ? figures : fleet)));
  const session = { user: { id: 'u', name: 'Cán bộ', grants: [] }, factor: false, reads: [], writes: [] };
  const ground = await draw(<LocationProvider><DeskContext.Provider value={{ session, registry: { number: 1, types: [] } }}><Dashboard /></DeskContext.Provider></LocationProvider>);
  await vi.waitFor(() => { if (ground.querySelector('.loading') !== null) throw new Error('still loading'); });
  await doing(() => undefined);
  return ground;
}

afterEach(() => vi.unstubAllGlobals());

it('leads from each figure to its list and shows names as text', async () => {
  const ground = await open(some);
  expect(ground.querySelector('img')).toBeNull();
  const links = [...ground.querySelectorAll('a')].map((a) => a.getAttribute('href'));
  for (const href of ['/console/cases', '/console/cases?kind=ledger', '/console/phones?reason=any', '/console/phones?reason=silent', '/console/clubs?sort=silence', '/console/clubs?sort=arrears', '/console/clubs/c1', '/console/clubs?unit=u1']) {
    expect(links).toContain(href);
  }
  const text = ground.textContent ?? '';
  for (const said of ['2 trên 3 câu lạc bộ có việc chờ', '1 việc gấp', '2 trên 5 máy', 'chưa họp lần nào', 'hôm nay', 'ngày mai', 'Câu lạc bộ chưa ghi tên', 'Việc khác', 'Lý do khác', 'và 8 câu lạc bộ khác', 'Chưa rõ xã, phường', '10\u00a0%']) {
    expect(text).toContain(said);
  }
  expect([...ground.querySelectorAll('.stat')].every((s) => s.textContent?.includes('tính đến 26/11/2026'))).toBe(true);
  expect(text).not.toContain('Đang cộng');
});

it('says of how many clubs the loans were counted so far', async () => {
  expect((await open({ ...some, loans: { ...some.loans, counted: 1 } })).textContent).toContain('Tính trên 1 trong 3 câu lạc bộ. Đang cộng');
});

it('says what to do when there are no clubs', async () => {
  const ground = await open({ ...some, clubs: { total: 0, active: 0, heard: 0, untold: 0 }, communes: [] });
  expect(ground.textContent).toContain('Bạn chưa được giao câu lạc bộ nào');
  expect(ground.querySelector('.stat')).toBeNull();
});
