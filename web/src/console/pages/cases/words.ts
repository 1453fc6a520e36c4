import { said, type Case, type CaseFile } from '../../../api/cases';
import type { Field, Registry } from '../../../api/schema';
import { fieldOf, typeOf } from '../../../api/schema';
import { day } from '../../../text/format';
import type { Language } from '../../../text/language';
import { optionLabel, type Names } from '../../../ui';

const isDay = /^\d{4}-\d{2}(-\d{2})?$/;

/** What kind of case it is, in the words of the registry. */
export const kindLabel = (registry: Registry, kind: string, language: Language): string => optionOf(registry, 'kind', kind, language);

export const choiceLabel = (registry: Registry, choice: string, language: Language): string => optionOf(registry, 'decision', choice, language);

function optionOf(registry: Registry, name: string, value: string, language: Language): string {
  const field = fieldOf(registry, 'case', name);
  return field === undefined ? value : optionLabel(field, value, language);
}

/** What the record in question is: "Thành viên", "Lần trả nợ". */
const typeLabel = (registry: Registry, type: string, language: Language): string => typeOf(registry, type)?.label[language] ?? '';

/** The record in question as people call it: "Thành viên Lò Thị Mai", "Điểm danh 05/08/2026 – Tao Thị Bản". */
export function subjectName(c: Case, registry: Registry, language: Language): string {
  const { title = '', person = '' } = c.about ?? {};
  const kind = fieldOf(registry, said(c, 'subjectType'), 'kind')?.options?.find((o) => o.value === title);
  if (kind !== undefined) return kind.label[language];
  const name = dayOrTitle(title);
  const whose = name.includes(person) ? '' : person;
  return [`${typeLabel(registry, said(c, 'subjectType'), language)} ${name}`.trim(), whose].filter((s) => s !== '').join(' – ');
}

const dayOrTitle = (title: string): string => (isDay.test(title) ? day(title) : title);

/** What the records are called that a case refers to; a fund's title is its kind, which people read by its label. */
export function namesIn(file: CaseFile, registry: Registry, language: Language): Names {
  const fund = fieldOf(registry, 'fundAccount', 'kind');
  return new Map(Object.entries(file.titles).map(([id, title]) => [id, dayOrTitle(fund === undefined ? title : optionLabel(fund, title, language))]));
}

/** The field in question, undefined for the whole record. */
export const fieldInQuestion = (c: Case, registry: Registry): Field | undefined =>
  fieldOf(registry, said(c, 'subjectType'), said(c, 'field'));

type Tone = 'plain' | 'good' | 'warn' | 'bad';
export const severityTone = (severity: string): Tone => (severity === 'urgent' ? 'bad' : severity === 'warning' ? 'warn' : 'plain');
