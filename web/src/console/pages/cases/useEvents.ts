import { useEffect, useRef } from 'preact/hooks';

/** Something was written in a scope. `cases` says that cases changed. */
export interface Written {
  scope: string;
  cases: boolean;
}

/**
 * Calls back whenever cases change on the server. The browser connects again by itself when the line breaks. Only a page that is
 * looked at holds a line: over HTTP/1.1 a browser has six for all its tabs, and pages that were left are kept with theirs.
 */
export function useEvents(onCases: (what: Written | undefined) => void): void {
  const hear = useRef(onCases);
  hear.current = onCases;
  useEffect(() => {
    let source: EventSource | undefined;
    const open = () => {
      source = new EventSource('/api/v1/events');
      source.addEventListener('written', (event) => {
        const what = JSON.parse((event as MessageEvent<string>).data) as Written;
        if (what.cases) hear.current(what);
      });
      source.addEventListener('missed', () => hear.current(undefined));
    };
    const close = () => {
      source?.close();
      source = undefined;
    };
    const follow = () => {
      if (document.hidden) return close();
      if (source !== undefined) return;
      open();
      hear.current(undefined); // whatever was written meanwhile
    };
    open();
    document.addEventListener('visibilitychange', follow);
    window.addEventListener('pagehide', close);
    window.addEventListener('pageshow', follow);
    return () => {
      close();
      document.removeEventListener('visibilitychange', follow);
      window.removeEventListener('pagehide', close);
      window.removeEventListener('pageshow', follow);
    };
  }, []);
}
