import type { ComponentChildren } from 'preact';
import { useText } from '../text/catalogue';
import { number } from '../text/format';
import { ShareBar } from './ShareBar';
import { uiText } from './text';

/** One part of a whole. */
interface Part {
  key: string;
  label: ComponentChildren;
  count: number;
  href?: string;
}

/** The parts of a whole under each other, each with its figure and its bar; behind `most` of them the others as one. */
export function Breakdown({ parts, whole, most = parts.length }: { parts: Part[]; whole: number; most?: number }) {
  const t = useText(uiText);
  const shown = parts.length > most + 1 ? parts.slice(0, most) : parts;
  const rest = parts.slice(shown.length);
  const others = { key: 'others', label: t.others(number(rest.length)), count: rest.reduce((n, p) => n + p.count, 0) };
  return (
    <ul class="parts">
      {(rest.length === 0 ? shown : [...shown, others]).map((p: Part) => (
        <li key={p.key} class="part">
          <span class="part-label">{p.href === undefined ? p.label : <a href={p.href}>{p.label}</a>}</span>
          <span class="part-count">{number(p.count)}</span>
          <span class="part-bar" aria-hidden="true"><ShareBar label="" part={p.count} whole={whole} /></span>
        </li>
      ))}
    </ul>
  );
}
