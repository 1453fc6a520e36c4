import { ApiError } from '../../../api/client';
import { adoptBylaw, correctBylaw, startOf } from '../../../api/bylaws';
import type { Rec } from '../../../api/records';
import type { Field, Values } from '../../../api/schema';
import { useText } from '../../../text/catalogue';
import { SchemaForm, Section } from '../../../ui';
import { useLawFields } from './LawFacts';
import { bylawsText } from './text';

interface Props {
  club: string;
  laws: Rec[];
  writing: { kind: 'new'; model?: Rec | undefined } | { kind: 'correct'; law: Rec };
  today: string;
  onSaved: (held: boolean) => void;
  onCancel: () => void;
  onStale: () => void;
}

/** Writes a by-law: a new one after the model of the present, or a correction of one. Rates are typed in per cent a month. */
export function Editor({ club, laws, writing, today, onSaved, onCancel, onStale }: Props) {
  const t = useText(bylawsText);
  const fields = useLawFields().map((f) => inPercent(f, f.name === 'ratePpm' ? t.rate : t.penalty));
  const law = writing.kind === 'correct' ? writing.law : undefined;
  const before = law?.fields ?? startingFrom(writing.kind === 'new' ? writing.model : undefined, today);
  const save = async (values: Values) => {
    const twin = laws.find((other) => other.id !== law?.id && startOf(other) === values['validFrom']);
    if (twin !== undefined) throw sameDay(t.sameDay);
    try {
      const { body } = law === undefined ? await adoptBylaw(club, values) : await correctBylaw(club, law, values, fields.map((f) => f.name));
      onSaved(body.case !== undefined);
    } catch (error) {
      if (error instanceof ApiError && error.status === 412) return onStale();
      throw error;
    }
  };
  return (
    <Section title={law === undefined ? t.prepare : t.correct}>
      <div class="sheet stack">
        <p class="muted">{law === undefined ? t.prepareHint : t.correctHint}</p>
        <SchemaForm fields={fields} values={before} submit={law === undefined ? t.adopt : t.save} onSubmit={save} onCancel={onCancel} />
      </div>
    </Section>
  );
}

/** A rate that is kept in parts per million is typed in per cent: 6000 is 0,6 %. */
function inPercent(field: Field, label: string): Field {
  if (!field.name.endsWith('Ppm')) return field;
  return { ...field, kind: 'decimal', scale: 4, unit: '%', label: { vi: label, en: label } };
}

/** A new by-law is like the present one, and begins with the next month. */
function startingFrom(model: Rec | undefined, today: string): Values {
  const next = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  const { validTo, adoptedAt, source, ...rules } = model?.fields ?? {};
  return { ...rules, validFrom: next.toISOString().slice(0, 10) };
}

const sameDay = (message: string): ApiError => new ApiError(422, { code: 'invalid', title: message, errors: [{ field: 'validFrom', code: 'rule', message }] });
