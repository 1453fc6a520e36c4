import { render, type ComponentChild } from 'preact';
import { act } from 'preact/test-utils';

/** Renders for a test onto fresh ground and lets all effects run. */
export async function draw(what: ComponentChild): Promise<HTMLElement> {
  document.body.innerHTML = '';
  const ground = document.body.appendChild(document.createElement('div'));
  await act(() => render(what, ground));
  return ground;
}

/** Finds one element, or fails naming what was looked for. */
export function find<E extends HTMLElement = HTMLElement>(ground: ParentNode, selector: string): E {
  const found = ground.querySelector<E>(selector);
  if (found === null) throw new Error(`nothing matches ${selector} in ${(ground as HTMLElement).innerHTML}`);
  return found;
}

/** Does something and lets all that follows from it happen. */
export async function doing(something: () => void): Promise<void> {
  await act(async () => {
    something();
    await new Promise((done) => setTimeout(done, 0));
  });
}
