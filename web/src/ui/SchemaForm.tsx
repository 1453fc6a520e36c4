import { useState } from 'preact/hooks';
import { ApiError } from '../api/client';
import type { Field, Value, Values } from '../api/schema';
import { useText } from '../text/catalogue';
import { Form } from './Form';
import type { Choice } from './FormField';
import { parseField, type Wrong } from './parse';
import { SchemaField } from './SchemaField';
import { uiText } from './text';
import { useAction } from './useAction';

interface Props {
  /** The fields asked for, in this order: those of a record type, or some of them. */
  fields: Field[];
  values?: Values;
  /** What references may name, by field. */
  choices?: Record<string, Choice[]>;
  submit: string;
  /** Gets all values read; a field left empty is not in it. Its refusal is shown beside the fields it names. */
  onSubmit: (values: Values) => Promise<void>;
  onCancel?: () => void;
}

/** A form made from the schema registry. */
export function SchemaForm({ fields, values = {}, choices = {}, submit, onSubmit, onCancel }: Props) {
  const t = useText(uiText);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const saving = useAction(async (typed: FormData) => {
    const read = readForm(fields, typed, values);
    setFaults(Object.fromEntries(Object.entries(read.wrong).map(([name, wrong]) => [name, wordsOf(t, wrong)])));
    if (Object.keys(read.wrong).length > 0) return;
    try {
      await onSubmit(read.values);
    } catch (error) {
      if (error instanceof ApiError) setFaults(faultsByField(error));
      throw error;
    }
  });
  return (
    <Form submit={submit} busy={saving.busy} error={saving.error} onCancel={onCancel} onSubmit={saving.run}>
      {fields.map((field) => (
        <SchemaField key={field.name} field={field} value={values[field.name]} fault={faults[field.name]} choices={choices[field.name]} />
      ))}
    </Form>
  );
}

/** Reads all fields of a form. Tables are not typed here and stay as they were. */
function readForm(fields: Field[], typed: FormData, before: Values): { values: Values; wrong: Record<string, Wrong> } {
  const values: Values = {};
  const wrong: Record<string, Wrong> = {};
  for (const field of fields) {
    const read = field.kind === 'set' ? readSet(field, typed) : field.kind === 'table' ? { value: before[field.name] } : parseField(field, String(typed.get(field.name) ?? ''));
    if ('wrong' in read) wrong[field.name] = read.wrong;
    else if (read.value !== undefined) values[field.name] = read.value;
  }
  return { values, wrong };
}

function readSet(field: Field, typed: FormData): { value: Value | undefined } {
  const given = typed.getAll(field.name).flatMap((text) => String(text).split('\n')).map((text) => text.trim().normalize('NFC'));
  const items = [...new Set(given.filter((text) => text !== ''))].sort();
  return { value: items };
}

/** The server's faults by the name of the field. */
const faultsByField = (error: ApiError): Record<string, string> =>
  Object.fromEntries(error.faults.flatMap((f) => (f.field === undefined ? [] : [[f.field, f.message]])));

/** What is wrong, in words. */
function wordsOf(t: ReturnType<typeof useText<typeof uiText.vi>>, wrong: Wrong): string {
  switch (wrong.key) {
    case 'below': return t.below(wrong.bound);
    case 'above': return t.above(wrong.bound);
    case 'tooLong': return t.tooLong(wrong.bound);
    case 'decimals': return t.decimals(wrong.digits);
    default: return t[wrong.key];
  }
}
