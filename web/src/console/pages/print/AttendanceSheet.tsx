import { listMeetings, type Meeting } from '../../../api/clubs';
import { allRecords, clubScope, type Rec } from '../../../api/records';
import { useText } from '../../../text/catalogue';
import { day, dayOf } from '../../../text/format';
import { Loaded, SelectField, useLoad } from '../../../ui';
import { holder, Paper, Ruled } from './Paper';
import { paper } from './papers';
import { bornIn, membersOn, nameOf } from './people';
import type { PaperProps } from './paperProps';
import { printText } from './text';

/** The sheet that is filled in at a meeting, or what was recorded at one. */
export function AttendanceSheet({ club, query, choose }: PaperProps) {
  const t = useText(printText);
  const load = useLoad(async (signal) => ({
    meetings: (await listMeetings(club.id, undefined, signal)).items,
    members: await allRecords(clubScope(club.id), 'member', {}, signal),
  }), [club.id]);
  return (
    <Loaded load={load}>
      {({ meetings, members }) => {
        const meeting = meetings.find((m) => m.id === query['meeting']);
        const choices = meetings.map((m) => ({ value: m.id, label: day(String(m.fields['date'] ?? '')) }));
        return (
          <>
            <div class="no-print paper-tools"><SelectField label={t.meeting} name="meeting" none={t.blank} value={meeting?.id ?? ''} choices={choices} onChange={(id) => choose({ meeting: id })} /></div>
            {meeting === undefined ? <Filled club={club} members={members} taken={[]} /> : <Recorded club={club} members={members} meeting={meeting} />}
          </>
        );
      }}
    </Loaded>
  );
}

function Recorded({ club, members, meeting }: { club: PaperProps['club']; members: Rec[]; meeting: Meeting }) {
  const load = useLoad((signal) => allRecords(clubScope(club.id), 'attendance', { field: 'meeting', value: meeting.id }, signal), [meeting.id]);
  return <Loaded load={load}>{(taken) => <Filled club={club} members={members} meeting={meeting} taken={taken} />}</Loaded>;
}

function Filled({ club, members, meeting, taken }: { club: PaperProps['club']; members: Rec[]; meeting?: Meeting; taken: Rec[] }) {
  const date = String(meeting?.fields['date'] ?? dayOf(new Date()));
  const here = membersOn(members, date);
  const status = new Map(taken.map((a) => [String(a.fields['member']), String(a.fields['status'])]));
  const under = meeting === undefined ? paper.attendance.blank : paper.attendance.of(day(date), String(meeting.fields['place'] ?? ''));
  return (
    <Paper club={club} title={paper.attendance.title} under={<p>{under}</p>} signers={[paper.signers.secretary, paper.signers.head]} names={{ [paper.signers.head]: holder(club, 'head') }}>
      <Ruled tall heads={paper.attendance.heads} figures={[0]} rows={here.map((m, at) => [
        at + 1, nameOf(m), bornIn(m), paper.attendance.marks[status.get(m.id) ?? ''] ?? '', '', '', '', '',
      ])} />
      <p>{meeting === undefined || taken.length === 0 ? paper.attendance.sum(here.length) : paper.attendance.counted(meeting.present, meeting.excused, meeting.absent, here.length)}</p>
    </Paper>
  );
}
