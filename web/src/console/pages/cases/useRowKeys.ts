import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Says whether keys belong to what is being typed or chosen. */
export const isTyping = (event: KeyboardEvent): boolean =>
  event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof HTMLElement && event.target.closest('input, select, textarea, dialog') !== null);

/** j and k move the focus from one case of the list to the next; Enter opens it, as it opens every link. */
export function useRowKeys(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      if (isTyping(event) || (event.key !== 'j' && event.key !== 'k')) return;
      const links = [...(frame.current?.querySelectorAll<HTMLElement>('.case-link') ?? [])];
      const at = links.findIndex((link) => link === document.activeElement);
      const next = links[at < 0 ? 0 : at + (event.key === 'j' ? 1 : -1)];
      next?.focus();
      next?.scrollIntoView({ block: 'nearest' });
    };
    document.addEventListener('keydown', move);
    return () => document.removeEventListener('keydown', move);
  }, []);
}
