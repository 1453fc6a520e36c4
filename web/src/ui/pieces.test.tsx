import { useState } from 'preact/hooks';
import { expect, it, vi } from 'vitest';
import { ApiError } from '../api/client';
import { Dialog, Failure, Table, ToastProvider, useToast } from '.';
import { doing, draw, find } from './testGround';

it('names every row and column of a table', async () => {
  const ground = await draw(<Table caption="Thành viên" rows={[{ id: '1', name: 'Lò Thị Mai', paid: 5 }]} rowKey={(r) => r.id} empty={<p>Chưa có ai</p>}
    columns={[{ key: 'name', head: 'Họ và tên', cell: (r) => r.name }, { key: 'paid', head: 'Đã đóng', cell: (r) => r.paid, kind: 'figure' }]} />);
  expect(find(ground, 'caption').textContent).toBe('Thành viên');
  expect(find(ground, 'tbody th[scope=row]').textContent).toBe('Lò Thị Mai');
  expect(find(ground, 'td.figure').textContent).toBe('5');
});

it('shows what to do where a table would be empty', async () => {
  const ground = await draw(<Table caption="Thành viên" rows={[]} rowKey={String} empty={<p>Chưa có ai</p>} columns={[]} />);
  expect(ground.textContent).toBe('Chưa có ai');
});

it('shows names as text, whatever they contain', async () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const ground = await draw(<Table caption="x" rows={[hostile]} rowKey={String} empty={null} columns={[{ key: 'n', head: 'Tên', cell: (r) => r }]} />);
  expect(ground.querySelector('img')).toBeNull();
  expect(find(ground, 'tbody th').textContent).toBe(hostile);
});

it('gives the focus back when a dialog closes', async () => {
  function Asking() {
    const [open, setOpen] = useState(false);
    return <><button id="ask" onClick={() => setOpen(true)}>Hỏi</button>{open ? <Dialog title="Chắc chắn?" onClose={() => setOpen(false)}>…</Dialog> : null}</>;
  }
  const ground = await draw(<Asking />);
  const ask = find<HTMLButtonElement>(ground, '#ask');
  ask.focus();
  await doing(() => ask.click());
  const dialog = find<HTMLDialogElement>(ground, 'dialog');
  expect(dialog.open).toBe(true);
  expect(find(ground, `[id="${dialog.getAttribute('aria-labelledby')}"]`).textContent).toBe('Chắc chắn?');
  await doing(() => dialog.dispatchEvent(new Event('cancel', { cancelable: true })));
  expect(ground.querySelector('dialog')).toBeNull();
  expect(document.activeElement).toBe(ask);
});

it('says in a live region what was done, and lets it be taken back', async () => {
  const undo = vi.fn();
  function Doing() {
    const say = useToast();
    return <button onClick={() => say({ text: 'Đã quyết.', action: { label: 'Hoàn tác', run: undo } })}>Quyết</button>;
  }
  const ground = await draw(<ToastProvider><Doing /></ToastProvider>);
  await doing(() => find(ground, 'button').click());
  expect(find(ground, '[aria-live=polite]').textContent).toContain('Đã quyết.');
  await doing(() => find(ground, '.toast-act').click());
  expect(undo).toHaveBeenCalledOnce();
  expect(ground.querySelector('.toast')).toBeNull();
});

it('says what to do next when something failed', async () => {
  const text = async (error: unknown) => (await draw(<Failure error={error} />)).textContent;
  expect(await text(new ApiError(412, { title: 'Nội dung đã thay đổi.', code: 'stale' }))).toContain('Hãy tải lại');
  expect(await text(new ApiError(0, { code: 'offline' }))).toContain('kiểm tra đường mạng');
  expect(await text(new TypeError('x is undefined'))).not.toContain('undefined');
});

it('is asked no longer when the browser closes it by itself, as a second Esc does', async () => {
  const onClose = vi.fn();
  const ground = await draw(<Dialog title="Xoá?" onClose={onClose}>x</Dialog>);
  await doing(() => find<HTMLDialogElement>(ground, 'dialog').dispatchEvent(new Event('close')));
  expect(onClose).toHaveBeenCalledOnce();
});
