import { useEffect } from 'preact/hooks';

/** Does something again and again while a page waits for a phone, but not behind the officer's back: only while it is looked at. */
export function useEvery(ms: number, waits: boolean, act: () => void) {
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(() => { if (document.visibilityState === 'visible') act(); }, ms);
    return () => clearInterval(timer);
  }, [ms, waits, act]);
}
