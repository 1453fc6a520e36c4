import { fieldOf } from '../../../api/schema';
import { useText } from '../../../text/catalogue';
import { dayOf, monthYear } from '../../../text/format';
import { useLanguage } from '../../../text/language';
import { lastMonths } from '../../../text/months';
import { optionLabel, SelectField } from '../../../ui';
import { useRegistry } from '../../session';
import { printText } from './text';

const monthsOffered = 36;

/** Which fund and which month a paper is about. */
export interface Asked {
  kind: string;
  month: string;
}

/** Reads fund and month from the address: the activity fund and this month where it names none. */
export function asked(query: Record<string, string>): Asked {
  const month = query['month'] ?? '';
  return { kind: query['kind'] === 'income' ? 'income' : 'activity', month: /^\d{4}-\d{2}$/.test(month) ? month : dayOf(new Date()).slice(0, 7) };
}

/** The funds of a club, as the registry calls them. */
export function useFundLabel(): (kind: string, language: 'vi' | 'en') => string {
  const field = fieldOf(useRegistry(), 'fundAccount', 'kind');
  return (kind, language) => (field === undefined ? kind : optionLabel(field, kind, language));
}

/** Lets fund and month be chosen. */
export function FundChoice({ at, choose }: { at: Asked; choose: (change: Record<string, string>) => void }) {
  const t = useText(printText);
  const { language } = useLanguage();
  const label = useFundLabel();
  const months = [...new Set([at.month, ...lastMonths(dayOf(new Date()), monthsOffered)])].sort().reverse();
  return (
    <>
      <SelectField label={t.fund} name="kind" value={at.kind} onChange={(kind) => choose({ kind })} choices={['activity', 'income'].map((kind) => ({ value: kind, label: label(kind, language) }))} />
      <SelectField label={t.month} name="month" value={at.month} onChange={(month) => choose({ month })} choices={months.map((m) => ({ value: m, label: monthYear(m) }))} />
    </>
  );
}
