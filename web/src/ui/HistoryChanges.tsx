import type { Change, Edit } from '../api/history';
import { inOrder, type Field, type Value } from '../api/schema';
import { useText } from '../text/catalogue';
import { useLanguage } from '../text/language';
import { historyText } from './historyText';
import { showValue, type Names } from './showValue';

interface Props {
  edit: Edit;
  fields: Field[];
  names: Names | undefined;
}

const deleted = '_deleted';
const alias = '_alias';

/** What an edit found, wrote and left behind, field by field. */
export function HistoryChanges({ edit, fields, names }: Props) {
  const t = useText(historyText);
  if (edit.changes.length === 0) return null;
  const made = edit.changes.every((change) => change.before === undefined && taken(change));
  return (
    <div class="table-frame history-changes">
      <table class="table">
        <caption class="unseen">{t.changes}</caption>
        <thead><tr><th scope="col">{t.field}</th>{made ? null : <th scope="col">{t.before}</th>}<th scope="col">{t.wroteColumn}</th>{made ? null : <th scope="col">{t.after}</th>}</tr></thead>
        <tbody>{inOrder(edit.changes, fields, (change) => change.field).map((change) => <Row key={change.field} change={change} made={made} fields={fields} names={names} />)}</tbody>
      </table>
    </div>
  );
}

/** Whether what was written is what stood then. */
const taken = (change: Change): boolean => JSON.stringify(change.value) === JSON.stringify(change.after);

interface RowProps {
  change: Change;
  /** The edit made the record: nothing stood before. */
  made: boolean;
  fields: Field[];
  names: Names | undefined;
}

function Row({ change, made, fields, names }: RowProps) {
  const t = useText(historyText);
  const { language } = useLanguage();
  const field = fields.find((f) => f.name === change.field) ?? invented(change.field, t);
  const show = (value: Value | undefined) => showValue(field, value, language, names);
  return (
    <tr>
      <th scope="row">{field.label[language]}</th>
      {made ? null : <td class="text">{show(change.before)}</td>}
      <td class="text">{show(change.value)}</td>
      {made ? null : <td class="text">{taken(change) ? <span class="muted">{t.same}</span> : show(change.after)}</td>}
    </tr>
  );
}

/** Words for a field that no registry has: the server's own, or one of a newer app. */
function invented(name: string, t: { deleted: string; joined: string }): Field {
  const label = name === deleted ? t.deleted : name === alias ? t.joined : name;
  return { name, kind: name === deleted ? 'bool' : name === alias ? 'ref' : 'text', label: { vi: label, en: label } };
}
