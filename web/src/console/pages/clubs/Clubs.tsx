import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { withQuery } from '../../../api/client';
import { listClubs, type ClubPage } from '../../../api/clubs';
import { readUnits } from '../../../api/places';
import { foundClub, newId, type Rec } from '../../../api/records';
import { useText } from '../../../text/catalogue';
import { number } from '../../../text/format';
import { Button, Empty, Failure, Loading, Page, Pager, Search, SelectField, useListing, useLoad } from '../../../ui';
import { RecordDialog } from '../club/edit/RecordDialog';
import { ClubTable } from './ClubTable';
import { clubsText } from './text';

const statuses = ['active', 'paused', 'dissolved'] as const;
const orders = { name: 'byName', silence: 'bySilence', cases: 'byCases', members: 'byMembers', arrears: 'byArrears' } as const;

/** The clubs that the officer reads: found, narrowed and sorted by what the address says. */
export default function Clubs() {
  const t = useText(clubsText);
  const { query, route } = useLocation();
  const asked = { q: query['q'], unit: query['unit'], status: query['status'], sort: query['sort'] };
  const [known, setKnown] = useState<ClubPage | undefined>(undefined);
  const list = useListing(async (after, signal) => {
    const page = await listClubs({ ...asked, after }, signal);
    setKnown(page);
    return page;
  }, Object.values(asked));
  const units = useLoad((signal) => readUnits(signal).then((answer) => answer.body.items), []);
  const ask = (change: Partial<typeof asked>) => route(withQuery('/console/clubs', { ...asked, ...change }), true);
  const [founding, setFounding] = useState<string | undefined>(undefined);
  const founded = (now: Rec | undefined) => {
    setFounding(undefined);
    if (now !== undefined) route(`/console/clubs/${now.id}`);
  };
  const isNarrowed = Boolean(asked.q ?? asked.unit ?? asked.status);
  return (
    <Page title={t.title} lead={known === undefined ? undefined : t.lead(number(known.found), number(known.total))}
      actions={<Button onClick={() => setFounding(newId())}>{t.found}</Button>}>
      <div class="filters">
        <Search label={t.find} initial={asked.q ?? ''} onSearch={(text) => ask({ q: text.trim() })} />
        <SelectField label={t.unit} name="unit" value={asked.unit ?? ''} none={t.everywhere} onChange={(unit) => ask({ unit })}
          choices={(units.value ?? []).map((unit) => ({ value: unit.id, label: unit.name }))} />
        <SelectField label={t.status} name="status" value={asked.status ?? ''} none={t.any} onChange={(status) => ask({ status })}
          choices={statuses.map((status) => ({ value: status, label: t[status] }))} />
        <SelectField label={t.sort} name="sort" value={asked.sort ?? 'name'} onChange={(sort) => ask({ sort: sort === 'name' ? undefined : sort })}
          choices={Object.entries(orders).map(([sort, label]) => ({ value: sort, label: t[label] }))} />
      </div>
      {list.error === undefined ? null : <Failure error={list.error} onRetry={list.reload} />}
      {list.fresh || known === undefined ? <Loading busy={list.busy} /> : (
        <ClubTable clubs={list.items} asOf={known.asOf} empty={isNarrowed
          ? <Empty title={t.noneFound}><p>{t.noneFoundHint}</p><a class="button quiet" href="/console/clubs">{t.clear}</a></Empty>
          : <Empty title={t.none}><p>{t.noneHint}</p></Empty>} />
      )}
      <Pager next={list.next} busy={list.busy} onMore={list.more} />
      {founding === undefined ? null : (
        <RecordDialog club={founding} scope="" type="club" title={t.found} make={(set) => foundClub(founding, set)} onClose={() => setFounding(undefined)} onDone={founded} />
      )}
    </Page>
  );
}
