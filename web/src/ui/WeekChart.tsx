import { useText } from '../text/catalogue';
import { day, number } from '../text/format';
import { uiText } from './text';

/** One week: its Monday, the figure, and what the figure is a part of where it is a share. */
interface WeekPoint {
  monday: string;
  value: number;
  /** As people read it; the plain number without it. */
  told?: string;
  /** What fits over a bar; `told` without it. */
  label?: string;
}

interface Props {
  title: string;
  /** What is counted, of whom, in one line under the title. */
  note: string;
  weeks: WeekPoint[];
  /** What the columns of the table under the chart are called. */
  heads: { week: string; value: string };
  /** What the full height stands for, where that is known; the highest figure without it. */
  most?: number;
}

const width = 260;
const height = 124;
const foot = 22;
const head = 20;

const short = (monday: string): string => day(monday).slice(0, 5);

/** Weeks as upright bars; the last may still be going on and is drawn open. The figures stand in a table that unfolds. */
export function WeekChart({ title, note, weeks, heads, most: whole }: Props) {
  const t = useText(uiText);
  const highest = Math.max(...weeks.map((w) => w.value));
  const most = whole ?? Math.max(1, highest);
  const peak = weeks.findIndex((w) => w.value === highest);
  const step = width / Math.max(1, weeks.length);
  const tall = (value: number) => ((height - foot - head) * value) / most;
  const told = (w: WeekPoint) => w.told ?? number(w.value);
  const labelled = new Set([0, Math.floor((weeks.length - 1) / 2), weeks.length - 1]);
  const anchor = (at: number) => (at === 0 ? 'start' : at === weeks.length - 1 ? 'end' : 'middle');
  const edge = (at: number) => (at === 0 ? 0 : at === weeks.length - 1 ? width : (at + 0.5) * step);
  return (
    <figure class="chart weeks">
      <figcaption>{title}<small>{note}</small></figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}. ${note}. ${weeks.map((w) => `${short(w.monday)}: ${told(w)}`).join("; ")}`}>
        <line class="chart-axis" x1={0} y1={height - foot} x2={width} y2={height - foot} />
        {weeks.map((w, at) => (
          <g key={w.monday}>
            <rect class={at === weeks.length - 1 ? 'chart-bar going' : 'chart-bar'} x={at * step + step * 0.16} y={height - foot - tall(w.value)} width={step * 0.68} height={tall(w.value)} rx={1.5} />
            {w.value > 0 && (at === peak || at === weeks.length - 1)
              ? <text class={`chart-figure ${anchor(at)}`} x={edge(at)} y={height - foot - tall(w.value) - 5}>{w.label ?? told(w)}</text> : null}
            {labelled.has(at) ? <text class={`chart-label ${anchor(at)}`} x={edge(at)} y={height - 6}>{short(w.monday)}</text> : null}
          </g>
        ))}
      </svg>
      <details class="weeks-table">
        <summary>{t.asTable}<span class="unseen">: {title}</span></summary>
        <table class="table">
          <caption class="unseen">{title}. {note}</caption>
          <thead><tr><th scope="col">{heads.week}</th><th scope="col" class="figure">{heads.value}</th></tr></thead>
          <tbody>{weeks.map((w) => <tr key={w.monday}><th scope="row">{day(w.monday)}</th><td class="figure">{told(w)}</td></tr>)}</tbody>
        </table>
      </details>
    </figure>
  );
}
