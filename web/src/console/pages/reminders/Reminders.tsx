import { useLocation } from 'preact-iso';
import { listRecipients, type Recipient, type ReminderState, type Show } from '../../../api/reminders';
import { useText } from '../../../text/catalogue';
import { day, instant } from '../../../text/format';
import { Badge, Empty, Failure, Loading, Page, Pager, Table, Tabs, useListing, type Column } from '../../../ui';
import { ClubChoice } from '../../ClubChoice';
import { remindersText } from './text';

const shows: Show[] = ['due', 'sent', 'failed', 'unseen', 'all'];
const tones: Record<ReminderState, 'plain' | 'good' | 'warn' | 'bad'> = {
  pending: 'plain', sending: 'plain', sent: 'good', listed: 'plain', gone: 'bad', rejected: 'bad', expired: 'warn', unknown: 'warn', cancelled: 'plain',
};

/** What went out to whom, what failed, and who never saw it. */
export default function Reminders() {
  const t = useText(remindersText);
  const { query, route } = useLocation();
  const show = shows.find((s) => s === query['show']) ?? 'due';
  const club = query['club'] ?? '';
  const at = (s: Show, c: string) => `/console/reminders?show=${s}${c === '' ? '' : `&club=${c}`}`;
  const listing = useListing((after, signal) => listRecipients(show, club, after, signal), [show, club]);
  const rows = [...listing.items].sort(byTime(show));
  return (
    <Page title={t.title} lead={t.lead}>
      <ClubChoice club={club} all={t.allClubs} onChoose={(c) => route(at(show, c))} />
      <Tabs label={t.title} current={at(show, club)} tabs={shows.map((s) => ({ href: at(s, club), label: t.shows(s) }))} />
      <p class="muted">{t.explains(show)}</p>
      {listing.error === undefined ? null : <Failure error={listing.error} onRetry={listing.reload} />}
      {listing.fresh ? <Loading busy={listing.busy} />
        : <Table caption={t.shows(show)} columns={columns(t, club === '')} rows={rows} rowKey={(r) => r.key} empty={<Empty title={t.nothing(show)}><p>{t.nothingHint(show)}</p></Empty>} />}
      <Pager next={listing.next} busy={listing.busy} onMore={listing.more} />
    </Page>
  );
}

/** What is due comes first by when it goes out; what is over, the latest first. */
const byTime = (show: Show) => (a: Recipient, b: Recipient): number =>
  show === 'due' ? (a.next ?? a.on).localeCompare(b.next ?? b.on) : (b.done ?? b.on).localeCompare(a.done ?? a.on);

function columns(t: ReturnType<typeof useText<typeof remindersText.vi>>, ofClubs: boolean): Column<Recipient>[] {
  const all: Column<Recipient>[] = [
    { key: 'who', head: t.who, cell: (r) => r.userName ?? t.nobody },
    { key: 'what', head: t.what, cell: (r) => <><a href={about(r)}>{t.kinds(r.kind)} <span class="nowrap">{day(r.on)}</span></a><small>{t.leads(r.lead)}</small></> },
    { key: 'club', head: t.club, wideOnly: true, cell: (r) => r.clubName ?? '–' },
    { key: 'state', head: t.state, cell: (r) => <><Badge tone={tones[r.state]}>{t.states(r.state)}</Badge><small>{when(t, r)}</small></> },
    { key: 'seen', head: t.seen, cell: (r) => (r.seen !== undefined ? t.seenAt(instant(r.seen)) : r.neverSeen ? <Badge tone="warn">{t.neverSeen}</Badge> : t.notYet) },
  ];
  return ofClubs ? all : all.filter((c) => c.key !== 'club');
}

/** Where the thing that is reminded of stands. */
function about(r: Recipient): string {
  if (r.kind === 'case') return r.club === undefined ? '/console/cases' : `/console/cases?club=${r.club}`;
  const tab = { meeting: `meetings&meeting=${r.subject}`, loan: `loans&loan=${r.subject}`, visit: 'health' }[r.kind];
  return `/console/clubs/${r.club ?? ''}?tab=${tab}`;
}

function when(t: ReturnType<typeof useText<typeof remindersText.vi>>, r: Recipient): string {
  if (r.done !== undefined) return instant(r.done);
  if (r.next === undefined) return '';
  return r.attempts > 0 ? t.triedNext(r.attempts, instant(r.next)) : t.goesOut(instant(r.next));
}
