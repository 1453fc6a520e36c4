import { useState } from 'preact/hooks';
import { allRecords, clubScope, type Rec } from '../../../api/records';
import { useText } from '../../../text/catalogue';
import { day } from '../../../text/format';
import { Badge, Button, Loaded, Section, Table, useLoad, type Column } from '../../../ui';
import { useCell } from '../../useCell';
import { RecordDialog } from '../club/edit/RecordDialog';
import { memberText } from './text';

/** What the person agreed to: of each purpose the latest word. Neither a consent nor its withdrawal is ever changed. */
export function Consents({ club, member }: { club: string; member: string }) {
  const t = useText(memberText);
  const cell = useCell('consent');
  const [adding, setAdding] = useState(false);
  const scope = clubScope(club);
  const load = useLoad((signal) => allRecords(scope, 'consent', { field: 'member', value: member }, signal), [scope, member]);
  const columns: Column<Rec>[] = [
    { key: 'purpose', head: t.purpose, cell: cell('purpose') },
    { key: 'decision', head: t.decision, cell: (r) => <Badge tone={r.fields['decision'] === 'given' ? 'good' : 'warn'}>{cell('decision')(r)}</Badge> },
    { key: 'date', head: t.date, cell: (r) => <span class="nowrap">{day(String(r.fields['date'] ?? ''))}</span> },
    { key: 'form', head: t.form, cell: cell('form'), wideOnly: true },
  ];
  const close = () => setAdding(false);
  return (
    <Section title={t.consents} actions={<Button onClick={() => setAdding(true)}>{t.addConsent}</Button>}>
      <Loaded load={load}>
        {(all) => <Table caption={t.consents} columns={columns} rows={latest(all)} rowKey={(r) => r.id} empty={<p class="muted">{t.noConsents}</p>} />}
      </Loaded>
      {adding ? <RecordDialog club={club} scope={scope} type="consent" title={t.addConsent} given={{ member }}
        only={['purpose', 'decision', 'date', 'form', 'witness', 'note']} onClose={close} onDone={() => { close(); load.reload(); }} /> : null}
    </Section>
  );
}

/** The last word on each purpose; of one day, what was written later. */
function latest(consents: Rec[]): Rec[] {
  const by = new Map<string, Rec>();
  for (const record of [...consents].sort((a, b) => `${a.fields['date']} ${a.id}`.localeCompare(`${b.fields['date']} ${b.id}`))) {
    by.set(String(record.fields['purpose']), record);
  }
  return [...by.values()];
}
