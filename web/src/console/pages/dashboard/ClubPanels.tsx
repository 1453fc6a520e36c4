import type { ComponentChildren } from 'preact';
import type { Dashboard } from '../../../api/dashboard';
import { useText } from '../../../text/catalogue';
import { day, money, number } from '../../../text/format';
import { Panel } from './Panel';
import { dashboardText } from './text';

interface Line {
  club: string;
  name?: string;
  told: ComponentChildren;
}

/** Some clubs by name, and how many there are besides. */
function Clubs({ lines, count }: { lines: Line[]; count: number }) {
  const t = useText(dashboardText);
  return (
    <>
      <ul class="names">
        {lines.map((l) => <li key={l.club}><a href={`/console/clubs/${l.club}`}>{l.name ?? t.unnamed}</a><span>{l.told}</span></li>)}
      </ul>
      {count > lines.length ? <p class="small muted">{t.moreClubs(number(count - lines.length))}</p> : null}
    </>
  );
}

/** Clubs that held no meeting for long. */
export function SilentPanel({ of: { silent } }: { of: Dashboard }) {
  const t = useText(dashboardText);
  const months = number(silent.months);
  if (silent.count === 0) return <Panel title={t.silentList}><p class="muted">{t.silentNone(months)}</p></Panel>;
  const lines = silent.items.map((c) => ({ ...c, told: c.date === undefined ? t.neverMet : t.lastMet(day(c.date)) }));
  return (
    <Panel title={t.silentList} foot={<a href="/console/clubs?sort=silence">{t.allSilent}</a>}>
      <Clubs lines={lines} count={silent.count} />
    </Panel>
  );
}

/** Meetings of the coming days. */
export function MeetingsPanel({ of: { asOf, meetings } }: { of: Dashboard }) {
  const t = useText(dashboardText);
  const tomorrow = new Date(new Date(`${asOf}T00:00:00Z`).getTime() + 86_400_000).toISOString().slice(0, 10);
  const when = (date: string) => (date === asOf ? t.today : date === tomorrow ? t.tomorrow : day(date));
  return (
    <Panel title={t.meetingList}>
      {meetings.count === 0 ? <p class="muted">{t.meetingNone(number(meetings.days))}</p>
        : <Clubs lines={meetings.items.map((c) => ({ ...c, told: c.date === undefined ? '' : when(c.date) }))} count={meetings.count} />}
    </Panel>
  );
}

/** Clubs with loans that are late for more than thirty days. */
export function LatePanel({ of: { loans } }: { of: Dashboard }) {
  const t = useText(dashboardText);
  const overdue = loans.overdue.principal + loans.overdue.interest;
  const foot = overdue === 0 ? undefined : t.lateFoot(money(overdue));
  const told = (c: Dashboard['loans']['items'][number]) => <>{money(c.atRisk.outstanding)}<br />{t.loans(number(c.atRisk.loans))}</>;
  return (
    <Panel title={t.lateList} foot={foot}>
      {loans.clubs === 0 ? <p class="muted">{t.lateNone}</p>
        : <Clubs lines={loans.items.map((c) => ({ ...c, told: told(c) }))} count={loans.clubs} />}
    </Panel>
  );
}
