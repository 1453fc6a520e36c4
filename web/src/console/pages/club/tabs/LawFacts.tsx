import type { Rec } from '../../../../api/records';
import { typeOf } from '../../../../api/schema';
import { useText } from '../../../../text/catalogue';
import { percent } from '../../../../text/format';
import { useLanguage } from '../../../../text/language';
import { Facts, Section, showValue } from '../../../../ui';
import { useRegistry } from '../../../session';
import { clubText } from '../text';

const shown = ['validFrom', 'validTo', 'maxLoan', 'maxTermMonths', 'ratePpm', 'method', 'duesMonthly', 'interestToActivity', 'secondOfficerAbove'];

/** What the by-law in force says about money. */
export function LawFacts({ club, law }: { club: string; law: Rec | undefined }) {
  const t = useText(clubText);
  const { language } = useLanguage();
  const type = typeOf(useRegistry(), 'byLaw');
  const link = <a class="button quiet" href={`/console/bylaws?club=${club}`}>{t.toLaws}</a>;
  if (law === undefined) return <Section title={t.law} actions={link}><p class="notice">{t.noLaw}</p></Section>;
  const fields = shown.flatMap((name) => type?.fields.find((f) => f.name === name) ?? []).filter((f) => law.fields[f.name] !== undefined);
  const facts = fields.map((f) => (f.name === 'ratePpm'
    ? { name: t.rate, value: percent(Number(law.fields[f.name]), 1_000_000) }
    : { name: f.label[language], value: showValue(f, law.fields[f.name], language) }));
  return <Section title={t.law} actions={link}><div class="sheet"><Facts facts={facts} /></div></Section>;
}
