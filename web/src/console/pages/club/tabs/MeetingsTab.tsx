import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { listMeetings, type Meeting } from '../../../../api/clubs';
import { clubScope, type Rec } from '../../../../api/records';
import { useText } from '../../../../text/catalogue';
import { day, number, percent } from '../../../../text/format';
import { Button, Empty, Failure, Loading, Pager, Table, useListing, type Column } from '../../../../ui';
import { useCell } from '../../../useCell';
import { RecordDialog } from '../edit/RecordDialog';
import { MeetingView } from './MeetingView';
import { meetingsText } from './meetingsText';
import type { TabProps } from './tab';

/** The meetings, or the one that the address names. */
export function MeetingsTab(props: TabProps) {
  const meeting = useLocation().query['meeting'];
  return meeting === undefined ? <AllMeetings {...props} /> : <MeetingView {...props} meeting={meeting} />;
}

const addressOf = (club: string, meeting: string) => `/console/clubs/${club}?tab=meetings&meeting=${meeting}`;

function AllMeetings({ club }: TabProps) {
  const t = useText(meetingsText);
  const { route } = useLocation();
  const [adding, setAdding] = useState(false);
  const [total, setTotal] = useState(0);
  const list = useListing(async (after, signal) => {
    const page = await listMeetings(club.id, after, signal);
    setTotal(page.total);
    return page;
  }, [club.id]);
  const added = (now: Rec | undefined) => {
    setAdding(false);
    if (now === undefined) list.reload();
    else route(addressOf(club.id, now.id));
  };
  return (
    <div class="stack">
      <div class="filters">
        <Button tone="main" onClick={() => setAdding(true)}>{t.add}</Button>
        {total === 0 ? null : <p class="muted small">{t.total(number(total))}</p>}
      </div>
      {list.error === undefined ? null : <Failure error={list.error} onRetry={list.reload} />}
      {list.fresh ? <Loading busy={list.busy} /> : <MeetingTable club={club.id} meetings={list.items} />}
      <Pager next={list.next} busy={list.busy} onMore={list.more} />
      {adding ? <RecordDialog club={club.id} scope={clubScope(club.id)} type="meeting" title={t.add} onClose={() => setAdding(false)} onDone={added} /> : null}
    </div>
  );
}

function MeetingTable({ club, meetings }: { club: string; meetings: Meeting[] }) {
  const t = useText(meetingsText);
  const cell = useCell('meeting');
  const called = (m: Meeting) => m.present + m.absent + m.excused;
  const columns: Column<Meeting>[] = [
    { key: 'date', head: t.date, cell: (m) => <a class="nowrap" href={addressOf(club, m.id)}>{day(String(m.fields['date'] ?? ''))}</a> },
    { key: 'kind', head: t.kind, cell: cell('kind'), wideOnly: true },
    { key: 'status', head: t.status, cell: cell('status') },
    { key: 'topic', head: t.topic, cell: cell('topic'), wideOnly: true },
    { key: 'came', head: t.came, kind: 'figure', cell: (m) => (called(m) === 0 ? t.notCalled : `${number(m.present)} / ${number(called(m))}`) },
    { key: 'rate', head: t.rate, kind: 'figure', cell: (m) => percent(m.present, called(m)) },
  ];
  return <Table caption={t.title} columns={columns} rows={meetings} rowKey={(m) => m.id} empty={<Empty title={t.none}><p>{t.noneHint}</p></Empty>} />;
}
