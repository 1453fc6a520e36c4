import { useEffect, useRef } from 'preact/hooks';

/** Something was written in a scope. `cases` says that cases changed. */
export interface Written {
  scope: string;
  cases: boolean;
}

/** Calls back whenever cases change on the server. The browser connects again by itself when the line breaks. */
export function useEvents(onCases: (what: Written | undefined) => void): void {
  const hear = useRef(onCases);
  hear.current = onCases;
  useEffect(() => {
    const source = new EventSource('/api/v1/events');
    source.addEventListener('written', (event) => {
      const what = JSON.parse((event as MessageEvent<string>).data) as Written;
      if (what.cases) hear.current(what);
    });
    source.addEventListener('missed', () => hear.current(undefined));
    return () => source.close();
  }, []);
}
