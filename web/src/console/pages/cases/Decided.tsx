import { said, undoCase, type CaseFile, type Choice } from '../../../api/cases';
import { useText } from '../../../text/catalogue';
import { instant } from '../../../text/format';
import { useLanguage } from '../../../text/language';
import { Button, Section, useAction, useToast } from '../../../ui';
import { useRegistry, useSession } from '../../session';
import { caseText } from './caseText';
import { DecisionFailure } from './DecisionFailure';
import { choiceLabel } from './words';

/** What was decided, by whom and when; it can be undone. */
export function Decided({ file, onUndone }: { file: CaseFile; onUndone: () => void }) {
  const t = useText(caseText);
  const { language } = useLanguage();
  const session = useSession();
  const registry = useRegistry();
  const say = useToast();
  const c = file.case;
  const undoing = useAction(async () => {
    await undoCase(c);
    say({ text: t.undone });
    onUndone();
  });
  const when = instant(said(c, 'decidedAt'));
  const who = said(c, 'decidedBy') === '' ? t.byServer : file.people[said(c, 'decidedBy')] || t.somebody;
  const note = said(c, 'note');
  if (said(c, 'status') === 'undone') return <p class="notice">{t.undoneBy(who, when)}</p>;
  const choice = said(c, 'decision') as Choice;
  return (
    <Section title={t.decided}>
      <div class="sheet stack">
        <p><strong>{choiceLabel(registry, choice, language)}</strong><br /><span class="muted small">{t.decidedBy(who, when)}</span></p>
        {note === '' ? null : <p class="lines"><strong>{t.noteWas}:</strong> {note}</p>}
        {undoing.error === undefined ? null : <DecisionFailure error={undoing.error} />}
        {choice === 'apply' ? <p class="muted">{t.noUndo}</p> : session.writes.includes(c.scope) ? (
          <div class="row no-print"><Button busy={undoing.busy} onClick={() => void undoing.run()}>{t.undo}</Button><span class="muted small">{t.undoHint}</span></div>
        ) : null}
      </div>
    </Section>
  );
}
