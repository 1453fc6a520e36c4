import type { Rec } from '../../../api/records';
import { typeOf, type Field } from '../../../api/schema';
import { useText } from '../../../text/catalogue';
import { ppmInPercent } from '../../../text/format';
import { useLanguage } from '../../../text/language';
import { Facts, showValue } from '../../../ui';
import { useRegistry } from '../../session';
import { bylawsText } from './text';

/** The rules of a by-law in the order people ask for them. */
const lawFields = [
  'validFrom', 'validTo', 'minLoan', 'maxLoan', 'maxTermMonths', 'ratePpm', 'method', 'rounding', 'penaltyPpm', 'duesMonthly', 'interestToActivity',
  'secondOfficerAbove', 'approvalRoles', 'remindAtTet', 'rotationDueOn', 'note',
];

/** The registry's fields of a by-law, in that order. */
export function useLawFields(): Field[] {
  const type = typeOf(useRegistry(), 'byLaw');
  return lawFields.flatMap((name) => type?.fields.filter((f) => f.name === name) ?? []);
}

/** What a by-law says. Rates are shown in per cent a month. */
export function LawFacts({ law }: { law: Rec }) {
  const t = useText(bylawsText);
  const { language } = useLanguage();
  const fields = useLawFields().filter((f) => f.name !== 'validFrom' && law.fields[f.name] !== undefined);
  return <Facts facts={fields.map((f) => ({ name: labelOf(f, t, language), value: shown(f, law, language) }))} />;
}

const isRate = (f: Field): boolean => f.name.endsWith('Ppm');

const labelOf = (f: Field, t: ReturnType<typeof useText<typeof bylawsText.vi>>, language: 'vi' | 'en'): string =>
  f.name === 'ratePpm' ? t.rate : f.name === 'penaltyPpm' ? t.penalty : f.label[language];

function shown(f: Field, law: Rec, language: 'vi' | 'en'): string {
  const value = law.fields[f.name];
  return isRate(f) ? `${ppmInPercent(Number(value))}\u00a0%` : showValue(f, value, language);
}
