import { render } from 'preact';
import { expect, it } from 'vitest';
import { doing, draw, find } from './testGround';
import { useListing } from './useListing';

it('begins the new listing when its first page is asked for again, and does not go on with the one before', async () => {
  const asked: string[] = [];
  let broken = false;
  const Names = ({ of }: { of: string }) => {
    const list = useListing((after) => {
      asked.push(`${of} ${after ?? 'start'}`);
      return broken ? Promise.reject(new Error('offline')) : Promise.resolve({ items: [of], next: `behind-${of}` });
    }, [of]);
    return <button type="button" onClick={list.more}>{list.items.join()}</button>;
  };
  const ground = await draw(<Names of="a" />);
  await doing(() => undefined);
  broken = true;
  await doing(() => render(<Names of="b" />, ground));
  broken = false;
  await doing(() => find(ground, 'button').click());
  expect(asked).toEqual(['a start', 'b start', 'b start']);
  expect(find(ground, 'button').textContent).toBe('b');
});
