import { useText } from '../text/catalogue';
import { Button } from './Button';
import { uiText } from './text';

/** Asks for the next page of a keyset listing; nothing where there is none. */
export function Pager({ next, busy, onMore }: { next: string | undefined; busy: boolean; onMore: () => void }) {
  const t = useText(uiText);
  if (next === undefined || next === '') return null;
  return <div class="pager no-print"><Button busy={busy} onClick={onMore}>{busy ? t.loading : t.more}</Button></div>;
}
