import { useLocation, useRoute } from 'preact-iso';
import { readClub, type Club } from '../../../api/clubs';
import { useText } from '../../../text/catalogue';
import { day } from '../../../text/format';
import { Loaded, Page, Tabs, useLoad } from '../../../ui';
import { readRefs } from './edit/refs';
import { FundsTab } from './tabs/FundsTab';
import { HealthTab } from './tabs/HealthTab';
import { LoansTab } from './tabs/LoansTab';
import { MeetingsTab } from './tabs/MeetingsTab';
import { MembersTab } from './tabs/MembersTab';
import { OverviewTab } from './tabs/OverviewTab';
import { clubText } from './text';

const tabs = { overview: OverviewTab, members: MembersTab, meetings: MeetingsTab, funds: FundsTab, loans: LoansTab, health: HealthTab };
type TabName = keyof typeof tabs;

/** The book of one club, part by part. */
export default function ClubPage() {
  const t = useText(clubText);
  const id = useRoute().params['club'] ?? '';
  const asked = useLocation().query['tab'];
  const club = useLoad((signal) => readClub(id, signal), [id]);
  const refs = useLoad((signal) => readRefs(id, ['member'], signal), [id]);
  const known = club.value;
  const name = String(known?.record?.fields['name'] ?? (known === undefined ? t.title : t.unnamed));
  const shown = (Object.keys(tabs) as TabName[]).filter((tab) => tab !== 'health' || known?.health === true);
  const current = shown.find((tab) => tab === asked) ?? 'overview';
  const Tab = tabs[current];
  const href = (tab: TabName) => `/console/clubs/${id}${tab === 'overview' ? '' : `?tab=${tab}`}`;
  const reload = () => { club.reload(); refs.reload(); };
  return (
    <Page title={name} lead={known === undefined ? undefined : <Lead club={known} />}>
      <Tabs label={t.parts} current={href(current)} tabs={shown.map((tab) => ({ href: href(tab), label: t[tab] }))} />
      <Loaded load={club}>
        {(now) => <Loaded load={refs}>{(names) => <Tab key={`${id} ${current}`} club={now} refs={names} reload={reload} />}</Loaded>}
      </Loaded>
    </Page>
  );
}

function Lead({ club }: { club: Club }) {
  const t = useText(clubText);
  const fields = club.record?.fields ?? {};
  const parts = [String(fields['village'] ?? ''), club.commune?.name ?? '', fields['foundedOn'] === undefined ? '' : t.foundedOn(day(String(fields['foundedOn'])))];
  return <>{parts.filter((part) => part !== '').join(' · ')}{'. '}{t.asOf(day(club.asOf))}</>;
}
