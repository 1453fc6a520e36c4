import { readHistory, type Edit } from '../api/history';
import type { Field } from '../api/schema';
import { useText } from '../text/catalogue';
import { instant } from '../text/format';
import { useLanguage } from '../text/language';
import { Badge } from './Badge';
import { clockOffset } from './clock';
import { Empty } from './Empty';
import { Failure } from './Failure';
import { HistoryChanges } from './HistoryChanges';
import { historyText } from './historyText';
import { Loading } from './Loading';
import { Pager } from './Pager';
import { phoneName } from './phoneName';
import type { Names } from './showValue';
import { useListing } from './useListing';

interface Props {
  scope: string;
  id: string;
  /** The fields of the record's type, for labels and values. */
  fields: Field[];
  /** What records are called that its fields refer to. */
  names?: Names;
  /** Changes when the history should be read anew. */
  turn?: unknown;
  /** The case that the page is about: no edit leads to it. */
  here?: string;
}

/** Who wrote what into a record, when and on which phone, the newest first. */
export function History({ scope, id, fields, names, turn, here }: Props) {
  const words = useText(historyText);
  const list = useListing(async (after, signal) => (await readHistory(scope, id, after, signal)).body, [scope, id, turn]);
  if (list.error !== undefined && list.fresh) return <Failure error={list.error} onRetry={list.more} />;
  if (list.fresh) return <Loading busy={list.busy} />;
  if (list.items.length === 0) return <Empty title={words.empty} />;
  return (
    <div class="stack">
      <ol class="history">
        {list.items.map((edit) => <HistoryEdit key={edit.seq} edit={edit} scope={scope} fields={fields} names={names} here={here} />)}
      </ol>
      {list.error === undefined ? null : <Failure error={list.error} onRetry={list.more} />}
      <Pager next={list.next} busy={list.busy} onMore={list.more} />
    </div>
  );
}

interface EditProps {
  edit: Edit;
  scope: string;
  fields: Field[];
  names: Names | undefined;
  here: string | undefined;
}

function HistoryEdit({ edit, scope, fields, names, here }: EditProps) {
  const t = useText(historyText);
  return (
    <li class="history-edit">
      <p class="row">
        <strong class="history-who">{useWho(edit)}</strong>
        {edit.concurrent ? <span title={t.unseenHint}><Badge tone="warn">{t.unseen}</Badge></span> : null}
        {edit.outcome === 'applied' || (edit.outcome === 'merged' && !edit.concurrent) ? null : <Badge tone={edit.outcome === 'merged' ? 'plain' : 'warn'}>{t[edit.outcome]}</Badge>}
        {edit.elsewhere ? <Badge>{t.elsewhere}</Badge> : null}
      </p>
      <p class="muted small">{useWhen(edit)}</p>
      {(edit.faults ?? []).map((fault) => <p key={fault.code + (fault.field ?? '')} class="small">{fault.message}</p>)}
      <HistoryChanges edit={edit} fields={fields} names={names} />
      {edit.case === undefined || edit.case === here ? null : <a class="small" href={`/console/cases/${encodeURIComponent(scope)}/${edit.case}`}>{t.openCase}</a>}
    </li>
  );
}

/** Who wrote it; who let it be carried out, if that was somebody else. */
function useWho(edit: Edit): string {
  const t = useText(historyText);
  if (edit.by === undefined) return edit.author === undefined ? t.server : nameOf(edit.author.name, t.gone);
  const by = nameOf(edit.by.name, t.gone);
  return edit.author === undefined ? by : `${t.wrote(nameOf(edit.author.name, t.gone))}, ${t.letGo(by)}`;
}

const nameOf = (name: string, gone: string): string => (name === '' ? gone : name);

/** When it was written by the phone's clock, on which phone, when we got it, and how wrong that clock was. */
function useWhen(edit: Edit): string {
  const t = useText(historyText);
  const { language } = useLanguage();
  const parts = edit.device === undefined
    ? [instant(edit.received), edit.by === undefined ? '' : t.console]
    : [t.written(instant(edit.at ?? edit.received)), phoneName(nameOf(edit.device.name, '?'), language), clockOffset(edit.offsetMs, language), t.received(instant(edit.received))];
  return parts.filter((part) => part !== '').join(' · ');
}
