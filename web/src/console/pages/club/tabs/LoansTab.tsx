import { useLocation } from 'preact-iso';
import { allLoans, readArrears, type Arrears, type Loan } from '../../../../api/money';
import { useText } from '../../../../text/catalogue';
import { day, money, number, percent } from '../../../../text/format';
import { Empty, Loaded, SelectField, Stat, Stats, Table, useLoad, type Column } from '../../../../ui';
import { LoanView } from './LoanView';
import { loansText } from './loansText';
import { StateOf, states } from './StateOf';
import type { TabProps } from './tab';

/** The loans and what is overdue, or the one loan that the address names. */
export function LoansTab(props: TabProps) {
  const loan = useLocation().query['loan'];
  return loan === undefined ? <AllLoans {...props} /> : <LoanView {...props} loan={loan} />;
}

/** Where one loan is. */
const loanAddress = (club: string, loan: string): string => `/console/clubs/${club}?tab=loans&loan=${loan}`;

function AllLoans({ club }: TabProps) {
  const t = useText(loansText);
  const { query, route } = useLocation();
  const state = query['state'] ?? '';
  const arrears = useLoad((signal) => readArrears(club.id, signal), [club.id]);
  const loans = useLoad((signal) => allLoans(club.id, signal), [club.id]);
  const choose = (next: string) => route(`/console/clubs/${club.id}?tab=loans${next === '' ? '' : `&state=${next}`}`, true);
  return (
    <div class="stack">
      <Loaded load={arrears}>{(now) => <Sums arrears={now} />}</Loaded>
      <div class="filters">
        <SelectField label={t.status} name="state" value={state} none={t.every} choices={states.map((s) => ({ value: s, label: t[s] }))} onChange={choose} />
      </div>
      <Loaded load={loans}>{(all) => <LoanTable club={club.id} loans={all.filter((l) => state === '' || l.state === state)} />}</Loaded>
    </div>
  );
}

function Sums({ arrears }: { arrears: Arrears }) {
  const t = useText(loansText);
  const { numerator, denominator } = arrears.par30;
  return (
    <Stats>
      <Stat label={t.lent} value={money(arrears.total.outstanding)} asOf={arrears.asOf}><p class="stat-of">{t.loansUnit(number(arrears.total.loans))}</p></Stat>
      <Stat label={t.overdue} value={money(arrears.overdue.principal + arrears.overdue.interest)} asOf={arrears.asOf} tone={arrears.overdue.principal > 0 ? 'warn' : 'plain'} />
      <Stat label={t.par30} value={percent(numerator, denominator)} of={{ part: numerator, whole: denominator, unit: t.of }} asOf={arrears.asOf} tone={numerator > 0 ? 'bad' : 'plain'} />
    </Stats>
  );
}

/** Loans as a table; the member page shows one person's. */
export function LoanTable({ club, loans }: { club: string; loans: Loan[] }) {
  const t = useText(loansText);
  const columns: Column<Loan>[] = [
    { key: 'borrower', head: t.borrower, cell: (l) => <><a href={loanAddress(club, l.id)}>{l.name ?? '–'}</a><small>{l.contractNo ?? ''}</small></> },
    { key: 'state', head: t.status, cell: (l) => <StateOf loan={l} /> },
    { key: 'amount', head: t.amount, kind: 'figure', cell: (l) => money(l.terms.amount), wideOnly: true },
    { key: 'outstanding', head: t.outstanding, kind: 'figure', cell: (l) => money(l.outstanding) },
    { key: 'overdue', head: t.overdueShort, kind: 'figure', cell: (l) => (l.daysLate === 0 ? '–' : money(l.overdue.principal + l.overdue.interest)) },
    { key: 'next', head: t.next, cell: (l) => (l.next === undefined ? '–' : <span class="nowrap">{day(l.next.due)}</span>), wideOnly: true },
  ];
  return <Table caption={t.title} columns={columns} rows={loans} rowKey={(l) => l.id} empty={<Empty title={t.none}><p>{t.noneHint}</p></Empty>} />;
}
