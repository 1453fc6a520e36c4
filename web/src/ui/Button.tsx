import type { ComponentChildren } from 'preact';

interface Props {
  children: ComponentChildren;
  /** main: the one thing to do here; quiet: beside it; danger: hard to take back. */
  tone?: 'main' | 'quiet' | 'danger';
  type?: 'button' | 'submit';
  /** A busy button stays readable and focusable, but does nothing. */
  busy?: boolean;
  disabled?: boolean;
  /** For screen readers, where the words alone do not say what it acts upon. */
  label?: string;
  onClick?: (event: MouseEvent) => void;
}

/** A real button. */
export function Button({ children, tone = 'quiet', type = 'button', busy = false, disabled = false, label, onClick }: Props) {
  return (
    <button type={type} class={`button ${tone}`} disabled={disabled} aria-disabled={busy} aria-busy={busy} aria-label={label}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}>
      {children}
    </button>
  );
}
