import { useState } from 'preact/hooks';
import { clubScope, type Rec } from '../../../api/records';
import { typeOf, type Field } from '../../../api/schema';
import { useText } from '../../../text/catalogue';
import { useLanguage } from '../../../text/language';
import { Button, Facts, Section, showValue } from '../../../ui';
import { useRegistry } from '../../session';
import { fieldsOf } from '../club/edit/fields';
import { RecordDialog } from '../club/edit/RecordDialog';
import type { Refs } from '../club/edit/refs';
import { useFresh } from '../club/edit/useFresh';
import { memberText } from './text';

/** Who the person is; what the law wants kept private stands apart. */
export function Profile({ club, member, refs, onChanged }: { club: string; member: Rec; refs: Refs; onChanged: () => void }) {
  const t = useText(memberText);
  const { language } = useLanguage();
  const type = typeOf(useRegistry(), 'member');
  const fields = type === undefined ? [] : fieldsOf(type).filter((f) => member.fields[f.name] !== undefined);
  const facts = (shown: Field[]) => shown.map((f) => ({ name: f.label[language], value: <span class="lines">{showValue(f, member.fields[f.name], language, refs.names)}</span> }));
  const secret = fields.filter((f) => f.class === 'sensitive');
  return (
    <>
      <Section title={t.profile} actions={<Household club={club} member={member} onChanged={onChanged} />}>
        <div class="sheet"><Facts facts={facts(fields.filter((f) => f.class !== 'sensitive'))} /></div>
      </Section>
      {secret.length === 0 ? null : <Section title={t.secret}><div class="sheet"><Facts facts={facts(secret)} /></div></Section>}
    </>
  );
}

/** Opens the person's household, or makes one. */
function Household({ club, member, onChanged }: { club: string; member: Rec; onChanged: () => void }) {
  const t = useText(memberText);
  const [doing, setDoing] = useState<{ record?: Rec } | undefined>(undefined);
  const id = String(member.fields['household'] ?? '');
  const scope = clubScope(club);
  const fresh = useFresh(scope);
  const open = () => (id === '' ? setDoing({}) : fresh(id, (record) => setDoing({ record })));
  const title = id === '' ? t.makeHousehold : t.correctHousehold;
  return (
    <>
      <Button onClick={open}>{title}</Button>
      {doing === undefined ? null : (
        <RecordDialog club={club} scope={scope} type="household" title={title} {...doing} onClose={() => setDoing(undefined)} onDone={() => { setDoing(undefined); onChanged(); }} />
      )}
    </>
  );
}
