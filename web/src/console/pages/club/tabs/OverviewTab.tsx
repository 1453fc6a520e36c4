import { useState } from 'preact/hooks';
import { clubScope, type Rec } from '../../../../api/records';
import { typeOf } from '../../../../api/schema';
import { useText } from '../../../../text/catalogue';
import { useLanguage } from '../../../../text/language';
import { Button, Empty, Facts, History, Section, showValue } from '../../../../ui';
import { useRegistry } from '../../../session';
import { LawFacts } from '../../bylaws/LawFacts';
import { fieldsOf } from '../edit/fields';
import { RecordDialog } from '../edit/RecordDialog';
import { useFresh } from '../edit/useFresh';
import { clubText } from '../text';
import { Board } from './Board';
import { AtAGlance, Composition } from './Composition';
import type { TabProps } from './tab';

/** The club at a glance: its people, its board, the by-law in force, its particulars. */
export function OverviewTab({ club, refs, reload }: TabProps) {
  const t = useText(clubText);
  const [editing, setEditing] = useState<{ record?: Rec } | undefined>(undefined);
  const type = typeOf(useRegistry(), 'club');
  const scope = clubScope(club.id);
  const fresh = useFresh(scope);
  const correct = () => {
    if (club.record === undefined) setEditing({});
    else fresh(club.id, (record) => setEditing({ record }));
  };
  return (
    <div class="stack">
      {club.record === undefined ? <Empty title={t.unnamed}><p>{t.noRecord}</p><Button tone="main" onClick={correct}>{t.writeRecord}</Button></Empty> : null}
      <AtAGlance club={club} />
      {club.people.members === 0 ? null : <Composition club={club} />}
      <Board club={club} refs={refs} reload={reload} />
      <Section title={t.law} actions={<a class="button" href={`/console/bylaws?club=${club.id}`}>{t.toLaws}</a>}>
        {club.law === undefined ? <p class="notice">{t.noLaw}</p> : <div class="sheet"><LawFacts law={club.law} /></div>}
      </Section>
      {club.record === undefined ? null : (
        <Section title={t.profile} actions={<Button onClick={correct}>{t.correct}</Button>}>
          <Particulars club={club} />
          <details><summary>{t.history}</summary><History scope={scope} id={club.id} fields={type?.fields ?? []} turn={club.record.vector} /></details>
        </Section>
      )}
      {editing === undefined ? null : (
        <RecordDialog club={club.id} scope={scope} type="club" title={editing.record === undefined ? t.writeRecord : t.correct} {...editing}
          onClose={() => setEditing(undefined)} onDone={() => { setEditing(undefined); reload(); }} />
      )}
    </div>
  );
}

function Particulars({ club }: { club: TabProps['club'] }) {
  const t = useText(clubText);
  const { language } = useLanguage();
  const type = typeOf(useRegistry(), 'club');
  const fields = type === undefined ? [] : fieldsOf(type).filter((f) => f.name !== 'unit' && club.record?.fields[f.name] !== undefined);
  const facts = fields.map((f) => ({ name: f.label[language], value: showValue(f, club.record?.fields[f.name], language) }));
  return <div class="sheet"><Facts facts={[...facts.slice(0, 3), { name: t.commune, value: club.commune?.name ?? '–' }, ...facts.slice(3)]} /></div>;
}
