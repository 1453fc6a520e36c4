import type { Rec } from '../../../../api/records';
import { useText } from '../../../../text/catalogue';
import { day } from '../../../../text/format';
import { Badge, Empty, Table, type Column, type Names } from '../../../../ui';
import { useCell } from '../../../useCell';
import { healthText } from './healthText';

/** Health checks, the newest first; with names, of many people. */
export function CheckTable({ checks, names, club = '' }: { checks: Rec[]; names?: Names; club?: string }) {
  const t = useText(healthText);
  const cell = useCell('healthCheck', names);
  const date: Column<Rec> = { key: 'date', head: t.date, cell: (r) => <span class="nowrap">{day(String(r.fields['date'] ?? ''))}</span> };
  const columns: Column<Rec>[] = [
    ...(names === undefined ? [date] : [{ key: 'member', head: t.member, cell: (r: Rec) => <a href={`/console/clubs/${club}/members/${String(r.fields['member'])}`}>{cell('member')(r)}</a> }, date]),
    { key: 'pressure', head: t.pressure, cell: (r) => <Pressure check={r} /> },
    { key: 'pulse', head: t.pulse, cell: cell('pulse'), wideOnly: true },
    { key: 'weight', head: t.weight, kind: 'figure', cell: cell('weight') },
    { key: 'glucose', head: t.glucose, kind: 'figure', cell: cell('glucose'), wideOnly: true },
  ];
  return (
    <Table caption={t.checks} columns={columns} rows={newestFirst(checks)} rowKey={(r) => r.id}
      empty={<Empty title={t.noChecks}><p>{t.noChecksHint}</p></Empty>} />
  );
}

export const newestFirst = (records: Rec[]): Rec[] => [...records].sort((a, b) => String(b.fields['date']).localeCompare(String(a.fields['date'])));

/** Bands, not diagnoses: 140/90 is high, 180/110 is for the health station. */
function Pressure({ check }: { check: Rec }) {
  const t = useText(healthText);
  const [above, below] = [Number(check.fields['systolic'] ?? 0), Number(check.fields['diastolic'] ?? 0)];
  if (above === 0 && below === 0) return <>–</>;
  const word = above >= 180 || below >= 110 ? <Badge tone="bad">{t.urgent}</Badge> : above >= 140 || below >= 90 ? <Badge tone="warn">{t.high}</Badge> : null;
  return <span class="row">{above}/{below} {word}</span>;
}
