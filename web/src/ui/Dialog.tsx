import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useText } from '../text/catalogue';
import { uiText } from './text';

interface Props {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** A modal question. Rendered means open; Esc closes it; the focus goes in, and afterwards back to where it was. */
export function Dialog({ title, onClose, children }: Props) {
  const t = useText(uiText);
  const frame = useRef<HTMLDialogElement>(null);
  const name = useId();
  useEffect(() => {
    const before = document.activeElement;
    frame.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={frame} class="dialog" aria-labelledby={name} onCancel={(event) => { event.preventDefault(); onClose(); }} onClose={onClose}>
      <header class="dialog-head">
        <h2 id={name}>{title}</h2>
        <button type="button" class="button quiet dialog-close" aria-label={t.close} onClick={onClose}>✕</button>
      </header>
      {children}
    </dialog>
  );
}
