import { useEffect, useRef } from 'preact/hooks';
import { followAttention } from '../../attention';

/** Does something again and again while a page waits for a phone, as long as somebody is before it. */
export function useEvery(ms: number, waits: boolean, act: () => void) {
  const now = useRef(act);
  now.current = act;
  useEffect(() => {
    if (!waits) return undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    const begin = () => { timer = setInterval(() => now.current(), ms); };
    begin();
    const end = followAttention(begin, () => clearInterval(timer));
    return () => {
      end();
      clearInterval(timer);
    };
  }, [ms, waits]);
}
