import { afterEach, expect, it, vi } from 'vitest';
import { ToastProvider } from '../../../../ui';
import { doing, draw, find } from '../../../../ui/testGround';
import { DeskContext } from '../../../session';
import { RollCall } from './RollCall';

afterEach(() => vi.unstubAllGlobals());

const both = (text: string) => ({ vi: text, en: text });
const options = ['present', 'absent', 'excused'].map((value) => ({ value, label: both(value) }));
const registry = { number: 1, types: [{ name: 'attendance', label: both('Điểm danh'), scope: 'club', mode: 'mutable' as const, fields: [{ name: 'status', kind: 'enum' as const, label: both('Có mặt'), options }] }] };
const session = { user: { id: 'u', name: 'Cán bộ', grants: [] }, factor: false, reads: [], writes: [] };

it('saves the choice one ends with, when the arrow keys passed through another', async () => {
  const sent: string[] = [];
  let answer = () => undefined as void;
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    sent.push(`${init.method} ${new Headers(init.headers).get('If-Match') ?? ''} ${String(init.body)}`);
    if (sent.length === 1) await new Promise<void>((go) => { answer = go; });
    return new Response(JSON.stringify({ record: { id: 'r', type: 'attendance', schema: 1, vector: `v${sent.length}`, fields: {} } }));
  });
  const ground = await draw(
    <ToastProvider><DeskContext.Provider value={{ session, registry }}>
      <RollCall club="c" meeting="m" called={[]} refs={{ choices: { member: [{ value: 'p', label: 'Lò Thị Mai' }] }, names: new Map() }} onChanged={() => undefined} />
    </DeskContext.Provider></ToastProvider>,
  );
  const choose = (value: string) => doing(() => {
    const select = find<HTMLSelectElement>(ground, 'select');
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await choose('absent');
  await choose('excused');
  await doing(() => answer());
  await doing(() => undefined);
  expect(sent).toEqual([
    'POST  {"type":"attendance","set":{"meeting":"m","member":"p","status":"absent"}}',
    'PATCH "v1" {"set":{"status":"excused"},"unset":[]}',
  ]);
});
