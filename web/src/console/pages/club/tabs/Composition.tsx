import { readArrears, readFunds } from '../../../../api/money';
import type { Club } from '../../../../api/clubs';
import { useText } from '../../../../text/catalogue';
import { day, money, number, percent } from '../../../../text/format';
import { Badge, Failure, Section, ShareBar, Stat, Stats, useLoad } from '../../../../ui';
import { clubText } from '../text';

// Bands of the provincial plan (indicators C2 to C4): what lies outside is pointed out, never refused.
const bands = { women: [0.6, 0.7], over60: [0.6, 0.7], younger: [0.3, 0.4] } as const;

/** Who the members are, by the bands of the plan. */
export function Composition({ club }: { club: Club }) {
  const t = useText(clubText);
  const { people, asOf } = club;
  const younger = people.members - people.over60 - people.unknown;
  return (
    <Section title={t.composition}>
      <Stats>
        <Stat label={t.memberCount} value={number(people.members)} asOf={asOf} href={`/console/clubs/${club.id}?tab=members`} />
        <Share label={t.women} part={people.women} whole={people.members} asOf={asOf} band={bands.women} />
        <Share label={t.over60} part={people.over60} whole={people.members} asOf={asOf} band={bands.over60} unknown={people.unknown} />
        <Share label={t.over55} part={people.over55} whole={people.members} asOf={asOf} />
        <Share label={t.younger} part={younger} whole={people.members} asOf={asOf} band={bands.younger} unknown={people.unknown} />
      </Stats>
      {people.unknown === 0 ? null : <p class="muted small">{t.unknownAge(number(people.unknown))}</p>}
    </Section>
  );
}

interface ShareProps {
  label: string;
  part: number;
  whole: number;
  asOf: string;
  band?: readonly [number, number];
  /** People of whom it is not known: only what lies outside however they count is outside. */
  unknown?: number;
}

function Share({ label, part, whole, asOf, band, unknown = 0 }: ShareProps) {
  const t = useText(clubText);
  const isOutside = band !== undefined && whole > 0 && ((part + unknown) / whole < band[0] || part / whole > band[1]);
  return (
    <Stat label={label} value={percent(part, whole)} of={{ part, whole, unit: t.membersUnit }} asOf={asOf} tone={isOutside ? 'warn' : 'plain'}>
      {band === undefined ? null : (
        <>
          <ShareBar label={`${label}: ${percent(part, whole)}. ${t.band(number(band[0] * 100), number(band[1] * 100))}`} part={part} whole={whole} target={band[0]} />
          <p class="stat-of">{t.band(number(band[0] * 100), number(band[1] * 100))} {isOutside ? <Badge tone="warn">{t.outOfBand}</Badge> : null}</p>
        </>
      )}
    </Stat>
  );
}

/** What waits, when the club met and meets, and what it has and is owed. */
export function AtAGlance({ club }: { club: Club }) {
  const t = useText(clubText);
  const loaded = useLoad(async (signal) => {
    const [funds, arrears] = await Promise.all([readFunds(club.id, signal), readArrears(club.id, signal)]);
    return { held: funds.items.reduce((sum, fund) => sum + fund.balance, 0), asOf: funds.asOf, arrears };
  }, [club.id]);
  const { value } = loaded;
  const at = (tab: string) => `/console/clubs/${club.id}?tab=${tab}`;
  const date = (iso: string | undefined) => (iso === undefined ? t.noMeeting : day(iso));
  return (
    <section class="section" aria-label={t.overview}><Stats>
      <Stat label={t.openCases} value={number(club.openCases)} asOf={club.asOf} href={`/console/cases?club=${club.id}`} tone={club.openCases > 0 ? 'warn' : 'good'} />
      <Stat label={t.lastMeeting} value={date(club.lastMeeting)} href={at('meetings')} tone={club.lastMeeting === undefined ? 'warn' : 'plain'} />
      <Stat label={t.nextMeeting} value={date(club.nextMeeting)} href={at('meetings')} />
      {value === undefined ? null : (
        <>
          <Stat label={t.held} value={money(value.held)} asOf={value.asOf} href={at('funds')} tone={value.held < 0 ? 'bad' : 'plain'} />
          <Stat label={t.overdue} value={money(value.arrears.overdue.principal + value.arrears.overdue.interest)} asOf={value.arrears.asOf} href={at('loans')}
            tone={value.arrears.overdue.principal > 0 ? 'warn' : 'plain'} />
        </>
      )}
    </Stats>{loaded.error === undefined ? null : <Failure error={loaded.error} onRetry={loaded.reload} />}</section>
  );
}
