import { useState } from 'preact/hooks';

/** Something that is done on the server at a person's word. */
interface Action<A extends unknown[]> {
  busy: boolean;
  error: unknown;
  /** Does it; a second call while the first is under way does nothing. */
  run: (...about: A) => Promise<void>;
  forget: () => void;
}

/** Wraps a change: busy while under way, the failure kept for <Failure>, never two at once. */
export function useAction<A extends unknown[]>(act: (...about: A) => Promise<void>): Action<A> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const run = async (...about: A) => {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await act(...about);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, run, forget: () => setError(undefined) };
}
