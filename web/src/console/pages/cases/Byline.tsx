import type { CaseFile, Side } from '../../../api/cases';
import { useText } from '../../../text/catalogue';
import { instant } from '../../../text/format';
import { useLanguage } from '../../../text/language';
import { clockOffset, phoneName } from '../../../ui';
import { caseText } from './caseText';

interface Props {
  name: string;
  phone: string;
  at: string;
  received: string;
  offsetMs: number;
}

/** Who, when, on which phone, and how wrong its clock was. */
export function Byline({ name, phone, at, received, offsetMs }: Props) {
  const t = useText(caseText);
  const { language } = useLanguage();
  const offset = clockOffset(offsetMs, language);
  const parts = [phone, at === '' ? '' : t.written(instant(at)), received === '' || phone === '' ? '' : t.received(instant(received))];
  return (
    <p class="byline">
      <strong>{name}</strong>
      <span class="muted small">{parts.filter((part) => part !== '').join(' · ')}</span>
      {offset === '' ? null : <span class="small clock-wrong">⚠ {offset}</span>}
    </p>
  );
}

/** The byline of one side of a case. */
export function SideByline({ file, side }: { file: CaseFile; side: Side }) {
  const t = useText(caseText);
  const { language } = useLanguage();
  const phone = file.phones[side.device];
  const name = side.by === '' ? (side.device === '' ? t.server : t.somebody) : file.people[side.by] || t.somebody;
  const where = phone === undefined ? (side.by === '' ? '' : t.console) : phone.person === '' || phone.person === name ? phoneName(phone.name, language) : t.ofPerson(phoneName(phone.name, language), phone.person);
  return <Byline name={name} phone={where} at={side.at} received={side.received} offsetMs={side.offsetMs} />;
}
