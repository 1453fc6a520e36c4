import { useEffect } from 'preact/hooks';
import { readDashboard, type Dashboard as Figures } from '../../../api/dashboard';
import { readDevices } from '../../../api/devices';
import { useText } from '../../../text/catalogue';
import { day, instant, number } from '../../../text/format';
import { Empty, Loaded, Page, Section, useLoad } from '../../../ui';
import { uiText } from '../../../ui/text';
import { Activity } from './Activity';
import { CasesPanel } from './CasesPanel';
import { LatePanel, MeetingsPanel, SilentPanel } from './ClubPanels';
import { Communes } from './Communes';
import { MainFigures } from './MainFigures';
import { PhonesPanel } from './PhonesPanel';
import { dashboardText } from './text';

const whileCounting = 2_000; // milliseconds until it is asked again for the clubs that were not counted yet

/** The first page: what waits, what is silent, what is late, what comes, and what was done; each figure leads to its list. */
export default function Dashboard() {
  const t = useText(dashboardText);
  const load = useLoad(async (signal) => (await readDashboard(signal)).body, []);
  // Only the counts are shown here.
  const phones = useLoad(async (signal) => (await readDevices({ reason: 'any' }, undefined, signal, 1)).body, []);
  const counting = load.value !== undefined && load.value.loans.counted + load.value.clubs.untold < load.value.clubs.total;
  useEffect(() => {
    if (!counting) return undefined;
    const again = setTimeout(load.reload, whileCounting);
    return () => clearTimeout(again);
  }, [counting, load.value, load.reload]);
  useEffect(() => {
    // Whoever comes back sees what is; a page that nobody looks at asks nothing, or the log-in would never end by itself.
    const comeBack = () => {
      if (document.hidden) return;
      load.reload();
      phones.reload();
    };
    document.addEventListener('visibilitychange', comeBack);
    return () => document.removeEventListener('visibilitychange', comeBack);
  }, [load.reload, phones.reload]);
  return (
    <Page title={t.title} lead={load.value === undefined ? undefined : <Lead of={load.value} />}>
      <Loaded load={load}>
        {(d) => (d.clubs.total === 0
          ? <Empty title={t.noClubs}><p>{t.noClubsHint}</p></Empty>
          : (
            <>
              {d.clubs.untold === 0 ? null : <p class="notice">{t.untold(number(d.clubs.untold))}</p>}
              <MainFigures of={d} phones={phones} counting={counting} />
              <div class="panels">
                <CasesPanel of={d} />
                <PhonesPanel phones={phones} />
                <MeetingsPanel of={d} />
                <SilentPanel of={d} />
                <LatePanel of={d} />
              </div>
              <Section title={t.activity}><Activity of={d} /></Section>
              {d.communes.length < 2 ? null : <Section title={t.communes}><Communes of={d} /></Section>}
            </>
          ))}
      </Loaded>
    </Page>
  );
}

function Lead({ of }: { of: Figures }) {
  const t = useText(dashboardText);
  const u = useText(uiText);
  const [only] = of.communes;
  const where = of.communes.length > 1 ? t.inCommunes(number(of.communes.filter((c) => c.unit !== undefined).length))
    : only?.name === undefined ? '' : t.inCommune(only.name);
  const news = of.latest === undefined ? t.never : t.heard(number(of.clubs.heard), number(of.clubs.total)) + t.latest(instant(of.latest));
  return <>{t.lead(number(of.clubs.total), where)} {news}; {u.asOf(day(of.asOf))}.</>;
}
