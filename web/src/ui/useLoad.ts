import { useCallback, useEffect, useState } from 'preact/hooks';

/** Something that is read from the server. `value` stays while it is read again. */
export interface Load<T> {
  value: T | undefined;
  error: unknown;
  busy: boolean;
  reload: () => void;
}

/** Reads something when a page opens and whenever `keys` change; an answer that comes too late is dropped. */
export function useLoad<T>(read: (signal: AbortSignal) => Promise<T>, keys: readonly unknown[]): Load<T> {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<Omit<Load<T>, 'reload'>>({ value: undefined, error: undefined, busy: true });
  useEffect(() => {
    const stop = new AbortController();
    setState((old) => ({ ...old, busy: true, error: undefined }));
    read(stop.signal).then(
      (value) => { if (!stop.signal.aborted) setState({ value, error: undefined, busy: false }); },
      (error: unknown) => { if (!stop.signal.aborted) setState((old) => ({ ...old, error, busy: false })); },
    );
    return () => stop.abort();
  }, [...keys, turn]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { ...state, reload };
}
