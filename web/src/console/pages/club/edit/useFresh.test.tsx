import { afterEach, expect, it, vi } from 'vitest';
import { Button, ToastProvider } from '../../../../ui';
import { doing, draw, find } from '../../../../ui/testGround';
import { useFresh } from './useFresh';

afterEach(() => vi.unstubAllGlobals());

it('says why a record could not be read', async () => {
  vi.stubGlobal('fetch', async () => { throw new TypeError('no network'); });
  const opened = vi.fn();
  const Opener = () => {
    const open = useFresh('club:c');
    return <Button onClick={() => open('r', opened)}>Sửa</Button>;
  };
  const ground = await draw(<ToastProvider><Opener /></ToastProvider>);
  await doing(() => find(ground, 'button').click());
  expect(opened).not.toHaveBeenCalled();
  expect(find(ground, '.toast.bad').textContent).toContain('mạng');
});
