import { useState } from 'preact/hooks';
import { afterEach, expect, it, vi } from 'vitest';
import type { ImportPlan } from '../../../api/imports';
import { ToastProvider } from '../../../ui';
import { doing, draw, find } from '../../../ui/testGround';
import { Trying, type Trial } from './Trying';

afterEach(() => vi.unstubAllGlobals());

const plan = (name: string): ImportPlan => ({
  joinedOn: '2020-05-01', year: 2026, columns: [], unknown: [], notes: [], counts: { new: 1, exists: 0, repeated: 0, faulty: 1, skipped: 0 },
  lines: [{ number: 2, name, fate: 'new' }, { number: 3, name: '<b>x</b>', fate: 'faulty', faults: [{ cell: 'B3', written: '49', message: 'Không đọc được ngày sinh.' }] }],
});

const answer = (status: number, body: unknown, tag = '') => new Response(JSON.stringify(body), { status, headers: { ETag: tag } });

it('looks at the club anew when it changed after the dry run, and imports what was then shown', async () => {
  const asked: string[] = [];
  const answers = [answer(412, { code: 'stale', title: 'Nội dung đã thay đổi.' }), answer(200, plan('Lò Thị Mới'), '"two"'), answer(200, plan('Lò Thị Mới'), '"three"')];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push(`${path} ${new Headers(init.headers).get('If-Match') ?? ''}`);
    return Promise.resolve(answers.shift());
  });
  const done = vi.fn();
  function Page() {
    const [trial, setTrial] = useState<Trial>({ wish: { club: 'c', file: new File(['x'], 'a.csv'), joinedOn: '', year: '' }, plan: plan('Lò Thị Cũ'), tag: '"one"' });
    return <ToastProvider><Trying trial={trial} onTrial={setTrial} onDone={done} onAgain={() => undefined} /></ToastProvider>;
  }
  const ground = await draw(<Page />);
  expect(ground.textContent).toContain('B3');
  expect(ground.querySelector('b')).toBeNull();
  await doing(() => find<HTMLButtonElement>(ground, '.button.main').click());
  expect(done).not.toHaveBeenCalled();
  expect(find(ground, '[aria-live=polite].toasts').textContent).toContain('vừa thay đổi');
  await doing(() => find<HTMLButtonElement>(ground, '.button.main').click());
  expect(done).toHaveBeenCalledOnce();
  expect(asked).toEqual(['/api/v1/clubs/c/imports "one"', '/api/v1/clubs/c/imports/plan ', '/api/v1/clubs/c/imports "two"']);
});
