import { number } from '../text/format';

/** One bar or point of a chart. `label` is short: a week, a kind. */
export interface Point {
  label: string;
  value: number;
}

interface Props {
  /** What the chart shows, with its unit and date: its name for screen readers, its caption for all. */
  title: string;
  points: Point[];
  format?: (value: number) => string;
}

const width = 640;
const height = 200;
const foot = 24;
const head = 18;

/** Upright bars, each with its figure; screen readers read them all. */
export function BarChart({ title, points, format = number }: Props) {
  const most = Math.max(1, ...points.map((p) => p.value));
  const step = width / Math.max(1, points.length);
  const tall = (value: number) => ((height - foot - head) * value) / most;
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={told(title, points, format)}>
        <line class="chart-axis" x1={0} y1={height - foot} x2={width} y2={height - foot} />
        {points.map((p, at) => (
          <g key={p.label}>
            <rect class="chart-bar" x={at * step + step * 0.15} y={height - foot - tall(p.value)} width={step * 0.7} height={tall(p.value)} rx={2} />
            <text class="chart-figure" x={(at + 0.5) * step} y={height - foot - tall(p.value) - 5}>{format(p.value)}</text>
            <text class="chart-label" x={(at + 0.5) * step} y={height - 7}>{p.label}</text>
          </g>
        ))}
      </svg>
    </figure>
  );
}

/** A line over time; the last point carries its figure. */
export function LineChart({ title, points, format = number }: Props) {
  const most = Math.max(1, ...points.map((p) => p.value));
  const x = (at: number) => 12 + ((width - 60) * at) / Math.max(1, points.length - 1);
  const y = (value: number) => height - foot - ((height - foot - head) * value) / most;
  const last = points.at(-1);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={told(title, points, format)}>
        <line class="chart-axis" x1={0} y1={height - foot} x2={width} y2={height - foot} />
        <polyline class="chart-line" points={points.map((p, at) => `${x(at)},${y(p.value)}`).join(' ')} />
        {points.map((p, at) => <text key={p.label} class="chart-label" x={x(at)} y={height - 7}>{p.label}</text>)}
        {last === undefined ? null : <text class="chart-figure last" x={x(points.length - 1) + 8} y={y(last.value) + 4}>{format(last.value)}</text>}
      </svg>
    </figure>
  );
}

/** One bar for a share of a whole, with a mark where the target lies. Without a label it only repeats words beside it. */
export function ShareBar({ label, part, whole, target }: { label: string; part: number; whole: number; target?: number }) {
  const share = whole === 0 ? 0 : Math.min(1, part / whole);
  return (
    <svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
      <rect class="share-whole" width={100} height={6} />
      <rect class="share-part" width={100 * share} height={6} />
      {target === undefined ? null : <rect class="share-target" x={100 * target - 0.4} width={0.8} height={6} />}
    </svg>
  );
}

const told = (title: string, points: Point[], format: (value: number) => string): string =>
  `${title}: ${points.map((p) => `${p.label} ${format(p.value)}`).join(', ')}`;
