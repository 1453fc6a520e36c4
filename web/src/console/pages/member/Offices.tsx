import { allRecords, clubScope, type Rec } from '../../../api/records';
import { typeOf } from '../../../api/schema';
import { useText } from '../../../text/catalogue';
import { useLanguage } from '../../../text/language';
import { Loaded, Section, showValue, Table, useLoad, type Column } from '../../../ui';
import { useRegistry } from '../../session';
import { memberText } from './text';

/** The offices that the person holds or held. */
export function Offices({ club, member }: { club: string; member: string }) {
  const t = useText(memberText);
  const { language } = useLanguage();
  const type = typeOf(useRegistry(), 'clubRole');
  const load = useLoad((signal) => allRecords(clubScope(club), 'clubRole', { field: 'member', value: member }, signal), [club, member]);
  const cell = (name: string) => (record: Rec) => {
    const field = type?.fields.find((f) => f.name === name);
    return field === undefined ? '–' : showValue(field, record.fields[name], language);
  };
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
