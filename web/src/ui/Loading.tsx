import { useText } from '../text/catalogue';
import { uiText } from './text';

/** Stands where a listing will be, while its first page is read. */
export function Loading({ busy }: { busy: boolean }) {
  const t = useText(uiText);
  return busy ? <p class="loading" role="status">{t.loading}</p> : null;
}
