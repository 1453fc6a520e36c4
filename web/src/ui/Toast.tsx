import { createContext, type ComponentChildren } from 'preact';
import { useContext, useRef, useState } from 'preact/hooks';
import { useText } from '../text/catalogue';
import { uiText } from './text';

/** A short message about what was just done. With an action ("undo") it stays until closed. */
interface Message {
  text: string;
  tone?: 'good' | 'bad';
  action?: { label: string; run: () => void };
}

const shownMs = 8_000;
const Saying = createContext<(message: Message) => void>(() => undefined);

/** Keeps the messages on the screen, in a region that screen readers follow. */
export function ToastProvider({ children }: { children: ComponentChildren }) {
  const t = useText(uiText);
  const [shown, setShown] = useState<(Message & { id: number })[]>([]);
  const count = useRef(0);
  const drop = (id: number) => setShown((old) => old.filter((m) => m.id !== id));
  const say = (message: Message) => {
    const id = ++count.current;
    setShown((old) => [...old.slice(-2), { ...message, id }]);
    if (message.action === undefined) setTimeout(() => drop(id), shownMs);
  };
  return (
    <Saying.Provider value={say}>
      {children}
      <div class="toasts no-print" role="status" aria-live="polite">
        {shown.map((m) => (
          <div key={m.id} class={`toast ${m.tone ?? 'good'}`}>
            <span>{m.text}</span>
            {m.action === undefined ? null : (
              <button type="button" class="toast-act" onClick={() => { drop(m.id); m.action?.run(); }}>{m.action.label}</button>
            )}
            <button type="button" class="toast-close" aria-label={t.close} onClick={() => drop(m.id)}>✕</button>
          </div>
        ))}
      </div>
    </Saying.Provider>
  );
}

/** Says a message: const say = useToast(); say({ text: t.saved }) */
export const useToast = () => useContext(Saying);
