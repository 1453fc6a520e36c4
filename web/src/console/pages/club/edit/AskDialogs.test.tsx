import { afterEach, expect, it, vi } from 'vitest';
import type { Rec } from '../../../../api/records';
import { ToastProvider } from '../../../../ui';
import { doing, draw, find } from '../../../../ui/testGround';
import { TakeBackDialog } from './AskDialogs';

afterEach(() => vi.unstubAllGlobals());

it('takes no money back without a reason', async () => {
  const asked = vi.fn(() => Promise.resolve(new Response('{}', { status: 200 })));
  vi.stubGlobal('fetch', asked);
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) { this.open = true; };
  const done = vi.fn();
  const record = { id: 'r', vector: 'v', fields: {} } as unknown as Rec;
  const ground = await draw(<ToastProvider><TakeBackDialog scope="club:a" record={record} what="PT-1" onDone={done} onClose={() => undefined} /></ToastProvider>);
  await doing(() => find<HTMLButtonElement>(ground, 'button[type=submit]').click());
  expect(asked).not.toHaveBeenCalled();
  expect(find(ground, 'textarea').getAttribute('aria-invalid')).toBe('true');
  find<HTMLTextAreaElement>(ground, 'textarea').value = 'ghi nhầm';
  await doing(() => find<HTMLButtonElement>(ground, 'button[type=submit]').click());
  expect(asked).toHaveBeenCalledOnce();
});
