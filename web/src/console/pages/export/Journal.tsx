import { useState } from 'preact/hooks';
import { listTaken, type Taken } from '../../../api/exports';
import { useText } from '../../../text/catalogue';
import { dayOf, instant, monthYear, number } from '../../../text/format';
import { lastMonths } from '../../../text/months';
import { Badge, Empty, Loaded, Section, SelectField, Table, useLoad, type Column } from '../../../ui';
import { exportText } from './text';

const monthsOffered = 24;
const namedMost = 3;

/** Who took which tables, month by month: officers of the province see everybody's, others their own. */
export function Journal({ label }: { label: (table: string) => string }) {
  const t = useText(exportText);
  const today = dayOf(new Date());
  const [month, setMonth] = useState(today.slice(0, 7));
  const load = useLoad((signal) => listTaken(month, signal), [month]);
  const tables = (line: Taken): string => (line.tables.length > namedMost ? t.tables(line.tables.length) : line.tables.map(label).join(', '));
  const columns: Column<Taken>[] = [
    { key: 'when', head: t.when, cell: (line) => <span class="nowrap">{instant(line.at)}</span> },
    { key: 'who', head: t.who, cell: (line) => line.by },
    { key: 'what', head: t.what, cell: tables },
    { key: 'of', head: t.of, wideOnly: true, cell: (line) => (line.club === undefined ? t.everyClub : line.clubName ?? '–') },
    { key: 'rows', head: t.rows, kind: 'figure', cell: (line) => <>{number(line.rows)}{line.whole ? null : <> <Badge tone="warn">{t.cut}</Badge></>}</> },
  ];
  return (
    <Section title={t.journal}>
      <div class="filters">
        <SelectField label={t.month} name="month" value={month} onChange={setMonth} choices={lastMonths(today, monthsOffered).map((m) => ({ value: m, label: monthYear(m) }))} />
      </div>
      <Loaded load={load}>{(lines) => <Table caption={t.journal} columns={columns} rows={lines} rowKey={(line) => `${line.at}${line.user}`} empty={<Empty title={t.quiet} />} />}</Loaded>
    </Section>
  );
}
