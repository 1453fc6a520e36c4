import type { ComponentChildren } from 'preact';
import { useText } from '../text/catalogue';
import { day, number } from '../text/format';
import { uiText } from './text';

interface Props {
  label: string;
  /** The figure as it is read: "12", "84,5 %", "1.500.000 đ". */
  value: string;
  /** What the figure is a part of. */
  of?: { part: number; whole: number; unit: string };
  /** The calendar day the figure was reckoned for. */
  asOf?: string;
  href?: string;
  tone?: 'plain' | 'good' | 'warn' | 'bad';
  children?: ComponentChildren;
}

/** One figure with its denominator and its date: no figure stands without them. */
export function Stat({ label, value, of, asOf, href, tone = 'plain', children }: Props) {
  const t = useText(uiText);
  return (
    <div class={`stat ${tone}`}>
      <p class="stat-label">{href === undefined ? label : <a href={href}>{label}</a>}</p>
      <p class="stat-value">{value}</p>
      {of === undefined ? null : <p class="stat-of">{t.outOf(number(of.part), number(of.whole))} {of.unit}</p>}
      {asOf === undefined ? null : <p class="stat-of">{t.asOf(day(asOf))}</p>}
      {children}
    </div>
  );
}

/** Stats side by side, as many as fit. */
export function Stats({ children }: { children: ComponentChildren }) {
  return <div class="stats">{children}</div>;
}
