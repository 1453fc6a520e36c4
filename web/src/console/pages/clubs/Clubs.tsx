import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { listClubs, type ClubLine } from '../../../api/clubs';
import { withQuery } from '../../../api/client';
import { useText } from '../../../text/catalogue';
import { number } from '../../../text/format';
import { Badge, Empty, Failure, Page, Pager, Search, Table, useListing, type Column } from '../../../ui';
import { clubsText } from './text';

/** The clubs that the officer reads. */
export default function Clubs() {
  const t = useText(clubsText);
  const { query, route } = useLocation();
  const q = query['q'] ?? '';
  const [total, setTotal] = useState<number | undefined>(undefined);
  const list = useListing(async (after, signal) => {
    const page = await listClubs({ q, after }, signal);
    setTotal(page.total);
    return page;
  }, [q]);
  const columns: Column<ClubLine>[] = [
    { key: 'name', head: t.name, cell: (c) => <><a href={`/console/clubs/${c.id}`}>{c.name ?? t.unnamed}</a><small>{c.village ?? ''}</small></> },
    { key: 'members', head: t.members, kind: 'figure', cell: (c) => number(c.members) },
    { key: 'cases', head: t.cases, kind: 'figure', cell: (c) => (c.openCases === 0 ? '–' : <a href={`/console/cases?club=${c.id}`}><Badge tone="warn">{number(c.openCases)}</Badge></a>) },
  ];
  return (
    <Page title={t.title} lead={total === undefined ? undefined : t.lead(number(total))}>
      <div class="filters"><Search label={t.find} initial={q} onSearch={(text) => route(withQuery('/console/clubs', { q: text.trim() }), true)} /></div>
      {list.error === undefined ? null : <Failure error={list.error} onRetry={list.reload} />}
      {list.fresh ? null : (
        <Table caption={t.title} columns={columns} rows={list.items} rowKey={(c) => c.id}
          empty={q === '' ? <Empty title={t.none}><p>{t.noneHint}</p></Empty> : <Empty title={t.noneFound}><p>{t.noneFoundHint}</p></Empty>} />
      )}
      <Pager next={list.next} busy={list.busy} onMore={list.more} />
    </Page>
  );
}
