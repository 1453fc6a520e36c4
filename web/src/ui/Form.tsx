import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useText } from '../text/catalogue';
import { Button } from './Button';
import { Failure } from './Failure';
import { uiText } from './text';

interface Props {
  /** Gets what was typed, by the names of the controls. */
  onSubmit: (typed: FormData) => Promise<void> | void;
  submit: string;
  busy: boolean;
  error?: unknown;
  onCancel?: (() => void) | undefined;
  tone?: 'main' | 'danger';
  children: ComponentChildren;
}

/** A form: its controls, what went wrong, and its buttons. The browser checks nothing; we say it in our own words. */
export function Form({ onSubmit, submit, busy, error, onCancel, tone = 'main', children }: Props) {
  const t = useText(uiText);
  const form = useRef<HTMLFormElement>(null);
  const hand = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy || form.current === null) return;
    await onSubmit(new FormData(form.current));
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  return (
    <form ref={form} class="form" noValidate onSubmit={(event) => void hand(event)}>
      {children}
      {error === undefined ? null : <Failure error={error} />}
      <div class="form-actions">
        <Button type="submit" tone={tone} busy={busy}>{busy ? t.saving : submit}</Button>
        {onCancel === undefined ? null : <Button onClick={onCancel}>{t.cancel}</Button>}
      </div>
    </form>
  );
}
