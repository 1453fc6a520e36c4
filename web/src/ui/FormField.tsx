import type { ComponentChildren } from 'preact';
import { useCallback, useId } from 'preact/hooks';
import { useText } from '../text/catalogue';
import { uiText } from './text';

/** What a control must carry so that its label, hint and fault belong to it. */
interface Ties {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}

interface Props {
  label: string;
  hint?: string | undefined;
  fault?: string | undefined;
  required?: boolean;
  /** Draws the control with what ties it to its label. */
  children: (ties: Ties) => ComponentChildren;
}

/** One labelled control of a form, with its hint and what is wrong with it. */
export function FormField({ label, hint, fault, required = false, children }: Props) {
  const t = useText(uiText);
  const id = useId();
  const told = [hint === undefined ? '' : `${id}-hint`, fault === undefined ? '' : `${id}-fault`].filter((s) => s !== '').join(' ');
  return (
    <div class={fault === undefined ? 'field' : 'field wrong'}>
      <label class="field-label" for={id}>{label}{required ? <span class="field-required"> ({t.required})</span> : null}</label>
      {children({ id, describedBy: told === '' ? undefined : told, invalid: fault !== undefined })}
      {hint === undefined ? null : <p class="field-hint" id={`${id}-hint`}>{hint}</p>}
      {fault === undefined ? null : <p class="field-fault" id={`${id}-fault`}>{fault}</p>}
    </div>
  );
}

interface TextProps {
  label: string;
  name: string;
  value?: string;
  hint?: string;
  fault?: string | undefined;
  required?: boolean;
  type?: 'text' | 'password' | 'number' | 'search' | 'tel';
  lines?: boolean;
  maxLength?: number;
  autoComplete?: string;
  inputMode?: 'text' | 'numeric' | 'decimal';
  onInput?: (text: string) => void;
}

/** A plain text field. It is uncontrolled: what is typed is never rewritten, so Vietnamese keyboards work. */
export function TextField({ label, name, value = '', hint, fault, required = false, type = 'text', lines = false, maxLength, autoComplete = 'off', inputMode, onInput }: TextProps) {
  return (
    <FormField label={label} hint={hint} fault={fault} required={required}>
      {({ id, describedBy, invalid }) => {
        const shared = { id, name, class: 'input', defaultValue: value, maxLength, required, 'aria-describedby': describedBy, 'aria-invalid': invalid };
        return lines
          ? <textarea {...shared} rows={3} onInput={(event) => onInput?.(event.currentTarget.value)} />
          : <input {...shared} type={type as 'text'} autoComplete={autoComplete} inputMode={inputMode} onInput={(event) => onInput?.(event.currentTarget.value)} />;
      }}
    </FormField>
  );
}

export interface Choice {
  value: string;
  label: string;
}

interface SelectProps {
  label: string;
  name: string;
  choices: Choice[];
  value?: string;
  /** The words of the empty choice; left away, there is none. */
  none?: string;
  hint?: string;
  fault?: string | undefined;
  required?: boolean;
  onChange?: (value: string) => void;
}

/** One of a few. */
export function SelectField({ label, name, choices, value = '', none, hint, fault, required = false, onChange }: SelectProps) {
  // Set when the value or the choices come, and then left alone: what a person picks is never taken back by a rendering.
  const pick = useCallback((select: HTMLSelectElement | null) => {
    if (select !== null) select.value = value;
  }, [value, choices.length]);
  return (
    <FormField label={label} hint={hint} fault={fault} required={required}>
      {({ id, describedBy, invalid }) => (
        <select ref={pick} id={id} name={name} class="input" aria-describedby={describedBy} aria-invalid={invalid} onChange={(event) => onChange?.(event.currentTarget.value)}>
          {none === undefined ? null : <option value="">{none}</option>}
          {choices.map((c) => <option key={c.value} value={c.value}>{c.label}</option>)}
        </select>
      )}
    </FormField>
  );
}

/** Yes or no, as one box before its words. */
export function CheckField({ label, name, checked = false, onChange }: { label: string; name: string; checked?: boolean; onChange?: (checked: boolean) => void }) {
  return (
    <label class="check">
      <input type="checkbox" name={name} value="true" defaultChecked={checked} onChange={(event) => onChange?.(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
