import type { ComponentChildren } from 'preact';
import type { Club } from '../../../api/clubs';
import { day } from '../../../text/format';
import { paper } from './papers';

interface Props {
  club: Club;
  title: string;
  /** Lines under the title. */
  under?: ComponentChildren;
  /** Who signs, from the left. */
  signers: string[];
  /** Names that are printed under the place to sign, by signer. */
  names?: Record<string, string | undefined>;
  children: ComponentChildren;
}

/** One sheet of A4 as offices here write it: who issues it, the nation's motto, a title, and places to sign. */
export function Paper({ club, title, under, signers, names = {}, children }: Props) {
  return (
    <section class="paper">
      <div class="paper-head">
        <div><p>{(club.commune?.name ?? '').toLocaleUpperCase('vi')}</p><p><strong>{clubName(club)}</strong></p></div>
        <div><p><strong>{paper.nation}</strong></p><p><strong>{paper.motto}</strong></p></div>
      </div>
      <h2 class="paper-title">{title}</h2>
      {under === undefined ? null : <div class="paper-under">{under}</div>}
      {children}
      <p class="paper-dated">{paper.dated}</p>
      <div class="paper-signers">
        {signers.map((who) => (
          <div key={who} class="paper-signer"><p><strong>{who}</strong></p><p class="paper-hint">{paper.signHint}</p><p>{names[who] ?? ''}</p></div>
        ))}
      </div>
    </section>
  );
}

export const clubName = (club: Club): string => String(club.record?.fields['name'] ?? '');

/** Who holds an office today, "" if nobody does. */
export const holder = (club: Club, role: string): string => club.board.find((office) => office.role === role)?.name ?? '';

/** A line that says as of when the figures are. */
export const AsOf = ({ on }: { on: string }) => <p>{paper.asOf(day(on))}</p>;

interface SheetProps {
  heads: string[];
  rows: (string | number)[][];
  /** Places of the columns that hold figures. */
  figures?: number[];
  foot?: (string | number)[] | undefined;
  /** Rows are tall enough to be filled in by hand. */
  tall?: boolean;
}

/** A ruled table on paper. */
export function Ruled({ heads, rows, figures = [], foot, tall = false }: SheetProps) {
  const kind = (at: number) => (figures.includes(at) ? 'figure' : undefined);
  return (
    <div class="paper-frame">
      <table class={tall ? 'ruled tall' : 'ruled'}>
        <thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>{rows.map((row, n) => <tr key={n}>{row.map((cell, at) => <td key={at} class={kind(at)}>{cell}</td>)}</tr>)}</tbody>
        {foot === undefined ? null : <tfoot><tr>{foot.map((cell, at) => <td key={at} class={kind(at)}>{cell}</td>)}</tr></tfoot>}
      </table>
    </div>
  );
}

/** Names and what is said of them, line by line. */
export function Clauses({ clauses }: { clauses: [string, string][] }) {
  return <div class="clauses">{clauses.filter(([, text]) => text !== '').map(([name, text]) => <p key={name}>{name}: <strong>{text}</strong></p>)}</div>;
}
