import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { said, type Case, type CaseFile } from '../../../api/cases';
import { typeOf } from '../../../api/schema';
import { lasted } from '../../../text/ago';
import { useText } from '../../../text/catalogue';
import { number } from '../../../text/format';
import { useLanguage } from '../../../text/language';
import { History, Page, Section } from '../../../ui';
import { useRegistry, useSession } from '../../session';
import { Severity } from './CaseTable';
import { caseText } from './caseText';
import { Decided } from './Decided';
import { Decision } from './Decision';
import { Evidence } from './Evidence';
import { Pair } from './Pair';
import { firstPick, valuesOf, type Pick } from './pick';
import { storyText } from './storyText';
import { casesText } from './text';
import { fieldInQuestion, kindLabel, namesIn, subjectName } from './words';

interface Props {
  file: CaseFile;
  /** What stands above everything: the way to other cases. */
  top: ComponentChildren;
  onDecided: () => void;
  onUndone: () => void;
}

const isPair = (file: CaseFile): boolean => said(file.case, 'kind').startsWith('duplicate-') && file.subject !== undefined && file.other !== undefined;

/** A case from what happened to what is decided. */
export function CaseBody({ file, top, onDecided, onUndone }: Props) {
  const t = useText(caseText);
  const session = useSession();
  const [pick, setPick] = useState<Pick>(firstPick(file));
  const c = file.case;
  const decided = said(c, 'status') === 'resolved';
  const names = new Map(namesIn(file, useRegistry(), useLanguage().language));
  if (said(c, 'kind') === 'orphan') names.set(said(c, 'other'), t.notSent);
  return (
    <Page title={useTitle(file)} lead={<Lead file={file} />}>
      {top}
      <Section title={t.story}>
        <p class="story">{useStory(c)}</p>
        {file.faults.length === 0 ? null : <Faults file={file} />}
        {file.together.length === 0 ? null : <p class="notice">{t.together(number(file.together.length))}</p>}
      </Section>
      {isPair(file) ? <Pair file={file} names={names} pick={pick} onPick={decided ? undefined : setPick} /> : <Evidence file={file} names={names} />}
      {decided || said(c, 'status') === 'undone' ? <Decided file={file} onUndone={onUndone} /> : null}
      {decided ? null : session.writes.includes(c.scope)
        ? <Decision file={file} keep={pick.keep} values={valuesOf(file, pick)} onDecided={onDecided} />
        : <p class="notice">{t.readOnly}</p>}
      <Histories file={file} names={names} />
      <p class="muted small no-print wide-text">{t.keys}</p>
    </Page>
  );
}

function useTitle(file: CaseFile): string {
  const list = useText(casesText);
  const { language } = useLanguage();
  const registry = useRegistry();
  const c = file.case;
  return `${kindLabel(registry, said(c, 'kind'), language)}: ${subjectName(c, registry, language) || list.noName}`;
}

function Lead({ file }: { file: CaseFile }) {
  const t = useText(caseText);
  const { language } = useLanguage();
  const c = file.case;
  const field = fieldInQuestion(c, useRegistry());
  const parts = [c.about?.clubName ?? '', field === undefined ? '' : t.field(field.label[language]), said(c, 'status') === 'resolved' ? '' : t.waitingSince(lasted(said(c, 'opened'), new Date(), language))];
  return (
    <span class="row">
      <Severity c={c} />
      {parts.filter((part) => part !== '').join(' · ')}
      {c.about?.club === undefined ? null : <a href={`/console/clubs/${c.about.club}`}>{t.openClub}</a>}
    </span>
  );
}

/** What happened, in the words of the kind and its reason. */
function useStory(c: Case): string {
  const t = useText(storyText);
  const kind = said(c, 'kind');
  const exact = `${kind}:${said(c, 'reason')}`;
  return t[(exact in t ? exact : kind) as keyof typeof t] ?? '';
}

function Faults({ file }: { file: CaseFile }) {
  const t = useText(caseText);
  const { language } = useLanguage();
  const fields = typeOf(useRegistry(), said(file.case, 'subjectType'))?.fields ?? [];
  return (
    <div class="notice">
      <p><strong>{t.faults}</strong></p>
      <ul>
        {file.faults.map((fault) => {
          const label = fields.find((f) => f.name === fault.field)?.label[language];
          return <li key={`${fault.field ?? ''}${fault.message}`}>{label === undefined ? fault.message : `${label}: ${fault.message}`}</li>;
        })}
      </ul>
    </div>
  );
}

function Histories({ file, names }: { file: CaseFile; names: ReadonlyMap<string, string> }) {
  const t = useText(caseText);
  const registry = useRegistry();
  const two = isPair(file);
  const records = [file.subject, two ? file.other : undefined].flatMap((r) => (r === undefined ? [] : [r]));
  return (
    <>
      {records.map((r, at) => (
        <Section key={r.id} title={two ? t.historyOf(at === 0 ? t.first : t.second) : t.history}>
          <History scope={file.case.scope} id={r.id} fields={typeOf(registry, r.type)?.fields ?? []} names={names} here={file.case.id} />
        </Section>
      ))}
    </>
  );
}
