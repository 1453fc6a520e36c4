import { useEffect, useRef, useState } from 'preact/hooks';

/** A page of a keyset listing, as every listing of the API answers. */
interface Slice<T> {
  items: T[];
  next?: string;
}

interface Listing<T> {
  items: T[];
  next: string | undefined;
  busy: boolean;
  error: unknown;
  /** True until the first page is there. */
  fresh: boolean;
  /** Reads the next page; of a listing that has none yet, the first. */
  more: () => void;
  reload: () => void;
}

/** Reads a listing page by page, from the start whenever `keys` change. */
export function useListing<T>(read: (cursor: string | undefined, signal: AbortSignal) => Promise<Slice<T>>, keys: readonly unknown[]): Listing<T> {
  const [state, setState] = useState({ items: [] as T[], next: undefined as string | undefined, busy: true, error: undefined as unknown, fresh: true });
  const [turn, setTurn] = useState(0);
  const current = useRef(new AbortController());
  const fetchPage = (cursor: string | undefined) => {
    const { signal } = current.current;
    setState((old) => ({ ...old, busy: true, error: undefined }));
    read(cursor, signal).then(
      (page) => {
        if (signal.aborted) return;
        setState((old) => ({ items: cursor === undefined ? page.items : [...old.items, ...page.items], next: page.next, busy: false, error: undefined, fresh: false }));
      },
      (error: unknown) => { if (!signal.aborted) setState((old) => ({ ...old, error, busy: false })); },
    );
  };
  useEffect(() => {
    current.current = new AbortController();
    setState((old) => ({ ...old, next: undefined })); // what follows belongs to the listing before
    fetchPage(undefined);
    return () => current.current.abort();
  }, [...keys, turn]);
  return { ...state, more: () => fetchPage(state.next), reload: () => setTurn((n) => n + 1) };
}
