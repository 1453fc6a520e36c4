import { useLocation, useRoute } from 'preact-iso';
import { useState } from 'preact/hooks';
import { readCaseFile, readQueue } from '../../../api/cases';
import { useText } from '../../../text/catalogue';
import { Button, Failure, Loaded, Page, useLoad, useToast } from '../../../ui';
import { CaseBody } from './CaseBody';
import { caseText } from './caseText';
import { askedOf, filterOf, searchOf } from './filter';
import { hrefOf, keepOrder, leave, neighbour, order, type Spot } from './order';
import { casesText } from './text';
import { useCaseKeys } from './useCaseKeys';
import { useEvents } from './useEvents';

/** One case, decided here; the next opens by itself. */
export default function Case() {
  const { scope = '', id = '' } = useRoute().params;
  return <OneCase key={id} here={{ scope, id }} />;
}

function OneCase({ here }: { here: Spot }) {
  const t = useText(caseText);
  const casesTitle = useText(casesText).title;
  const say = useToast();
  const { query, route } = useLocation();
  const search = searchOf(askedOf(query));
  const [newest, setNewest] = useState('');
  const file = useLoad(async (signal) => {
    const { body } = await readCaseFile(here.scope, here.id, signal);
    setNewest(body.case.vector);
    return body;
  }, []);
  useLoad(async (signal) => {
    if (order().length === 0) keepOrder((await readQueue(filterOf(askedOf(query), new Date()), undefined, 50, signal)).body.items);
  }, []);
  useEvents((what) => { if (what === undefined || what.scope === here.scope) void compare(); });
  const compare = async () => {
    const now = await readCaseFile(here.scope, here.id).catch(() => undefined);
    if (now !== undefined) setNewest(now.body.case.vector);
  };
  const list = `/console/cases${search}`;
  const go = (spot: Spot | undefined) => route(spot === undefined ? list : hrefOf(spot, search));
  useCaseKeys({ next: () => go(neighbour(order(), here, 1)), previous: () => go(neighbour(order(), here, -1)), list: () => route(list) });
  const onDecided = () => {
    const next = leave(here);
    if (next === undefined) say({ text: t.allDone });
    go(next);
  };
  if (file.value === undefined && file.error !== undefined) {
    return (
      <Page title={casesTitle}>
        <Failure error={file.error} onRetry={file.reload} />
        <div><a class="button" href={list}>{t.back}</a></div>
      </Page>
    );
  }
  return (
    <Loaded load={file}>
      {(found) => (
        <CaseBody key={found.case.vector} file={found} onDecided={onDecided} onUndone={file.reload}
          top={(
            <>
              <CaseNav list={list} search={search} here={here} />
              <div role="status">{newest !== found.case.vector ? <p class="notice row"><span>{t.changed}</span><Button onClick={file.reload}>{t.reload}</Button></p> : null}</div>
            </>
          )} />
      )}
    </Loaded>
  );
}

function CaseNav({ list, search, here }: { list: string; search: string; here: Spot }) {
  const t = useText(caseText);
  const spots = order();
  const [previous, next] = [neighbour(spots, here, -1), neighbour(spots, here, 1)];
  return (
    <nav class="row no-print" aria-label={t.back}>
      <a class="button quiet" href={list}>{t.back}</a>
      {previous === undefined ? null : <a class="button quiet" href={hrefOf(previous, search)}>{t.previous}</a>}
      {next === undefined ? null : <a class="button quiet" href={hrefOf(next, search)}>{t.next}</a>}
    </nav>
  );
}

