import { allLoans, readLoan, type LoanFile } from '../../../api/money';
import { allRecords, clubScope, readRecord, type Rec } from '../../../api/records';
import { typeOf } from '../../../api/schema';
import { useText } from '../../../text/catalogue';
import { day, decimal, money, number, ppmInPercent } from '../../../text/format';
import { Empty, Loaded, SelectField, showValue, useLoad } from '../../../ui';
import { useRegistry } from '../../session';
import { Clauses, clubName, Paper, Ruled } from './Paper';
import { paper } from './papers';
import { bornIn, nameOn, namesOf } from './people';
import type { PaperProps } from './paperProps';
import { printText } from './text';
import { dongInWords } from './words';

/** A loan contract with its schedule and the effective rate. */
export function Contract({ club, query, choose }: PaperProps) {
  const t = useText(printText);
  const load = useLoad((signal) => allLoans(club.id, signal), [club.id]);
  const chosen = query['loan'] ?? '';
  return (
    <Loaded load={load}>
      {(loans) => (
        <>
          <div class="no-print paper-tools">
            <SelectField label={t.loan} name="loan" none={t.chooseLoan} value={chosen} onChange={(loan) => choose({ loan })}
              choices={loans.map((l) => ({ value: l.id, label: `${l.name ?? '–'} · ${money(l.terms.amount)} · ${day(l.terms.disbursedOn)}` }))} />
          </div>
          {loans.length === 0 ? <Empty title={t.noLoans} /> : chosen === '' ? <Empty title={t.chooseLoan} /> : <OneContract club={club} loan={chosen} />}
        </>
      )}
    </Loaded>
  );
}

function OneContract({ club, loan }: { club: PaperProps['club']; loan: string }) {
  const scope = clubScope(club.id);
  const load = useLoad(async (signal) => {
    const [file, record, members, offices] = await Promise.all([
      readLoan(club.id, loan, signal), readRecord(scope, loan, signal), allRecords(scope, 'member', {}, signal), allRecords(scope, 'clubRole', {}, signal),
    ]);
    return { file, record: record.body, members, offices };
  }, [club.id, loan]);
  return <Loaded load={load}>{(all) => <Written club={club} {...all} />}</Loaded>;
}

interface WrittenProps {
  club: PaperProps['club'];
  file: LoanFile;
  record: Rec;
  members: Rec[];
  offices: Rec[];
}

function Written({ club, file, record, members, offices }: WrittenProps) {
  const registry = useRegistry();
  const fields = typeOf(registry, 'loan')?.fields ?? [];
  const said = (name: string): string => {
    const field = fields.find((f) => f.name === name);
    return field === undefined || record.fields[name] === undefined ? '' : showValue(field, record.fields[name], 'vi', namesOf(members));
  };
  const borrower = members.find((m) => m.id === file.member);
  const signed = (role: string): string => nameOn(offices, members, role, file.terms.disbursedOn);
  const head = signed('head');
  const c = paper.contract;
  const signers = [paper.signers.borrower, ...(said('guarantors') === '' ? [] : [paper.signers.guarantor]), paper.signers.treasurer, paper.signers.head];
  return (
    <Paper club={club} title={c.title} under={<p>{c.number(file.contractNo ?? '…………')}</p>} signers={signers}
      names={{ [paper.signers.borrower]: file.name, [paper.signers.head]: head, [paper.signers.treasurer]: signed('treasurer') }}>
      <p>{c.grounds}</p>
      <Clauses clauses={[[c.lender, clubName(club)]]} />
      <p>{c.head(head === '' ? '……………………………' : head)}</p>
      <Clauses clauses={[
        [c.borrower, file.name ?? ''], [c.born, borrower === undefined ? '' : bornIn(borrower)], [c.citizen, String(borrower?.fields['cccd'] ?? '')],
        [c.amount, money(file.terms.amount)], [c.inWords, dongInWords(file.terms.amount)], [c.purpose, said('purpose')], [c.term, c.months(file.terms.termMonths)],
        [c.rate, `${c.monthly(ppmInPercent(file.terms.ratePpm))}, ${c.yearly(decimal(Math.round(file.effectiveYearlyPpm / 100), 2))}`],
        [c.method, said('method')], [c.penalty, record.fields['penaltyPpm'] === undefined ? '' : c.monthly(ppmInPercent(Number(record.fields['penaltyPpm'])))],
        [c.disbursed, day(file.terms.disbursedOn)], [c.guarantors, said('guarantors')],
      ]} />
      <Schedule file={file} />
      <p>{c.promise}</p>
    </Paper>
  );
}

function Schedule({ file }: { file: LoanFile }) {
  const c = paper.contract;
  const sum = (pick: (line: LoanFile['schedule'][number]) => number): number => file.schedule.reduce((all, line) => all + pick(line), 0);
  if (file.schedule.length === 0) return <p>{c.free}</p>;
  return (
    <>
      <h3>{c.schedule}</h3>
      <Ruled heads={c.heads} figures={[0, 2, 3, 4]} foot={['', c.sum, number(sum((l) => l.principal)), number(sum((l) => l.interest)), number(sum((l) => l.principal + l.interest)), '']}
        rows={file.schedule.map((l) => [l.no, day(l.due), number(l.principal), number(l.interest), number(l.principal + l.interest), ''])} />
    </>
  );
}
