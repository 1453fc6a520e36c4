import { useEffect, useId, useRef, useState } from 'preact/hooks';

const restMs = 300;

/** A search field that asks once typing rests; it never rewrites what is typed, so Vietnamese keyboards work. */
export function Search({ label, initial = '', onSearch }: { label: string; initial?: string; onSearch: (text: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState(initial);
  const asked = useRef(initial);
  useEffect(() => {
    if (typed === asked.current) return;
    const timer = setTimeout(() => { asked.current = typed; onSearch(typed); }, restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <form role="search" class="search" onSubmit={(event) => { event.preventDefault(); asked.current = typed; onSearch(typed); }}>
      <label for={id} class="unseen">{label}</label>
      <input id={id} type="search" class="input" placeholder={label} defaultValue={initial} onInput={(event) => setTyped(event.currentTarget.value)} />
    </form>
  );
}
