import type { Change, Edit } from '../api/history';
import type { Field, Value } from '../api/schema';
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
  return (
    <div class="table-frame history-changes">
      <table class="table">
        <caption class="unseen">{t.changes}</caption>
        <thead><tr><th scope="col">{t.field}</th><th scope="col">{t.before}</th><th scope="col">{t.wroteColumn}</th><th scope="col">{t.after}</th></tr></thead>
        <tbody>{edit.changes.map((change) => <Row key={change.field} change={change} fields={fields} names={names} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ change, fields, names }: { change: Change; fields: Field[]; names: Names | undefined }) {
  const t = useText(historyText);
  const { language } = useLanguage();
  const field = fields.find((f) => f.name === change.field) ?? invented(change.field, t);
  const show = (value: Value | undefined) => showValue(field, value, language, names);
  const taken = JSON.stringify(change.value) === JSON.stringify(change.after);
  return (
    <tr>
      <th scope="row">{field.label[language]}</th>
      <td class="text">{show(change.before)}</td>
      <td class="text">{show(change.value)}</td>
      <td class="text">{taken ? <span class="muted">{t.same}</span> : show(change.after)}</td>
    </tr>
  );
}

/** Words for a field that no registry has: the server's own, or one of a newer app. */
function invented(name: string, t: { deleted: string; joined: string }): Field {
  const label = name === deleted ? t.deleted : name === alias ? t.joined : name;
  return { name, kind: name === deleted ? 'bool' : name === alias ? 'ref' : 'text', label: { vi: label, en: label } };
}
