import { useText } from '../text/catalogue';
import { Empty, Page } from '../ui';
import { shellText } from './text';

/** The page of an address that is none. */
export function Lost() {
  const t = useText(shellText);
  return <Page title={t.lost}><Empty title={t.lostHint}><a class="button main" href="/console/">{t.home}</a></Empty></Page>;
}
