import type { ComponentChildren } from 'preact';

/** One line of a list to choose from. `detail` tells apart what is called alike. */
export function PickLine({ name, detail, onPick }: { name: ComponentChildren; detail?: ComponentChildren; onPick: () => void }) {
  return <li><button type="button" class="pick" onClick={onPick}><span>{name}</span>{detail === undefined ? null : <small>{detail}</small>}</button></li>;
}
