import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { withQuery } from '../../../api/client';
import { readPeople, type PeopleQuery, type Person } from '../../../api/users';
import { useText } from '../../../text/catalogue';
import { number } from '../../../text/format';
import { Badge, Empty, Failure, Loading, Page, Pager, Search, SelectField, Table, useListing, type Column } from '../../../ui';
import { UnitFilter } from '../phones/Filters';
import { grantText } from './grantText';
import { Grants } from './Grants';
import { roles } from './roles';
import { peopleText } from './text';

/** Everybody with an account whom the officer may know of. */
export default function People() {
  const t = useText(peopleText);
  const g = useText(grantText);
  const { query, route } = useLocation();
  const asked = { q: query['q'] ?? '', role: query['role'] ?? '', unit: query['unit'] ?? '', club: query['club'] ?? '' };
  const [total, setTotal] = useState<number | undefined>(undefined);
  const listing = useListing(async (after, signal) => {
    const { body } = await readPeople(asked, after, signal);
    setTotal(body.total);
    return body;
  }, [asked.q, asked.role, asked.unit, asked.club]);
  const narrow = (change: PeopleQuery) => route(withQuery('/console/people', { ...asked, ...change }), true);
  return (
    <Page title={t.title} lead={total === undefined ? undefined : t.lead(number(total))} actions={<a class="button main" href="/console/people/new">{t.add}</a>}>
      <div class="filters no-print">
        <Search label={t.search} initial={asked.q} onSearch={(q) => narrow({ q })} />
        <UnitFilter unit={asked.unit} onChoose={(unit) => narrow({ unit })} />
        <SelectField label={t.role} name="role" value={asked.role} none={t.anyRole} onChange={(role) => narrow({ role })}
          choices={roles.map((r) => ({ value: r.role, label: g[r.word] }))} />
      </div>
      {listing.error === undefined ? null : <Failure error={listing.error} onRetry={listing.reload} />}
      {listing.fresh ? <Loading busy={listing.busy} /> : <PeopleTable rows={listing.items} narrowed={Object.values(asked).some((value) => value !== '')} />}
      <Pager next={listing.next} busy={listing.busy} onMore={listing.more} />
    </Page>
  );
}

function PeopleTable({ rows, narrowed }: { rows: Person[]; narrowed: boolean }) {
  const t = useText(peopleText);
  const link = (p: Person) => <a href={`/console/people/${p.id}`}>{p.name}</a>;
  const state = (p: Person) => (p.disabled === true ? <Badge tone="bad">{t.disabled}</Badge> : <Badge tone="good">{t.active}</Badge>);
  const columns: Column<Person>[] = [
    { key: 'name', head: t.name, cell: (p) => <>{link(p)}{p.disabled === true ? <div class="narrow-only">{state(p)}</div> : null}</> },
    {
      key: 'grants', head: t.grants,
      cell: (p) => <Grants grants={p.grants} />,
    },
    { key: 'login', head: t.login, cell: (p) => p.login ?? <span class="muted">{t.byPhone}</span>, wideOnly: true },
    { key: 'state', head: t.state, cell: state, wideOnly: true },
  ];
  const empty = narrowed
    ? <Empty title={t.noneFound}><p>{t.noneFoundHint}</p><a class="button" href="/console/people">{t.showAll}</a></Empty>
    : <Empty title={t.none}><p>{t.noneHint}</p><a class="button main" href="/console/people/new">{t.add}</a></Empty>;
  return <Table caption={t.caption} columns={columns} rows={rows} rowKey={(p) => p.id} empty={empty} />;
}
