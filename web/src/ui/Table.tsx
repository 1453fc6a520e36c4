import type { ComponentChildren } from 'preact';

/** One column. `kind` decides alignment: figures stand under each other, right. */
export interface Column<R> {
  key: string;
  head: string;
  cell: (row: R) => ComponentChildren;
  kind?: 'text' | 'figure' | 'action';
  /** Left away on narrow screens, where what it says stands elsewhere. */
  wideOnly?: boolean;
}

interface Props<R> {
  /** What the table holds, for screen readers and print. */
  caption: string;
  columns: Column<R>[];
  rows: R[];
  rowKey: (row: R) => string;
  /** Shown instead of the table when there are no rows; says what to do. */
  empty: ComponentChildren;
  /** Sums under the figures, by the keys of the columns. */
  foot?: Record<string, ComponentChildren>;
}

const classOf = <R,>(column: Column<R>): string => `${column.kind ?? 'text'}${column.wideOnly === true ? ' wide-only' : ''}`;

/** A table of rows; the first column names the row. It scrolls inside itself where the screen is too narrow. */
export function Table<R>({ caption, columns, rows, rowKey, empty, foot }: Props<R>) {
  if (rows.length === 0) return <>{empty}</>;
  return (
    <div class="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table class="table">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>{columns.map((c) => <th key={c.key} scope="col" class={classOf(c)}>{c.head}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((c, at) => (at === 0
                ? <th key={c.key} scope="row" class={classOf(c)}>{c.cell(row)}</th>
                : <td key={c.key} class={classOf(c)}>{c.cell(row)}</td>))}
            </tr>
          ))}
        </tbody>
        {foot === undefined ? null : (
          <tfoot><tr>{columns.map((c) => <td key={c.key} class={classOf(c)}>{foot[c.key]}</td>)}</tr></tfoot>
        )}
      </table>
    </div>
  );
}
