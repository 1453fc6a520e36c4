import type { Dashboard } from '../../../api/dashboard';
import type { Fleet } from '../../../api/devices';
import { useText } from '../../../text/catalogue';
import { day, money, number, percent } from '../../../text/format';
import { Badge, Stat, Stats } from '../../../ui';
import { uiText } from '../../../ui/text';
import type { Load } from '../../../ui/useLoad';
import { dashboardText } from './text';

/** The figures one looks at first, each with its whole and its day. */
export function MainFigures({ of, phones, counting }: { of: Dashboard; phones: Load<Fleet>; counting: boolean }) {
  const t = useText(dashboardText);
  const u = useText(uiText);
  const { asOf, cases, clubs, silent, loans, meetings, people } = of;
  const fleet = phones.value;
  const active = (part: number) => ({ part, whole: clubs.active, unit: t.ofActive });
  return (
    <section class="glance" aria-label={t.figures}>
      <Stats>
        <Stat label={t.cases} asOf={asOf} value={number(cases.open)} of={{ part: cases.clubs, whole: clubs.total, unit: t.inClubs }} href="/console/cases"
          tone={cases.urgent > 0 ? 'bad' : cases.open > 0 ? 'warn' : 'good'}>
          {cases.urgent === 0 ? null : <p><Badge tone="bad">{t.urgent(number(cases.urgent))}</Badge></p>}
        </Stat>
        {fleet === undefined ? null : (
          <Stat label={t.phones} asOf={asOf} value={number(fleet.behind)} of={{ part: fleet.behind, whole: fleet.total, unit: t.ofPhones }}
            href="/console/phones?reason=any" tone={fleet.behind > 0 ? 'warn' : 'good'} />
        )}
        <Stat label={t.silent(number(silent.months))} asOf={asOf} value={number(silent.count)} of={active(silent.count)} href="/console/clubs?sort=silence"
          tone={silent.count > 0 ? 'warn' : 'good'} />
        <Stat label={t.par30} value={percent(loans.par30.numerator, loans.par30.denominator)} href="/console/clubs?sort=arrears"
          tone={loans.atRisk.loans > 0 ? 'warn' : 'good'}>
          <p class="stat-of">{t.par30Of(money(loans.par30.numerator), money(loans.par30.denominator))}</p>
          <p class="stat-of">{u.asOf(day(asOf))}</p>
          <p class="stat-of" aria-live="polite">{counting ? `${t.counted(number(loans.counted), number(clubs.total))}. ${t.counting}` : null}</p>
        </Stat>
        <Stat label={t.meetings(number(meetings.days))} asOf={asOf} value={number(meetings.count)} of={active(meetings.count)} />
        <Stat label={t.people} value={number(people.members)}>
          <p class="stat-of">{t.peopleOf(number(clubs.active))}</p>
          <p class="stat-of">{percent(people.women, people.members)} {t.women} · {percent(people.over60, people.members)} {t.over60}</p>
          {people.unknown === 0 ? null : <p class="stat-of">{t.unknownAge(number(people.unknown))}</p>}
          <p class="stat-of">{u.asOf(day(asOf))}</p>
        </Stat>
      </Stats>
    </section>
  );
}
