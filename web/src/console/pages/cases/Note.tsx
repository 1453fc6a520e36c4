import type { RefObject } from 'preact';
import { useText } from '../../../text/catalogue';
import { TextField } from '../../../ui';
import { caseText } from './caseText';

interface Props {
  frame: RefObject<HTMLDetailsElement | null>;
  fault: string | undefined;
  onInput: (text: string) => void;
}

/** The officer's words to whoever wrote it; out of the way until they are wanted. */
export function Note({ frame, fault, onInput }: Props) {
  const t = useText(caseText);
  return (
    <details ref={frame} class="note-box">
      <summary>{t.addNote}</summary>
      <TextField name="note" label={t.note} hint={t.noteHint} lines maxLength={2000} fault={fault} onInput={onInput} />
    </details>
  );
}

/** Opens the note and goes there. */
export function openNote(frame: HTMLDetailsElement | null): void {
  if (frame === null) return;
  frame.open = true;
  frame.querySelector('textarea')?.focus();
}
