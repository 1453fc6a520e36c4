import { useEffect, useId, useRef, useState } from 'preact/hooks';

const restMs = 300;

/**
 * A search field that asks once typing rests. It never rewrites what is typed, so Vietnamese keyboards work. Who has gone on to
 * another page meanwhile is not called back by his search: a page stays until the next one is loaded.
 */
export function Search({ label, initial = '', onSearch }: { label: string; initial?: string; onSearch: (text: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState(initial);
  const asked = useRef(initial);
  const here = useRef(location.pathname);
  const ask = () => {
    if (typed === asked.current || location.pathname !== here.current) return;
    asked.current = typed;
    onSearch(typed);
  };
  useEffect(() => {
    const timer = setTimeout(ask, restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <form role="search" class="search" onSubmit={(event) => { event.preventDefault(); ask(); }}>
      <label for={id} class="unseen">{label}</label>
      <input id={id} type="search" class="input" placeholder={label} defaultValue={initial} onInput={(event) => setTyped(event.currentTarget.value)} />
    </form>
  );
}
