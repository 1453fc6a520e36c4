import { LocationProvider } from 'preact-iso';
import { afterEach, expect, it, vi } from 'vitest';
import { ToastProvider } from '../../../ui';
import { doing, draw, find } from '../../../ui/testGround';
import Import from './Import';

afterEach(() => vi.unstubAllGlobals());

const plan = { joinedOn: '2026-11-01', year: 2026, columns: [], unknown: [], notes: [], counts: { new: 1, exists: 0, repeated: 0, faulty: 0, skipped: 0 }, lines: [] };

it('forgets what was tried when the address names another club', async () => {
  vi.stubGlobal('fetch', async (path: string) => new Response(JSON.stringify(path.includes('/imports') ? plan : { fields: { name: 'Bản' } })));
  history.pushState(null, '', '/console/import?club=a');
  const ground = await draw(<LocationProvider><ToastProvider><Import /></ToastProvider></LocationProvider>);
  const list = new DataTransfer();
  list.items.add(new File(['x'], 'ds.csv'));
  find<HTMLInputElement>(ground, 'input[type=file]').files = list.files;
  await doing(() => find<HTMLFormElement>(ground, 'form').requestSubmit());
  await doing(() => undefined);
  expect(ground.textContent).toContain('ds.csv');
  history.pushState(null, '', '/console/import?club=b');
  await doing(() => window.dispatchEvent(new PopStateEvent('popstate')));
  expect(ground.textContent).not.toContain('ds.csv');
});
