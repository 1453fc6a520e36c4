import { useEffect, useRef } from 'preact/hooks';
import { isTyping } from './useRowKeys';

interface Ways {
  next: () => void;
  previous: () => void;
  list: () => void;
}

/** j and k go to the next and the previous case, u up to the list. */
export function useCaseKeys(ways: Ways): void {
  const now = useRef(ways);
  now.current = ways;
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === 'j') now.current.next();
      if (event.key === 'k') now.current.previous();
      if (event.key === 'u') now.current.list();
    };
    document.addEventListener('keydown', go);
    return () => document.removeEventListener('keydown', go);
  }, []);
}
