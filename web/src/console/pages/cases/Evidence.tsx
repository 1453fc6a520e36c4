import { said, sidesOf, type CaseFile, type Operation, type Side } from '../../../api/cases';
import { inOrder, typeOf, type Field, type RecordType } from '../../../api/schema';
import { useText } from '../../../text/catalogue';
import { money } from '../../../text/format';
import { useLanguage, type Language } from '../../../text/language';
import { Facts, Section, showValue, type Names } from '../../../ui';
import { useRegistry } from '../../session';
import { SideByline } from './Byline';
import { caseText } from './caseText';
import { equal } from './pick';
import { fieldInQuestion } from './words';

interface Props {
  file: CaseFile;
  names: Names;
}

/** Both sides of a conflict; of what is held or refused, what it would write beside what stands; else what is known. */
export function Evidence({ file, names }: Props) {
  const t = useText(caseText);
  const registry = useRegistry();
  const sides = sidesOf(file.case);
  const type = typeOf(registry, said(file.case, 'subjectType'));
  const wordForWord = sides.filter((side) => side.operation !== undefined);
  const kind = said(file.case, 'kind');
  if (kind === 'field-conflict' || kind === 'delete-edit') return <Section title={t.sides}><Sides file={file} sides={sides} names={names} /></Section>;
  return (
    <>
      {wordForWord.length > 0 ? (
        <Section title={t.evidence}>
          {wordForWord.map((side, at) => <Held key={at} file={file} side={side} names={names} />)}
        </Section>
      ) : sides.length === 0 ? null : <Section title={t.evidence}><Sides file={file} sides={sides} names={names} /></Section>}
      {file.subject === undefined || type === undefined ? null : <Section title={t.record}><Record file={file} type={type} names={names} /></Section>}
    </>
  );
}

function Sides({ file, sides, names }: { file: CaseFile; sides: Side[]; names: Names }) {
  const t = useText(caseText);
  const { language } = useLanguage();
  const field = fieldInQuestion(file.case, useRegistry());
  const conflict = said(file.case, 'kind') !== 'ledger' && said(file.case, 'kind') !== 'clock';
  const head = field?.label[language] ?? (said(file.case, 'reason') === 'fund-below-zero' ? t.balance : t.figure);
  const words: Record<string, string> = { deleted: t.deleted, edited: t.edited };
  return (
    <div class="sides">
      {sides.map((side, at) => (
        <article key={at} class="side">
          {conflict ? <h3>{at === 0 ? t.standing : t.incoming}</h3> : side.word === '' ? null : <h3>{head}</h3>}
          {side.word === '' && !conflict ? null : <p class="side-value lines">{words[side.word] ?? valueText(field, side, t.nothing, language, names)}</p>}
          <SideByline file={file} side={side} />
        </article>
      ))}
    </div>
  );
}

/** A side's value; of the books, where no field is in question, it is an amount. */
function valueText(field: Field | undefined, side: Side, nothing: string, language: Language, names: Names): string {
  if (side.value === undefined) return nothing;
  if (field !== undefined) return showValue(field, side.value, language, names);
  return typeof side.value === 'number' ? money(side.value) : String(side.value);
}

function Held({ file, side, names }: { file: CaseFile; side: Side; names: Names }) {
  const t = useText(caseText);
  const { language } = useLanguage();
  const operation = side.operation as Operation;
  const type = typeOf(useRegistry(), operation.type);
  const stands = file.subject?.id === operation.record ? file.subject.fields : undefined;
  const wanted = inOrder([...Object.entries(operation.set ?? {}), ...(operation.unset ?? []).map((name) => [name, undefined] as const)], type?.fields ?? [], ([name]) => name);
  return (
    <article class="side">
      <h3>{type?.label[language] ?? ''}</h3>
      <SideByline file={file} side={side} />
      {operation.delete === true ? <p class="side-value">{t.deleted}</p> : (
        <div class="table-frame">
          <table class="table">
            <thead><tr><th scope="col">{t.fieldHead}</th><th scope="col">{t.wants}</th>{stands === undefined ? null : <th scope="col">{t.has}</th>}</tr></thead>
            <tbody>
              {wanted.map(([name, value]) => {
                const field = type?.fields.find((f) => f.name === name) ?? { name, kind: 'text' as const, label: { vi: name, en: name } };
                return (
                  <tr key={name}>
                    <th scope="row">{field.label[language]}</th>
                    <td class="text"><strong>{value === undefined ? t.nothing : showValue(field, value, language, names)}</strong></td>
                    {stands === undefined ? null : <td class="text">{equal(stands[name], value) ? <span class="muted">{t.same}</span> : showValue(field, stands[name], language, names)}</td>}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {file.subject === undefined && said(file.case, 'subject') === operation.record ? <p class="muted small">{t.missing}</p> : null}
    </article>
  );
}

function Record({ file, type, names }: { file: CaseFile; type: RecordType; names: Names }) {
  const { language } = useLanguage();
  const fields = file.subject?.fields ?? {};
  const facts = type.fields.filter((f) => fields[f.name] !== undefined && f.kind !== 'table')
    .map((f) => ({ name: f.label[language], value: showValue(f, fields[f.name], language, names) }));
  return <div class="sheet"><Facts facts={facts} /></div>;
}
