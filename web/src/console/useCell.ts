import type { Rec } from '../api/records';
import { typeOf } from '../api/schema';
import { useLanguage } from '../text/language';
import { showValue, type Names } from '../ui';
import { useRegistry } from './session';

/** Shows one field of records of a type in a table. */
export function useCell(type: string, names?: Names) {
  const { language } = useLanguage();
  const fields = typeOf(useRegistry(), type)?.fields ?? [];
  return (name: string) => (record: Rec) => {
    const field = fields.find((f) => f.name === name);
    return field === undefined ? '–' : showValue(field, record.fields[name], language, names);
  };
}
