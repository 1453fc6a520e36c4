import { useState } from 'preact/hooks';
import { allRecords, clubScope, type Rec } from '../../../api/records';
import { fieldOf } from '../../../api/schema';
import { useText } from '../../../text/catalogue';
import { number, percent } from '../../../text/format';
import { useLanguage } from '../../../text/language';
import { Badge, Button, Loaded, Section, showValue, Stat, Stats, Table, useLoad, type Column } from '../../../ui';
import { useRegistry } from '../../session';
import type { Refs } from '../club/edit/refs';
import { memberText } from './text';

const shownFirst = 12;

/** At which meetings the person was, the latest first. */
export function Attendance({ club, member, refs }: { club: string; member: string; refs: Refs }) {
  const t = useText(memberText);
  const { language } = useLanguage();
  const [whole, setWhole] = useState(false);
  const status = fieldOf(useRegistry(), 'attendance', 'status');
  const load = useLoad((signal) => allRecords(clubScope(club), 'attendance', { field: 'member', value: member }, signal), [club, member]);
  const dayOf = (record: Rec) => refs.names.get(String(record.fields['meeting'])) ?? '';
  const when = (record: Rec) => dayOf(record).split('/').reverse().join('');
  const columns: Column<Rec>[] = [
    { key: 'meeting', head: t.meeting, cell: (r) => <a class="nowrap" href={`/console/clubs/${club}?tab=meetings&meeting=${String(r.fields['meeting'])}`}>{dayOf(r) || '–'}</a> },
    { key: 'status', head: t.status, cell: (r) => (status === undefined ? '' : <Badge tone={r.fields['status'] === 'present' ? 'good' : 'plain'}>{showValue(status, r.fields['status'], language)}</Badge>) },
  ];
  return (
    <Section title={t.attendance}>
      <Loaded load={load}>
        {(all) => {
          const sorted = [...all].sort((a, b) => when(b).localeCompare(when(a)));
          const present = all.filter((r) => r.fields['status'] === 'present').length;
          return (
            <>
              {all.length === 0 ? null : <Stats><Stat label={t.attended} value={percent(present, all.length)} of={{ part: present, whole: all.length, unit: t.meetingsUnit }} /></Stats>}
              <Table caption={t.attendance} columns={columns} rows={whole ? sorted : sorted.slice(0, shownFirst)} rowKey={(r) => r.id} empty={<p class="muted">{t.noAttendance}</p>} />
              {whole || all.length <= shownFirst ? null : <p><Button onClick={() => setWhole(true)}>{t.more(number(all.length))}</Button></p>}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
