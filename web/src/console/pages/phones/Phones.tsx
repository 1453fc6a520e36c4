import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { readDevices, type Device, type Fleet } from '../../../api/devices';
import { ago } from '../../../text/ago';
import { useText } from '../../../text/catalogue';
import { number } from '../../../text/format';
import { useLanguage } from '../../../text/language';
import { Empty, Failure, Loading, Page, Pager, Table, useListing, type Column } from '../../../ui';
import { useSession } from '../../session';
import { isOfficer } from '../people/roles';
import { Filters } from './Filters';
import { placesOf } from './places';
import { phonesText } from './text';
import { WhyBadges } from './Why';

/** All phones, those first that were silent longest, and why each is not in step. */
export default function Phones() {
  const t = useText(phonesText);
  const { query } = useLocation();
  const acts = isOfficer(useSession());
  const asked = { q: query['q'] ?? '', unit: query['unit'] ?? '', club: query['club'] ?? '', reason: query['reason'] ?? '' };
  const [figures, setFigures] = useState<Fleet | undefined>(undefined);
  const listing = useListing(async (after, signal) => {
    const { body } = await readDevices(asked, after, signal);
    setFigures(body);
    return body;
  }, [asked.q, asked.unit, asked.club, asked.reason]);
  const narrowed = Object.values(asked).some((value) => value !== '');
  return (
    <Page title={t.title} lead={figures === undefined ? undefined : t.lead(number(figures.total), number(figures.behind))}
      actions={acts ? <a class="button main" href="/console/enrol">{t.enrol}</a> : undefined}>
      <Filters asked={asked} fleet={figures} />
      {listing.error === undefined ? null : <Failure error={listing.error} onRetry={listing.reload} />}
      {listing.fresh ? <Loading busy={listing.busy} /> : <PhoneTable rows={listing.items} narrowed={narrowed} />}
      <Pager next={listing.next} busy={listing.busy} onMore={listing.more} />
    </Page>
  );
}

function PhoneTable({ rows, narrowed }: { rows: Device[]; narrowed: boolean }) {
  const t = useText(phonesText);
  const { language } = useLanguage();
  const now = new Date();
  const waiting = (d: Device) => (d.outbox === 0 ? null : <small>{t.waiting}: {number(d.outbox)}{d.oldest === undefined ? '' : `, ${t.since(ago(d.oldest, now, language))}`}</small>);
  const columns: Column<Device>[] = [
    { key: 'who', head: t.who, cell: (d) => <><a href={`/console/phones/${d.id}`}>{d.user.name}</a><small>{d.name}</small><div class="narrow-only"><WhyBadges device={d} />{waiting(d)}</div></> },
    { key: 'places', head: t.places, cell: (d) => placesOf(d.user, t.elsewhere), wideOnly: true },
    { key: 'why', head: t.why, cell: (d) => <WhyBadges device={d} />, wideOnly: true },
    { key: 'contact', head: t.contact, cell: (d) => (d.contact === undefined ? t.never : <span class="nowrap">{ago(d.contact, now, language)}</span>) },
    {
      key: 'waiting', head: t.waiting, kind: 'figure', wideOnly: true,
      cell: (d) => <>{number(d.outbox)}{d.oldest === undefined ? null : <small>{t.since(ago(d.oldest, now, language))}</small>}</>,
    },
  ];
  const empty = narrowed
    ? <Empty title={t.noneFound}><p>{t.noneFoundHint}</p><a class="button" href="/console/phones">{t.showAll}</a></Empty>
    : <Empty title={t.none}><p>{t.noneHint}</p><a class="button main" href="/console/enrol">{t.enrol}</a></Empty>;
  return <Table caption={t.caption} columns={columns} rows={rows} rowKey={(d) => d.id} empty={empty} />;
}
