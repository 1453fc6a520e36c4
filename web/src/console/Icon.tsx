import type { IconName } from './navigation';

// Strokes on a 24 × 24 ground; the words beside them carry the meaning.
const strokes: Record<IconName, string> = {
  dashboard: 'M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z',
  cases: 'M9 4h6v3H9zM9 5.500H5V20h14V5.500h-4M8.500 13l2.500 2.500 4.500-5',
  clubs: 'M4 20v-9l8-6 8 6v9M4 20h16M10 20v-6h4v6',
  reminders: 'M6 16V11a6 6 0 0 1 12 0v5l1.500 2h-15zM10 20.500h4',
  phones: 'M7 3h10v18H7zM11 18h2',
  people: 'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c0-4 3-6 6.500-6s6.500 2 6.500 6M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14.500c2.200.8 3.500 2.700 3.500 5.500',
  import: 'M12 3v11M7.500 10l4.500 4.500 4.500-4.500M4 17v3h16v-3',
  export: 'M12 14.500V3.500M7.500 8L12 3.500 16.500 8M4 17v3h16v-3',
  bylaws: 'M6 3h9l4 4v14H6zM14.500 3v4.500H19M9 12h6M9 16h6',
  more: 'M5 7h14M5 12h14M5 17h14',
};

/** A small drawing beside a word. */
export function Icon({ name }: { name: IconName }) {
  return <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={strokes[name]} /></svg>;
}
