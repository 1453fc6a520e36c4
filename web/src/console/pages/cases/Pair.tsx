import { said, type CaseFile } from '../../../api/cases';
import type { Rec } from '../../../api/records';
import { typeOf, type Field } from '../../../api/schema';
import { useText } from '../../../text/catalogue';
import { useLanguage } from '../../../text/language';
import { Badge, phoneName, Section, showValue, type Names } from '../../../ui';
import { useRegistry } from '../../session';
import { Byline } from './Byline';
import { caseText } from './caseText';
import { equal, sourceOf, type Pick } from './pick';

interface Props {
  file: CaseFile;
  names: Names;
  pick: Pick;
  /** Left away once the case is decided. */
  onPick: ((pick: Pick) => void) | undefined;
}

/** Two records field by field; the one that stays, and each value, can be chosen. */
export function Pair({ file, names, pick, onPick }: Props) {
  const t = useText(caseText);
  const { language } = useLanguage();
  const registry = useRegistry();
  const [a, b] = [file.subject as Rec, file.other as Rec];
  const payment = said(file.case, 'kind') === 'duplicate-payment';
  const fields = (typeOf(registry, a.type)?.fields ?? []).filter((f) => a.fields[f.name] !== undefined || b.fields[f.name] !== undefined);
  return (
    <Section title={t.sides}>
      {onPick === undefined ? null : <p class="muted no-print">{payment ? t.voidHint : t.mixHint}</p>}
      <div class="table-frame" role="region" aria-label={t.sides} tabIndex={0}>
        <table class="table pair">
          <thead>
            <tr>
              <th scope="col">{t.fieldHead}</th>
              {[a, b].map((r, at) => (
                <th key={r.id} scope="col">
                  {at === 0 ? t.first : t.second}
                  <Origin file={file} id={r.id} />
                  {onPick === undefined ? null : (
                    <label class="check"><input type="radio" name="keep" checked={pick.keep === r.id} onChange={() => onPick({ ...pick, keep: r.id })} /><span>{t.keepThis}</span></label>
                  )}
                </th>
              ))}
              <th scope="col" class="wide-only">{t.compare}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.name}>
                <th scope="row">{field.label[language]}<small class="narrow-only">{compared(field, a, b, t)}</small></th>
                {[a, b].map((r) => (
                  <td key={r.id} class="text">
                    <PairValue field={field} file={file} record={r} text={showValue(field, r.fields[field.name], language, names)} pick={pick} onPick={payment ? undefined : onPick} />
                  </td>
                ))}
                <td class="wide-only">{compared(field, a, b, t)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

const compared = (field: Field, a: Rec, b: Rec, t: { same: string; differs: string; onlyOne: string }) => {
  const [x, y] = [a.fields[field.name], b.fields[field.name]];
  if (equal(x, y)) return <span class="muted">{t.same}</span>;
  return x === undefined || y === undefined ? t.onlyOne : <Badge tone="warn">{t.differs}</Badge>;
};

interface ValueProps {
  field: Field;
  file: CaseFile;
  record: Rec;
  text: string;
  pick: Pick;
  onPick: ((pick: Pick) => void) | undefined;
}

/** A value; where the two differ and values can be mixed, a choice. */
function PairValue({ field, file, record, text, pick, onPick }: ValueProps) {
  const both = file.subject?.fields[field.name] !== undefined && file.other?.fields[field.name] !== undefined;
  if (onPick === undefined || !both || equal(file.subject?.fields[field.name], file.other?.fields[field.name])) return <>{text}</>;
  const chosen = sourceOf(file, pick, field.name) === record.id;
  return (
    <label class="check">
      <input type="radio" name={`from-${field.name}`} checked={chosen} onChange={() => onPick({ ...pick, from: { ...pick.from, [field.name]: record.id } })} />
      <span>{text}</span>
    </label>
  );
}

function Origin({ file, id }: { file: CaseFile; id: string }) {
  const t = useText(caseText);
  const { language } = useLanguage();
  const origin = file.origins[id];
  if (origin === undefined) return null;
  const name = origin.by === undefined ? t.server : origin.by.name || t.somebody;
  return <Byline name={name} phone={origin.device === undefined ? '' : phoneName(origin.device.name, language)} at={origin.at ?? ''} received={origin.received} offsetMs={origin.offsetMs} />;
}
