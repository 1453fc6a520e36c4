import { expect, it, vi } from 'vitest';
import { Search } from './Search';
import { doing, draw, find } from './testGround';

const type = (input: HTMLInputElement, text: string) => doing(() => {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
});

it('asks once typing rests', async () => {
  const onSearch = vi.fn();
  const ground = await draw(<Search label="Tìm" onSearch={onSearch} />);
  await type(find(ground, 'input'), 'm');
  await type(find(ground, 'input'), 'mai');
  expect(onSearch).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(onSearch).toHaveBeenCalledExactlyOnceWith('mai'));
});

it('calls nobody back who has gone on to another page', async () => {
  const onSearch = vi.fn();
  const ground = await draw(<Search label="Tìm" onSearch={onSearch} />);
  await type(find(ground, 'input'), 'mai');
  history.pushState(null, '', '/console/phones/1');
  await doing(() => find<HTMLFormElement>(ground, 'form').requestSubmit());
  expect(onSearch).not.toHaveBeenCalled();
});
