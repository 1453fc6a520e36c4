import { useRoute } from 'preact-iso';
import { useState } from 'preact/hooks';
import { readClub } from '../../../api/clubs';
import { clubScope, readRecord, type Rec } from '../../../api/records';
import { typeOf } from '../../../api/schema';
import { useText } from '../../../text/catalogue';
import { Button, History, Loaded, Page, Section, useLoad } from '../../../ui';
import { useRegistry } from '../../session';
import { RecordDialog } from '../club/edit/RecordDialog';
import { readRefs } from '../club/edit/refs';
import { Attendance } from './Attendance';
import { Consents } from './Consents';
import { MemberHealth } from './MemberHealth';
import { MemberLoans } from './MemberLoans';
import { Offices } from './Offices';
import { Profile } from './Profile';
import { memberText } from './text';

/** One person of a club, and everything the club's book says of her or him. */
export default function MemberPage() {
  const { club = '', member = '' } = useRoute().params;
  return <OneMember key={member} club={club} id={member} />;
}

function OneMember({ club, id }: { club: string; id: string }) {
  const t = useText(memberText);
  const scope = clubScope(club);
  const type = typeOf(useRegistry(), 'member');
  const [editing, setEditing] = useState(false);
  const member = useLoad((signal) => readRecord(scope, id, signal).then((answer) => answer.body), [scope, id]);
  const place = useLoad((signal) => readClub(club, signal), [club]);
  const refs = useLoad((signal) => readRefs(club, ['member', 'household', 'group', 'meeting'], signal), [club]);
  const reload = () => { member.reload(); refs.reload(); };
  const known = member.value;
  const clubName = String(place.value?.record?.fields['name'] ?? '');
  return (
    <Page title={String(known?.fields['fullName'] ?? t.title)} lead={<>{t.memberOf} <a href={`/console/clubs/${club}?tab=members`}>{clubName === '' ? '…' : clubName}</a></>}
      actions={known === undefined || keptOf(known) !== '' ? undefined : <Button tone="main" onClick={() => setEditing(true)}>{t.correct}</Button>}>
      <Loaded load={member}>
        {(now) => (
          <Loaded load={refs}>
            {(names) => (
              <div class="stack">
                {keptOf(now) === '' ? null : <p class="notice">{t.joined} <a href={`/console/clubs/${club}/members/${keptOf(now)}`}>{t.toKept}</a></p>}
                <Profile club={club} member={now} refs={names} onChanged={reload} />
                <Consents club={club} member={id} />
                <Offices club={club} member={id} />
                <MemberLoans club={club} member={id} />
                {place.value?.health === true ? <MemberHealth club={club} member={id} /> : null}
                <Attendance club={club} member={id} refs={names} />
                <Section title={t.history}>
                  <History scope={scope} id={id} fields={type?.fields ?? []} names={names.names} turn={now.vector} />
                </Section>
              </div>
            )}
          </Loaded>
        )}
      </Loaded>
      {editing && known !== undefined ? (
        <RecordDialog club={club} scope={scope} type="member" title={t.correct} record={known} onClose={() => setEditing(false)} onDone={() => { setEditing(false); reload(); }} />
      ) : null}
    </Page>
  );
}

/** The record that was kept when this one was joined to it. */
const keptOf = (record: Rec): string => String(record.fields['_alias'] ?? '');
