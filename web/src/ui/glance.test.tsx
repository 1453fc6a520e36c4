import { expect, it } from 'vitest';
import { Breakdown } from './Breakdown';
import { find, draw } from './testGround';
import { WeekChart } from './WeekChart';

it('shows the first parts and the others as one', async () => {
  const parts = [9, 5, 3, 2, 1].map((count, at) => ({ key: String(at), label: `<b>loại ${at}</b>`, count }));
  const ground = await draw(<Breakdown parts={parts} whole={20} most={2} />);
  const lines = [...ground.querySelectorAll('li')].map((li) => li.textContent);
  expect(lines).toEqual(['<b>loại 0</b>9', '<b>loại 1</b>5', '3 loại khác6']);
});

it('does not put a single part under others', async () => {
  const ground = await draw(<Breakdown parts={[{ key: 'a', label: 'a', count: 1 }, { key: 'b', label: 'b', count: 1 }]} whole={2} most={1} />);
  expect(ground.querySelectorAll('li')).toHaveLength(2);
});

it('tells every week to those who do not see the bars', async () => {
  const weeks = [{ monday: '2026-11-16', value: 0.5, told: '50 % (5 trên 10)', label: '50 %' }, { monday: '2026-11-23', value: 0 }];
  const ground = await draw(<WeekChart title="Có mặt" note="trên số được điểm danh" weeks={weeks} heads={{ week: 'Tuần', value: 'Có mặt' }} most={1} />);
  expect(find(ground, 'svg').getAttribute('aria-label')).toBe('Có mặt. trên số được điểm danh. 16/11: 50 % (5 trên 10); 23/11: 0');
  expect([...ground.querySelectorAll('tbody tr')].map((tr) => tr.textContent)).toEqual(['16/11/202650 % (5 trên 10)', '23/11/20260']);
  expect(find(ground, '.chart-figure').textContent).toBe('50 %');
});
