import { useState } from 'preact/hooks';
import type { Field, Value } from '../api/schema';
import { useText } from '../text/catalogue';
import { day, decimal, number } from '../text/format';
import { useLanguage } from '../text/language';
import { SelectField, TextField, type Choice } from './FormField';
import { isUnusual, parseField } from './parse';
import { uiText } from './text';

interface Props {
  field: Field;
  value?: Value | undefined;
  fault?: string | undefined;
  /** What a reference may name: id and name. */
  choices?: Choice[] | undefined;
  hint?: string | undefined;
  onInput?: (text: string) => void;
}

/** The control for one field of the registry, named by the field. Tables have none: they are edited where they are shown. */
export function SchemaField({ field, value, fault, choices, hint, onInput }: Props) {
  const { language } = useLanguage();
  const t = useText(uiText);
  const label = field.unit === undefined || field.kind === 'bool' ? field.label[language] : `${field.label[language]} (${field.unit})`;
  const shared = { label, name: field.name, fault, required: field.required === true, ...(hint === undefined ? {} : { hint }) };
  const options = choices ?? field.options?.map((o) => ({ value: o.value, label: o.label[language] })) ?? [];
  switch (field.kind) {
    case 'enum': case 'ref':
      return <SelectField {...shared} choices={options} none={t.choose} value={String(value ?? '')} onChange={(v) => onInput?.(v)} />;
    case 'bool':
      return <SelectField {...shared} choices={[{ value: 'true', label: t.yes }, { value: 'false', label: t.no }]} none={t.unset}
        value={value === undefined ? '' : String(value)} onChange={(v) => onInput?.(v)} />;
    case 'set':
      return options.length > 0 ? <Boxes field={field} label={label} options={options} value={Array.isArray(value) ? value.map(String) : []} fault={fault} />
        : <TextField {...shared} lines hint={t.onePerLine} value={Array.isArray(value) ? value.map(String).join('\n') : ''} />;
    case 'table': return null;
    case 'date':
      return <TextField hint={t.dayHint} {...shared} inputMode="numeric" value={typedText(field, value)} onInput={(v) => onInput?.(v)} />;
    default:
      return isNumeric(field) ? <Figure {...shared} field={field} value={value} onInput={onInput} />
        : <TextField {...shared} value={typedText(field, value)} lines={field.lines === true} onInput={(v) => onInput?.(v)} />;
  }
}

interface FigureProps {
  field: Field;
  value: Value | undefined;
  label: string;
  name: string;
  fault: string | undefined;
  required: boolean;
  hint?: string;
  onInput: ((text: string) => void) | undefined;
}

/** A figure. One that is allowed but unusual is asked about while it is typed; nothing is refused for it. */
function Figure({ field, value, hint, onInput, ...shared }: FigureProps) {
  const t = useText(uiText);
  const [typed, setTyped] = useState(() => typedText(field, value));
  const read = parseField(field, typed);
  const scale = field.scale ?? 0;
  const asked = 'value' in read ? read.value : undefined;
  const doubt = isUnusual(field, asked) ? t.unusual(decimal(field.softMin ?? 0, scale), decimal(field.softMax ?? 0, scale))
    : field.step !== undefined && typeof asked === 'number' && asked % field.step !== 0 ? t.uneven(number(field.step)) : undefined;
  const said = doubt ?? hint;
  return (
    <TextField {...shared} {...(said === undefined ? {} : { hint: said })} value={typedText(field, value)} inputMode="decimal"
      onInput={(text) => { setTyped(text); onInput?.(text); }} />
  );
}

const isNumeric = (field: Field): boolean => field.kind === 'int' || field.kind === 'money' || field.kind === 'decimal';

/** A value as one would type it. */
function typedText(field: Field, value: Value | undefined): string {
  if (value === undefined) return '';
  if (field.kind === 'date') return day(String(value));
  if (field.kind === 'decimal') return decimal(Number(value), field.scale ?? 0);
  if (field.kind === 'money' || field.kind === 'int') return number(Number(value));
  return String(value);
}

interface BoxesProps {
  field: Field;
  label: string;
  options: Choice[];
  value: string[];
  fault: string | undefined;
}

function Boxes({ field, label, options, value, fault }: BoxesProps) {
  return (
    <fieldset class={fault === undefined ? 'field boxes' : 'field boxes wrong'}>
      <legend class="field-label">{label}</legend>
      {options.map((o) => (
        <label key={o.value} class="check">
          <input type="checkbox" name={field.name} value={o.value} defaultChecked={value.includes(o.value)} />
          <span>{o.label}</span>
        </label>
      ))}
      {fault === undefined ? null : <p class="field-fault">{fault}</p>}
    </fieldset>
  );
}
