import { useRef, useState } from 'preact/hooks';
import { resolveCase, said, sidesOf, undoCase, type Case, type CaseFile, type Choice } from '../../../api/cases';
import type { Value, Values } from '../../../api/schema';
import { useText } from '../../../text/catalogue';
import { useLanguage } from '../../../text/language';
import { Badge, Button, SchemaForm, Section, showValue, useAction, useToast } from '../../../ui';
import { useRegistry } from '../../session';
import { caseText } from './caseText';
import { choiceText, whyText } from './choiceText';
import { DecisionFailure } from './DecisionFailure';
import { Note, openNote } from './Note';
import { fieldInQuestion, namesIn } from './words';

interface Props {
  file: CaseFile;
  /** Of two records, the one that stays and what it is given. */
  keep: string;
  values: Record<string, Value>;
  onDecided: () => void;
}

/** What can be decided, the suggestion first; each button says what it does. */
export function Decision({ file, keep, values, onDecided }: Props) {
  const t = useText(caseText);
  const say = useToast();
  const words = useWords(file);
  const note = useRef('');
  const box = useRef<HTMLDetailsElement>(null);
  const [noteFault, setNoteFault] = useState<string | undefined>(undefined);
  const [typing, setTyping] = useState(false);
  const deciding = useAction(async (choice: Choice, typed: Values | undefined) => {
    if (choice === 'return' && note.current.trim() === '') {
      setNoteFault(t.noteMissing);
      openNote(box.current);
      return;
    }
    const more = typed !== undefined ? { values: typed } : choice === 'join' ? { keep, values } : choice === 'void' ? { keep } : {};
    const { body } = await resolveCase(file.case, { choice, ...more, ...(note.current.trim() === '' ? {} : { note: note.current }) });
    say({ text: t.said(words.label(choice)), ...(choice === 'apply' ? {} : { action: { label: t.undo, run: () => void undo(body) } }) });
    onDecided();
  });
  const undo = async (decided: Case) => {
    const done = await undoCase(decided).catch(() => undefined);
    say(done === undefined ? { text: t.noUndo, tone: 'bad' } : { text: t.undone });
  };
  const suggested = file.case.suggestion?.choice;
  const choices = [...file.choices].sort((a, b) => Number(b === suggested) - Number(a === suggested));
  const field = fieldInQuestion(file.case, useRegistry());
  return (
    <Section title={t.decide}>
      {suggested === undefined ? <p class="muted">{words.advice}</p> : null}
      <div class="decision">
        <ul class="choices">
          {choices.map((choice) => (
            <li key={choice} class={choice === suggested ? 'choice suggested' : 'choice'}>
              {choice === suggested ? <p><Badge tone="good">{t.suggested}</Badge> <span class="small">{t.because(words.why)}</span></p> : null}
              <Button tone={choice === suggested ? 'main' : 'quiet'} busy={deciding.busy} onClick={() => (choice === 'values' ? setTyping(!typing) : void deciding.run(choice, undefined))}>{words.label(choice)}</Button>
              <p class="muted small">{words.effect(choice)}</p>
              {choice === 'values' && typing && field !== undefined ? (
                <SchemaForm fields={[{ ...field, required: true }]} values={typedFirst(file, field.name)} submit={t.saveValue} onCancel={() => setTyping(false)}
                  onSubmit={(typed) => deciding.run('values', typed)} />
              ) : null}
            </li>
          ))}
        </ul>
        <Note frame={box} fault={noteFault} onInput={(text) => { note.current = text; setNoteFault(undefined); }} />
        {deciding.error === undefined ? null : <DecisionFailure error={deciding.error} />}
      </div>
    </Section>
  );
}

/** What stands in the form for another value: the one that stands in the record. */
function typedFirst(file: CaseFile, name: string): Values {
  const value = file.subject?.fields[name];
  return value === undefined ? {} : { [name]: value };
}

interface Words {
  label: (choice: Choice) => string;
  effect: (choice: Choice) => string;
  why: string;
  advice: string;
}

/** The words of the choices for this kind of case. */
function useWords(file: CaseFile): Words {
  const t = useText(caseText);
  const choices = useText(choiceText);
  const named = useValueOf(file);
  const reasons = useText(whyText);
  const kind = said(file.case, 'kind');
  const find = (key: string): string => choices[key as keyof typeof choices] ?? '';
  const plain = (choice: Choice): string => (kind === 'delete-edit' ? fateOf(file, choice) : choice);
  const word = (choice: Choice, more: string): string => find(`${kind}:${choice}${more}`) || find(`${plain(choice)}${more}`);
  const why = file.case.suggestion?.why ?? '';
  return {
    label: (choice) => (named(choice) === '' ? word(choice, '') : `${word(choice, '+')} «${named(choice)}»`),
    effect: (choice) => word(choice, '?'),
    why: reasons[why as keyof typeof reasons] ?? '',
    advice: kind === 'orphan' ? reasons.waits.charAt(0).toUpperCase() + reasons.waits.slice(1) + '.' : t.ask,
  };
}

/** Of a field in conflict, the value that a choice takes, if it is short enough for a button. */
function useValueOf(file: CaseFile): (choice: Choice) => string {
  const { language } = useLanguage();
  const registry = useRegistry();
  const field = fieldInQuestion(file.case, registry);
  const names = namesIn(file, registry, language);
  const sides = sidesOf(file.case);
  return (choice) => {
    const side = choice === 'standing' ? sides[0] : choice === 'incoming' ? sides[sides.length - 1] : undefined;
    if (field === undefined || side?.value === undefined || said(file.case, 'kind') !== 'field-conflict') return '';
    const text = showValue(field, side.value, language, names);
    return text.length > 60 ? '' : text;
  };
}

/** Of a record that one deleted and another edited: whether a choice keeps or removes it. */
function fateOf(file: CaseFile, choice: Choice): string {
  const sides = sidesOf(file.case);
  const side = choice === 'standing' ? sides[0] : choice === 'incoming' ? sides[sides.length - 1] : undefined;
  if (side === undefined) return choice;
  return side.word === 'deleted' ? 'remove' : 'keep';
}
