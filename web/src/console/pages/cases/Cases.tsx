import { useLocation } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { readQueue, type Case, type Queue } from '../../../api/cases';
import { useText } from '../../../text/catalogue';
import { number } from '../../../text/format';
import { Button, Empty, Failure, Loading, Page, Pager, Tabs, useListing } from '../../../ui';
import { Accept } from './Accept';
import { CaseTable } from './CaseTable';
import { askedOf, filterOf, searchOf } from './filter';
import { Filters } from './Filters';
import { keepOrder } from './order';
import { casesText } from './text';
import { useEvents } from './useEvents';
import { useRowKeys } from './useRowKeys';

const pageLength = 50;
const restMs = 1_000;

/** What tells one state of a list from another. */
const printOf = (cases: Case[]): string => cases.map((c) => c.id + c.vector).join();

/** The queue: what a person must decide or should know. */
export default function Cases() {
  const t = useText(casesText);
  const { query, route } = useLocation();
  const asked = askedOf(query);
  const search = searchOf(asked);
  const [counts, setCounts] = useState<Queue | undefined>(undefined);
  const [stale, setStale] = useState(false);
  const list = useListing(async (after, signal) => {
    const { body } = await readQueue(filterOf(asked, new Date()), after, pageLength, signal);
    setCounts(body);
    setStale(false);
    return body;
  }, [search]);
  const shown = useRef(list.items);
  shown.current = list.items;
  const open = useRef(search);
  open.current = search;
  const resting = useRef(false);
  useEvents(() => {
    if (resting.current) return;
    resting.current = true; // many commits may come at once: one look for all of them
    setTimeout(() => {
      resting.current = false;
      readQueue(filterOf(asked, new Date()), undefined, pageLength).then(({ body }) => {
        if (open.current === search && printOf(body.items) !== printOf(shown.current.slice(0, pageLength))) setStale(true);
      }, () => undefined); // the list stays as it is; the next event looks again
    }, restMs);
  });
  const frame = useRef<HTMLDivElement>(null);
  useRowKeys(frame);
  useEffect(() => keepOrder(list.items), [list.items]);
  const total = number(counts?.total ?? 0);
  const same = asked.status === '' ? list.items.filter((c) => c.suggestion?.identical === true) : [];
  return (
    <Page title={t.title} lead={counts === undefined ? undefined : asked.status === '' ? t.lead(total) : t.leadDecided(total)}
      actions={same.length === 0 ? undefined : <Accept cases={same} onDone={list.reload} />}>
      <Tabs label={t.title} current={asked.status === '' ? '/console/cases' : '/console/cases?status=resolved'}
        tabs={[{ href: '/console/cases', label: t.waiting }, { href: '/console/cases?status=resolved', label: t.decided }]} />
      <Filters asked={asked} counts={counts}
        onAsk={(next) => route(`/console/cases${searchOf({ ...asked, ...next })}`, true)} />
      <div role="status" class="no-print">
        {stale ? <div class="notice row"><span>{t.changed}</span><Button onClick={list.reload}>{t.refresh}</Button></div> : null}
        {counts?.capped === true ? <p class="notice">{t.capped}</p> : null}
      </div>
      {list.error === undefined ? null : <Failure error={list.error} onRetry={list.more} />}
      {list.fresh ? <Loading busy={list.busy} /> : (
        <div ref={frame} class="stack">
          <CaseTable cases={list.items} search={search} decided={asked.status !== ''} empty={<Nothing decided={asked.status !== ''} narrowed={search !== '' && search !== '?status=resolved'} />} />
          <Pager next={list.next} busy={list.busy} onMore={list.more} />
          {list.items.length === 0 ? null : <p class="muted small no-print wide-text">{t.keys}</p>}
        </div>
      )}
    </Page>
  );
}

function Nothing({ decided, narrowed }: { decided: boolean; narrowed: boolean }) {
  const t = useText(casesText);
  if (narrowed) return <Empty title={t.noneTitle}>{t.noneHint}</Empty>;
  return decided ? <Empty title={t.noneDecided} /> : <Empty title={t.emptyTitle}>{t.emptyHint}</Empty>;
}
