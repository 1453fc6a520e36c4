import { allRecords, clubScope, type Rec } from '../../../api/records';
import { useText } from '../../../text/catalogue';
import { Loaded, Section, Table, useLoad, type Column } from '../../../ui';
import { useCell } from '../../useCell';
import { memberText } from './text';

/** The offices that the person holds or held. */
export function Offices({ club, member }: { club: string; member: string }) {
  const t = useText(memberText);
  const cell = useCell('clubRole');
  const load = useLoad((signal) => allRecords(clubScope(club), 'clubRole', { field: 'member', value: member }, signal), [club, member]);
  const columns: Column<Rec>[] = [
    { key: 'role', head: t.office, cell: cell('role') },
    { key: 'from', head: t.from, cell: cell('from') },
    { key: 'to', head: t.to, cell: cell('to') },
  ];
  return (
    <Section title={t.offices}>
      <Loaded load={load}>{(all) => <Table caption={t.offices} columns={columns} rows={all} rowKey={(r) => r.id} empty={<p class="muted">{t.noOffices}</p>} />}</Loaded>
    </Section>
  );
}
