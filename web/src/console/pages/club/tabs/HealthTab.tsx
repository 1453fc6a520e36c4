import { useState } from 'preact/hooks';
import { allRecords, healthScope, type Rec } from '../../../../api/records';
import { useText } from '../../../../text/catalogue';
import { day, number } from '../../../../text/format';
import { Button, Loaded, Section, Table, useLoad, type Column, type Names } from '../../../../ui';
import { useSession } from '../../../session';
import { useCell } from '../../../useCell';
import { RecordDialog } from '../edit/RecordDialog';
import { CheckTable, newestFirst } from './CheckTable';
import { healthText } from './healthText';
import type { TabProps } from './tab';

/** The last check of each person. */
function latestOfEach(checks: Rec[]): Rec[] {
  const by = new Map<string, Rec>();
  for (const check of newestFirst(checks).reverse()) by.set(String(check.fields['member']), check);
  return [...by.values()];
}

/** What was measured, who is cared for, and who was visited: for the health role alone. */
export function HealthTab({ club, refs }: TabProps) {
  const t = useText(healthText);
  const scope = healthScope(club.id);
  const load = useLoad(async (signal) => {
    const [checks, care, visits] = await Promise.all(['healthCheck', 'careRecipient', 'homeVisit'].map((type) => allRecords(scope, type, {}, signal)));
    return { checks: checks ?? [], care: care ?? [], visits: newestFirst(visits ?? []) };
  }, [scope]);
  return (
    <div class="stack">
      <p class="notice">{t.private}</p>
      <Loaded load={load}>
        {({ checks, care, visits }) => {
          const names = new Map([...refs.names, ...care.map((r): [string, string] => [r.id, nameOf(r, refs.names)])]);
          return (
            <>
              <Checks club={club.id} checks={latestOfEach(checks)} names={names} onChanged={load.reload} />
              <Care care={care} names={names} />
              <Visits visits={visits} names={names} />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

const nameOf = (recipient: Rec, names: Names): string => String(recipient.fields['fullName'] ?? names.get(String(recipient.fields['member'] ?? '')) ?? '–');

function Checks({ club, checks, names, onChanged }: { club: string; checks: Rec[]; names: Names; onChanged: () => void }) {
  const t = useText(healthText);
  const session = useSession();
  const [adding, setAdding] = useState(false);
  const close = () => setAdding(false);
  const add = session.writes.includes(healthScope(club)) ? <Button onClick={() => setAdding(true)}>{t.addCheck}</Button> : undefined;
  return (
    <Section title={t.latest} actions={add}>
      <CheckTable checks={checks} names={names} club={club} />
      {adding ? <RecordDialog club={club} scope={healthScope(club)} type="healthCheck" title={t.addCheck} onClose={close} onDone={() => { close(); onChanged(); }} /> : null}
    </Section>
  );
}

function Care({ care, names }: { care: Rec[]; names: Names }) {
  const t = useText(healthText);
  const cell = useCell('careRecipient', names);
  const columns: Column<Rec>[] = [
    { key: 'name', head: t.recipient, cell: (r) => nameOf(r, names) },
    { key: 'level', head: t.level, cell: cell('level') },
    { key: 'from', head: t.from, cell: cell('from') },
    { key: 'each', head: t.each, cell: cell('visitsWeek'), wideOnly: true },
  ];
  return <Section title={t.care}><Table caption={t.care} columns={columns} rows={care} rowKey={(r) => r.id} empty={<p class="muted">{t.noCare}</p>} /></Section>;
}

const visitsFirst = 20;

function Visits({ visits, names }: { visits: Rec[]; names: Names }) {
  const t = useText(healthText);
  const [whole, setWhole] = useState(false);
  const cell = useCell('homeVisit', names);
  const columns: Column<Rec>[] = [
    { key: 'recipient', head: t.recipient, cell: cell('recipient') },
    { key: 'date', head: t.visitOn, cell: (r) => <span class="nowrap">{day(String(r.fields['date'] ?? ''))}</span> },
    { key: 'condition', head: t.condition, cell: cell('condition') },
    { key: 'minutes', head: t.minutes, kind: 'figure', cell: cell('minutes'), wideOnly: true },
    { key: 'tasks', head: t.tasks, cell: cell('tasks'), wideOnly: true },
  ];
  return (
    <Section title={t.visits}>
      <Table caption={t.visits} columns={columns} rows={whole ? visits : visits.slice(0, visitsFirst)} rowKey={(r) => r.id} empty={<p class="muted">{t.noVisits}</p>} />
      {whole || visits.length <= visitsFirst ? null : <p><Button onClick={() => setWhole(true)}>{t.moreVisits(number(visits.length))}</Button></p>}
    </Section>
  );
}
