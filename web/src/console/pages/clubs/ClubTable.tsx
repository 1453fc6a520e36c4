import type { ComponentChildren } from 'preact';
import type { ClubLine } from '../../../api/clubs';
import { useText } from '../../../text/catalogue';
import { day, dayOf, money, number, percent } from '../../../text/format';
import { Badge, Table, type Column } from '../../../ui';
import { clubsText } from './text';

/** After so many days without a meeting a club is pointed out: clubs meet every month. */
const silentDays = 62;

/** Clubs, one line each. */
export function ClubTable({ clubs, asOf, empty }: { clubs: ClubLine[]; asOf: string; empty: ComponentChildren }) {
  const t = useText(clubsText);
  const columns: Column<ClubLine>[] = [
    {
      key: 'name', head: t.name, cell: (c) => (
        <><a href={`/console/clubs/${c.id}`}>{c.name ?? t.unnamed}</a>
          <small>{[c.village, c.commune?.name].filter((part) => part !== undefined).join(' · ')}</small>
          {c.status === 'paused' || c.status === 'dissolved' ? <small><Badge>{t[c.status]}</Badge></small> : null}</>
      ),
    },
    { key: 'members', head: t.members, kind: 'figure', cell: (c) => <>{number(c.members)}<small>{c.members === 0 ? '' : t.womenShare(percent(c.people.women, c.members))}</small></> },
    { key: 'last', head: t.lastMeeting, cell: (c) => <LastMeeting club={c} asOf={asOf} /> },
    { key: 'next', head: t.nextMeeting, cell: (c) => (c.nextMeeting === undefined ? '–' : <span class="nowrap">{day(c.nextMeeting)}</span>), wideOnly: true },
    { key: 'overdue', head: t.overdue, kind: 'figure', cell: (c) => <Overdue club={c} />, wideOnly: true },
    { key: 'heard', head: t.heard, cell: (c) => (c.heard === undefined ? '–' : <span class="nowrap">{day(dayOf(new Date(c.heard)))}</span>), wideOnly: true },
    {
      key: 'cases', head: t.cases, kind: 'figure', cell: (c) => (c.openCases === 0 ? '–'
        : <a href={`/console/cases?club=${c.id}`} aria-label={t.casesOf(number(c.openCases), c.name ?? t.unnamed)}>{number(c.openCases)}</a>),
    },
  ];
  return <Table caption={t.title} columns={columns} rows={clubs} rowKey={(c) => c.id} empty={empty} />;
}

function Overdue({ club }: { club: ClubLine }) {
  const t = useText(clubsText);
  if (club.overdue === undefined) return <span class="muted">{t.adding}</span>;
  const sum = club.overdue.principal + club.overdue.interest;
  return sum === 0 ? <>–</> : <a href={`/console/clubs/${club.id}?tab=loans`}>{money(sum)}</a>;
}

function LastMeeting({ club, asOf }: { club: ClubLine; asOf: string }) {
  const t = useText(clubsText);
  if (club.status === 'dissolved') return <>{club.lastMeeting === undefined ? '–' : day(club.lastMeeting)}</>;
  if (club.lastMeeting === undefined) return <Badge tone="warn">{t.never}</Badge>;
  const days = (Date.parse(asOf) - Date.parse(club.lastMeeting)) / 86_400_000;
  return <><span class="nowrap">{day(club.lastMeeting)}</span>{days > silentDays ? <small><Badge tone="warn">{t.silent}</Badge></small> : null}</>;
}
