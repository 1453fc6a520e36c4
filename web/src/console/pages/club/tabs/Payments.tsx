import { useState } from 'preact/hooks';
import type { LoanFile } from '../../../../api/money';
import { clubScope, type Rec } from '../../../../api/records';
import { useText } from '../../../../text/catalogue';
import { day, money } from '../../../../text/format';
import { Badge, Button, Section, Table, type Column } from '../../../../ui';
import { TakeBackDialog } from '../edit/AskDialogs';
import { loansText } from './loansText';

/** What was paid back on a loan; a mistake is taken back with its receipts. */
export function Payments({ club, file, onChanged }: { club: string; file: LoanFile; onChanged: () => void }) {
  const t = useText(loansText);
  const [taking, setTaking] = useState<Rec | undefined>(undefined);
  const sum = (record: Rec, field: string) => Number(record.fields[field] ?? 0);
  const reversed = new Set(file.payments.map((record) => String(record.fields['reverses'] ?? '')));
  const isReversal = (record: Rec) => record.fields['reverses'] !== undefined;
  const what = (record: Rec) => t.takeBackWhat(day(String(record.fields['date'] ?? '')), money(sum(record, 'principal') + sum(record, 'interest') + sum(record, 'penalty')));
  const columns: Column<Rec>[] = [
    {
      key: 'date', head: t.paidOn, cell: (r) => (
        <><span class="nowrap">{day(String(r.fields['date'] ?? ''))}</span>
          {isReversal(r) ? <small><Badge tone="warn">{t.reversal}</Badge></small> : null}
          {reversed.has(r.id) ? <small><Badge>{t.reversed}</Badge></small> : null}</>
      ),
    },
    { key: 'principal', head: t.principal, kind: 'figure', cell: (r) => money(sum(r, 'principal')) },
    { key: 'interest', head: t.interest, kind: 'figure', cell: (r) => money(sum(r, 'interest')) },
    { key: 'penalty', head: t.penalty, kind: 'figure', cell: (r) => money(sum(r, 'penalty')), wideOnly: true },
    { key: 'note', head: t.note, cell: (r) => String(r.fields['note'] ?? '–'), wideOnly: true },
    { key: 'act', head: '', kind: 'action', cell: (r) => (isReversal(r) || reversed.has(r.id) ? null : <Button label={what(r)} onClick={() => setTaking(r)}>{t.takeBack}</Button>) },
  ];
  return (
    <Section title={t.payments}>
      <Table caption={t.payments} columns={columns} rows={file.payments} rowKey={(r) => r.id} empty={<p class="muted">{t.noPayments}</p>} />
      {taking === undefined ? null : (
        <TakeBackDialog scope={clubScope(club)} record={taking} what={what(taking)} onClose={() => setTaking(undefined)} onDone={() => { setTaking(undefined); onChanged(); }} />
      )}
    </Section>
  );
}
