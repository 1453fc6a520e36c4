import { afterEach, expect, it, vi } from 'vitest';
import { doing, draw, find } from '../ui/testGround';
import { LoginPage } from './LoginPage';

afterEach(() => vi.unstubAllGlobals());

/** Answers the requests one after another and keeps their bodies. */
function answering(...answers: [number, object][]): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
    asked.push(String(init.body));
    const [status, body] = answers.shift() ?? [500, {}];
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  return asked;
}

async function fill(ground: HTMLElement, values: Record<string, string>) {
  for (const [name, value] of Object.entries(values)) find<HTMLInputElement>(ground, `[name=${name}]`).value = value;
  await doing(() => find<HTMLButtonElement>(ground, 'button[type=submit]').click());
}

it('says what to look at after a wrong password, and lets in after the right one', async () => {
  const entered = vi.fn();
  const asked = answering([401, { code: 'unauthorized' }], [200, { user: {} }]);
  const ground = await draw(<LoginPage ended={false} onLoggedIn={entered} />);
  await fill(ground, { login: ' xa.mau ', password: ' có khoảng trắng ' });
  expect(ground.textContent).toContain('Caps Lock');
  expect(entered).not.toHaveBeenCalled();
  await fill(ground, { password: 'đúng rồi' });
  expect(entered).toHaveBeenCalledOnce();
  expect(JSON.parse(asked[0] ?? '')).toEqual({ login: 'xa.mau', password: ' có khoảng trắng ', cookie: true });
});

it('asks for the code of the second factor only when there is one', async () => {
  const entered = vi.fn();
  const asked = answering([401, { code: 'factor' }], [401, { code: 'factor' }], [200, { user: {} }]);
  const ground = await draw(<LoginPage ended={false} onLoggedIn={entered} />);
  expect(ground.querySelector('[name=code]')).toBeNull();
  await fill(ground, { login: 'xa.mau', password: 'p' });
  expect(find(ground, '[name=code]').getAttribute('aria-invalid')).toBe('false');
  await fill(ground, { code: '000000' });
  expect(ground.textContent).toContain('Mã chưa đúng');
  await fill(ground, { code: '123456' });
  expect(entered).toHaveBeenCalledOnce();
  expect(JSON.parse(asked[2] ?? '')).toMatchObject({ code: '123456' });
});
