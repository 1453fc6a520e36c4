import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { allRecords, clubScope, readRecord, type Rec } from '../../../../api/records';
import { typeOf } from '../../../../api/schema';
import { useText } from '../../../../text/catalogue';
import { day } from '../../../../text/format';
import { useLanguage } from '../../../../text/language';
import { Button, Facts, Loaded, Section, showValue, useLoad } from '../../../../ui';
import { useRegistry } from '../../../session';
import { fieldsOf } from '../edit/fields';
import { PaperLink } from '../../print/PaperLink';
import { RecordDialog } from '../edit/RecordDialog';
import { meetingsText } from './meetingsText';
import { RollCall } from './RollCall';
import type { TabProps } from './tab';

/** One meeting: what was done, and who came. */
export function MeetingView({ club, refs, meeting: id }: TabProps & { meeting: string }) {
  const t = useText(meetingsText);
  const scope = clubScope(club.id);
  const load = useLoad((signal) => readRecord(scope, id, signal).then((answer) => answer.body), [scope, id]);
  const roll = useLoad((signal) => allRecords(scope, 'attendance', { field: 'meeting', value: id }, signal), [scope, id]);
  return (
    <div class="stack">
      <p><a href={`/console/clubs/${club.id}?tab=meetings`}>← {t.back}</a></p>
      <Loaded load={load}>{(meeting) => <Particulars club={club.id} meeting={meeting} names={refs.names} onChanged={load.reload} />}</Loaded>
      <Section title={t.roll} actions={<PaperLink what="attendance" club={club.id} about={{ meeting: id }} />}>
        <Loaded load={roll}>{(called) => <RollCall club={club.id} meeting={id} called={called} refs={refs} onChanged={roll.reload} />}</Loaded>
      </Section>
    </div>
  );
}

function Particulars({ club, meeting, names, onChanged }: { club: string; meeting: Rec; names: TabProps['refs']['names']; onChanged: () => void }) {
  const t = useText(meetingsText);
  const { language } = useLanguage();
  const { route } = useLocation();
  const type = typeOf(useRegistry(), 'meeting');
  const [correcting, setCorrecting] = useState(false);
  const done = (now: Rec | undefined) => {
    setCorrecting(false);
    if (now === undefined) route(`/console/clubs/${club}?tab=meetings`); // it was deleted
    else onChanged();
  };
  const what = t.what(day(String(meeting.fields['date'] ?? '')));
  const fields = type === undefined ? [] : fieldsOf(type).filter((f) => meeting.fields[f.name] !== undefined);
  return (
    <Section title={what} actions={<Button onClick={() => setCorrecting(true)}>{t.correct}</Button>}>
      <div class="sheet"><Facts facts={fields.map((f) => ({ name: f.label[language], value: <span class="lines">{showValue(f, meeting.fields[f.name], language, names)}</span> }))} /></div>
      {correcting ? <RecordDialog club={club} scope={clubScope(club)} type="meeting" title={t.correct} record={meeting} onClose={() => setCorrecting(false)} onDone={done} /> : null}
    </Section>
  );
}
