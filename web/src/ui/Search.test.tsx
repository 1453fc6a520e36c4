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

it('asks at once when it is left', async () => {
  const onSearch = vi.fn();
  const ground = await draw(<Search label="Tìm" onSearch={onSearch} />);
  const input = find<HTMLInputElement>(ground, 'input');
  await type(input, 'mai');
  await doing(() => input.dispatchEvent(new Event('blur')));
  expect(onSearch).toHaveBeenCalledExactlyOnceWith('mai');
});
