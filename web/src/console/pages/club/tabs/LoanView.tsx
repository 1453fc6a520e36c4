import { useState } from 'preact/hooks';
import { readLoan, type Instalment, type LoanFile } from '../../../../api/money';
import { clubScope, type Rec } from '../../../../api/records';
import { fieldOf, typeOf } from '../../../../api/schema';
import { useText } from '../../../../text/catalogue';
import { day, money, number, percent } from '../../../../text/format';
import { useLanguage } from '../../../../text/language';
import { Badge, Button, Empty, Facts, History, Loaded, optionLabel, Section, Table, useLoad, type Column } from '../../../../ui';
import { useRegistry } from '../../../session';
import { PaperLink } from '../../print/PaperLink';
import { RecordDialog } from '../edit/RecordDialog';
import { StateOf } from './StateOf';
import { loansText } from './loansText';
import { Payments } from './Payments';
import type { TabProps } from './tab';

/** One loan with its schedule and everything that was written about it. */
export function LoanView({ club, refs, loan: id }: TabProps & { loan: string }) {
  const t = useText(loansText);
  const type = typeOf(useRegistry(), 'loan');
  const load = useLoad((signal) => readLoan(club.id, id, signal), [club.id, id]);
  return (
    <div class="stack">
      <p><a href={`/console/clubs/${club.id}?tab=loans`}>← {t.back}</a></p>
      <Loaded load={load}>
        {(file) => (
          <>
            <Terms club={club.id} file={file} />
            <Schedule lines={file.schedule} />
            <Payments club={club.id} file={file} onChanged={load.reload} />
            <Events club={club.id} file={file} onChanged={load.reload} />
            <Section title={t.history}><History scope={clubScope(club.id)} id={id} fields={type?.fields ?? []} names={refs.names} /></Section>
          </>
        )}
      </Loaded>
    </div>
  );
}

function Terms({ club, file }: { club: string; file: LoanFile }) {
  const t = useText(loansText);
  const print = <PaperLink what="loan" club={club} about={{ loan: file.id }} />;
  return (
    <Section title={t.loanOf(file.name ?? '–')} actions={print}>
      {file.debt.agrees ? null : <p class="notice">{t.disagrees}</p>}
      <div class="sheet">
        <Facts facts={[
          { name: t.status, value: <StateOf loan={file} /> },
          { name: t.borrower, value: <a href={`/console/clubs/${club}/members/${file.member}`}>{file.name ?? '–'}</a> },
          { name: t.contract, value: file.contractNo ?? '–' },
          { name: t.amount, value: money(file.terms.amount) },
          { name: t.disbursedOn, value: day(file.terms.disbursedOn) },
          { name: t.term, value: t.months(number(file.terms.termMonths)) },
          { name: t.rate, value: percent(file.terms.ratePpm, 1_000_000) },
          { name: t.yearly, value: <>{percent(file.effectiveYearlyPpm, 1_000_000)} {file.aboveLegalRate ? <Badge tone="bad">{t.aboveLegal}</Badge> : null}</> },
          { name: t.outstanding, value: money(file.outstanding) },
          { name: t.overdue, value: money(file.overdue.principal + file.overdue.interest) },
          { name: t.paid, value: t.paidOf(money(file.paid.principal), money(file.paid.interest)) },
        ]} />
      </div>
    </Section>
  );
}

function Schedule({ lines }: { lines: Instalment[] }) {
  const t = useText(loansText);
  const left = (line: Instalment) => line.left.principal + line.left.interest;
  const columns: Column<Instalment>[] = [
    { key: 'no', head: t.no, cell: (l) => number(l.no) },
    { key: 'due', head: t.due, cell: (l) => <span class="nowrap">{day(l.due)}</span> },
    { key: 'principal', head: t.principal, kind: 'figure', cell: (l) => money(l.principal) },
    { key: 'interest', head: t.interest, kind: 'figure', cell: (l) => money(l.interest) },
    { key: 'left', head: t.left, kind: 'figure', cell: (l) => (left(l) === 0 ? t.settled : money(left(l))) },
    { key: 'late', head: t.status, cell: (l) => ((l.daysLate ?? 0) === 0 ? '' : <Badge tone={Number(l.daysLate) > 30 ? 'bad' : 'warn'}>{t.late(number(Number(l.daysLate)))}</Badge>) },
  ];
  const sum = (of: (line: Instalment) => number) => money(lines.reduce((all, line) => all + of(line), 0));
  return (
    <Section title={t.schedule}>
      <Table caption={t.schedule} columns={columns} rows={lines} rowKey={(l) => String(l.no)} empty={<Empty title={t.none} />}
        foot={{ principal: sum((l) => l.principal), interest: sum((l) => l.interest), left: sum(left) }} />
    </Section>
  );
}

function Events({ club, file, onChanged }: { club: string; file: LoanFile; onChanged: () => void }) {
  const t = useText(loansText);
  const { language } = useLanguage();
  const [adding, setAdding] = useState(false);
  const kind = fieldOf(useRegistry(), 'loanEvent', 'kind');
  const columns: Column<Rec>[] = [
    { key: 'kind', head: t.event, cell: (r) => (kind === undefined ? '' : optionLabel(kind, String(r.fields['kind']), language)) },
    { key: 'date', head: t.date, cell: (r) => <span class="nowrap">{day(String(r.fields['date'] ?? ''))}</span> },
    { key: 'newDue', head: t.newDue, cell: (r) => (r.fields['newDueOn'] === undefined ? '–' : day(String(r.fields['newDueOn']))) },
    { key: 'note', head: t.note, cell: (r) => String(r.fields['note'] ?? '–'), wideOnly: true },
  ];
  const close = () => setAdding(false);
  return (
    <Section title={t.events} actions={<Button onClick={() => setAdding(true)}>{t.addEvent}</Button>}>
      <Table caption={t.events} columns={columns} rows={file.events} rowKey={(r) => r.id} empty={<p class="muted">{t.noEvents}</p>} />
      {adding ? <RecordDialog club={club} scope={clubScope(club)} type="loanEvent" title={t.addEvent} given={{ loan: file.id }}
        only={['kind', 'date', 'newDueOn', 'amount', 'meeting', 'note']} onClose={close} onDone={() => { close(); onChanged(); }} /> : null}
    </Section>
  );
}
