import { useEffect, useRef } from 'preact/hooks';
import { followAttention } from '../../attention';

/** Something was written in a scope. `cases` says that cases changed. */
export interface Written {
  scope: string;
  cases: boolean;
}

/**
 * Calls back whenever cases change on the server. The browser connects again by itself when the line breaks. Only a page that
 * somebody is before holds a line: over HTTP/1.1 a browser has six for all its tabs, and a line keeps the log-in alive.
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
    open();
    const end = followAttention(() => {
      open();
      hear.current(undefined); // whatever was written meanwhile
    }, close);
    return () => {
      end();
      close();
    };
  }, []);
}
