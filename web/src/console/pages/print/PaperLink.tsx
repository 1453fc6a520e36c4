import { useText } from '../../../text/catalogue';
import { printText } from './text';

/** What can be printed of a club. */
type PaperName = 'members' | 'attendance' | 'book' | 'loan' | 'slip';

/** Leads to the print of a paper. `about` says of which meeting, month or slip. */
export function PaperLink({ what, club, about = {} }: { what: PaperName; club: string; about?: Record<string, string> }) {
  const t = useText(printText);
  const query = new URLSearchParams(about).toString();
  return <a class="button no-print" href={`/console/print/${what}/${club}${query === '' ? '' : `?${query}`}`}>{t.papers(what)}</a>;
}
