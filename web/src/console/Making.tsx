import { useText } from '../text/catalogue';
import { Empty, Page } from '../ui';
import { shellText } from './text';

/** Stands in for a page that is not made yet. */
export function Making({ title }: { title: string }) {
  const t = useText(shellText);
  return <Page title={title}><Empty title={t.making}><p>{t.makingHint}</p></Empty></Page>;
}
