import type { Field, Row, Value } from '../api/schema';
import { day, decimal, dialled, instant, money, number } from '../text/format';
import type { Language } from '../text/language';

/** Names of records that fields refer to, by id; what is not in it is shown as a short id. */
export type Names = ReadonlyMap<string, string>;

const noNames: Names = new Map();

/** A field's value as people read it: labels of options, days as dd/MM/yyyy, amounts with đ, names of records. */
export function showValue(field: Field, value: Value | null | undefined, language: Language, names: Names = noNames): string {
  if (value === undefined || value === null || value === '') return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map((item) => showItem(field, item, language, names)).join('; ');
  switch (field.kind) {
    case 'money': return money(Number(value));
    case 'int': return withUnit(number(Number(value)), field);
    case 'decimal': return withUnit(decimal(Number(value), field.scale ?? 0), field);
    case 'bool': return said[language][value === true ? 'yes' : 'no'];
    case 'date': return day(String(value));
    case 'time': return instant(String(value));
    case 'enum': return optionLabel(field, String(value), language);
    case 'ref': return nameOf(String(value), names);
    default: return field.pattern === 'phone' ? dialled(String(value)) : String(value);
  }
}

const said = { vi: { yes: 'Có', no: 'Không' }, en: { yes: 'Yes', no: 'No' } };

const withUnit = (text: string, field: Field): string => (field.unit === undefined ? text : `${text}\u00a0${field.unit}`);

/** The label of an option; a value from a newer server is shown as it is. */
export function optionLabel(field: Field, value: string, language: Language): string {
  return field.options?.find((o) => o.value === value)?.label[language] ?? value;
}

const nameOf = (id: string, names: Names): string => names.get(id) ?? `…${id.slice(-6)}`;

function showItem(field: Field, item: string | Row, language: Language, names: Names): string {
  if (typeof item === 'string') {
    if (field.options !== undefined) return optionLabel(field, item, language);
    return field.target === undefined ? item : nameOf(item, names);
  }
  return (field.columns ?? [])
    .filter((column) => item[column.name] !== undefined)
    .map((column) => `${column.label[language]}: ${showValue(column, item[column.name], language, names)}`)
    .join(', ');
}
