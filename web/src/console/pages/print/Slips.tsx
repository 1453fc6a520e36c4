import { readWholeBook } from '../../../api/money';
import { allRecords, clubScope, type Rec } from '../../../api/records';
import { useText } from '../../../text/catalogue';
import { day, money } from '../../../text/format';
import { Empty, Loaded, SelectField, useLoad } from '../../../ui';
import { useRegistry } from '../../session';
import { party, reason } from './entries';
import { asked, FundChoice, useFundLabel } from './FundChoice';
import { Clauses, holder, Paper } from './Paper';
import { paper } from './papers';
import { namesOf } from './people';
import type { PaperProps } from './paperProps';
import { printText } from './text';
import { dongInWords } from './words';

/** A receipt or a payment slip, in two copies on one page. */
export function Slips({ club, query, choose }: PaperProps) {
  const t = useText(printText);
  const at = asked(query);
  const load = useLoad(async (signal) => ({
    book: await readWholeBook(club.id, at.kind, at.month, signal),
    names: namesOf(await allRecords(clubScope(club.id), 'member', {}, signal)),
  }), [club.id, at.kind, at.month]);
  return (
    <>
      <div class="no-print paper-tools">
        <FundChoice at={at} choose={choose} />
        {load.value === undefined ? null : <SelectField label={t.slip} name="slip" none={t.chooseSlip} value={query['slip'] ?? ''} onChange={(slip) => choose({ slip })}
          choices={load.value.book.lines.map((line) => ({ value: line.id, label: `${day(String(line.fields['date']))} · ${line.fields['slipNo']} · ${money(Number(line.fields['amount']))}` }))} />}
      </div>
      <Loaded load={load}>
        {({ book, names }) => {
          const entry = book.lines.find((line) => line.id === query['slip']);
          if (book.lines.length === 0) return <Empty title={t.noSlips}><p>{t.otherMonth}</p></Empty>;
          if (entry === undefined) return <Empty title={t.chooseSlip} />;
          return <div class="paper-copies">{[1, 2].map((n) => <Slip key={n} club={club} entry={entry} names={names} kind={at.kind} copy={n} />)}</div>;
        }}
      </Loaded>
    </>
  );
}

interface SlipProps {
  club: PaperProps['club'];
  entry: Rec;
  names: ReadonlyMap<string, string>;
  kind: string;
  copy: number;
}

function Slip({ club, entry, names, kind, copy }: SlipProps) {
  const registry = useRegistry();
  const fund = useFundLabel();
  const received = entry.fields['direction'] === 'in';
  const amount = Number(entry.fields['amount']);
  const other = received ? paper.signers.payer : paper.signers.payee;
  const who = party(entry, names);
  return (
    <Paper club={club} title={received ? paper.slip.in : paper.slip.out} signers={[paper.signers.head, paper.signers.accountant, paper.signers.treasurer, other]}
      names={{ [paper.signers.head]: holder(club, 'head'), [paper.signers.accountant]: holder(club, 'accountant'), [paper.signers.treasurer]: holder(club, 'treasurer'), [other]: who }}
      under={<p>{paper.slip.no}: {String(entry.fields['slipNo'] ?? '')} · {day(String(entry.fields['date']))} · {paper.slip.copy(copy)}</p>}>
      <Clauses clauses={[
        [received ? paper.slip.payer : paper.slip.payee, who === '' ? '………………………………………' : who],
        [paper.slip.why, reason(entry, registry)], [paper.slip.fund, fund(kind, 'vi')], [paper.slip.amount, money(amount)], [paper.slip.inWords, dongInWords(amount)],
      ]} />
      <p>{paper.slip.enclosed}</p>
    </Paper>
  );
}
