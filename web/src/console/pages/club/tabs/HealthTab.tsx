import { useState } from 'preact/hooks';
import { allRecords, healthScope, type Rec } from '../../../../api/records';
import { typeOf, type RecordType } from '../../../../api/schema';
import { useText } from '../../../../text/catalogue';
import { day } from '../../../../text/format';
import { useLanguage } from '../../../../text/language';
import { Badge, Button, Empty, Loaded, Section, showValue, Table, useLoad, type Column, type Names } from '../../../../ui';
import { useRegistry, useSession } from '../../../session';
import type { TabProps } from '../Club';
import { RecordDialog } from '../edit/RecordDialog';
import { healthText } from './healthText';

/** What was measured, who is cared for, and who was visited: for the health role alone. */
export function HealthTab({ club, refs }: TabProps) {
  const t = useText(healthText);
  const scope = healthScope(club.id);
  const load = useLoad(async (signal) => {
    const [checks, care, visits] = await Promise.all(['healthCheck', 'careRecipient', 'homeVisit'].map((type) => allRecords(scope, type, {}, signal)));
    return { checks: newestFirst(checks ?? []), care: care ?? [], visits: newestFirst(visits ?? []) };
  }, [scope]);
  return (
    <div class="stack">
      <p class="notice">{t.private}</p>
      <Loaded load={load}>
        {({ checks, care, visits }) => {
          const names = new Map([...refs.names, ...care.map((r): [string, string] => [r.id, nameOf(r, refs.names)])]);
          return (
            <>
              <Checks club={club.id} checks={checks} names={names} onChanged={load.reload} />
              <Care care={care} names={names} />
              <Visits visits={visits} names={names} />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

const newestFirst = (records: Rec[]): Rec[] => [...records].sort((a, b) => String(b.fields['date']).localeCompare(String(a.fields['date'])));

const nameOf = (recipient: Rec, names: Names): string => String(recipient.fields['fullName'] ?? names.get(String(recipient.fields['member'] ?? '')) ?? '–');

/** Shows one field of records of a type. */
function useCell(type: RecordType | undefined, names: Names) {
  const { language } = useLanguage();
  return (name: string) => (record: Rec) => {
    const field = type?.fields.find((f) => f.name === name);
    return field === undefined ? '–' : showValue(field, record.fields[name], language, names);
  };
}

function Checks({ club, checks, names, onChanged }: { club: string; checks: Rec[]; names: Names; onChanged: () => void }) {
  const t = useText(healthText);
  const session = useSession();
  const [adding, setAdding] = useState(false);
  const cell = useCell(typeOf(useRegistry(), 'healthCheck'), names);
  const close = () => setAdding(false);
  const columns: Column<Rec>[] = [
    { key: 'member', head: t.member, cell: cell('member') },
    { key: 'date', head: t.date, cell: (r) => <span class="nowrap">{day(String(r.fields['date'] ?? ''))}</span> },
    { key: 'pressure', head: t.pressure, cell: (r) => <Pressure check={r} /> },
    { key: 'pulse', head: t.pulse, cell: cell('pulse'), wideOnly: true },
    { key: 'weight', head: t.weight, kind: 'figure', cell: cell('weight') },
    { key: 'glucose', head: t.glucose, kind: 'figure', cell: cell('glucose'), wideOnly: true },
  ];
  const add = session.writes.includes(healthScope(club)) ? <Button onClick={() => setAdding(true)}>{t.addCheck}</Button> : undefined;
  return (
    <Section title={t.checks} actions={add}>
      <Table caption={t.checks} columns={columns} rows={checks} rowKey={(r) => r.id} empty={<Empty title={t.noChecks}><p>{t.noChecksHint}</p></Empty>} />
      {adding ? <RecordDialog club={club} scope={healthScope(club)} type="healthCheck" title={t.addCheck} onClose={close} onDone={() => { close(); onChanged(); }} /> : null}
    </Section>
  );
}

/** Bands, not diagnoses: 140/90 is high, 180/110 is for the health station. */
function Pressure({ check }: { check: Rec }) {
  const t = useText(healthText);
  const [above, below] = [Number(check.fields['systolic'] ?? 0), Number(check.fields['diastolic'] ?? 0)];
  if (above === 0 && below === 0) return <>–</>;
  const word = above >= 180 || below >= 110 ? <Badge tone="bad">{t.urgent}</Badge> : above >= 140 || below >= 90 ? <Badge tone="warn">{t.high}</Badge> : null;
  return <span class="row">{above}/{below} {word}</span>;
}

function Care({ care, names }: { care: Rec[]; names: Names }) {
  const t = useText(healthText);
  const cell = useCell(typeOf(useRegistry(), 'careRecipient'), names);
  const columns: Column<Rec>[] = [
    { key: 'name', head: t.recipient, cell: (r) => nameOf(r, names) },
    { key: 'level', head: t.level, cell: cell('level') },
    { key: 'from', head: t.from, cell: cell('from') },
    { key: 'each', head: t.each, cell: cell('visitsWeek'), wideOnly: true },
  ];
  return <Section title={t.care}><Table caption={t.care} columns={columns} rows={care} rowKey={(r) => r.id} empty={<p class="muted">{t.noCare}</p>} /></Section>;
}

function Visits({ visits, names }: { visits: Rec[]; names: Names }) {
  const t = useText(healthText);
  const cell = useCell(typeOf(useRegistry(), 'homeVisit'), names);
  const columns: Column<Rec>[] = [
    { key: 'recipient', head: t.recipient, cell: cell('recipient') },
    { key: 'date', head: t.visitOn, cell: (r) => <span class="nowrap">{day(String(r.fields['date'] ?? ''))}</span> },
    { key: 'condition', head: t.condition, cell: cell('condition') },
    { key: 'minutes', head: t.minutes, kind: 'figure', cell: cell('minutes'), wideOnly: true },
    { key: 'tasks', head: t.tasks, cell: cell('tasks'), wideOnly: true },
  ];
  return <Section title={t.visits}><Table caption={t.visits} columns={columns} rows={visits} rowKey={(r) => r.id} empty={<p class="muted">{t.noVisits}</p>} /></Section>;
}
