import type { shellText } from './text';

/** One entry of the main navigation. `short` is what fits under a thumb. */
export interface Entry {
  href: string;
  icon: IconName;
  label: keyof typeof shellText.vi & string;
  short?: keyof typeof shellText.vi & string;
}

export type IconName = 'dashboard' | 'cases' | 'clubs' | 'reminders' | 'phones' | 'people' | 'import' | 'export' | 'bylaws' | 'more';

/** How many entries stand in the bottom bar of a narrow screen; the others are behind "more". */
export const thumbEntries = 4;

export const entries: Entry[] = [
  { href: '/console/', icon: 'dashboard', label: 'dashboard' },
  { href: '/console/cases', icon: 'cases', label: 'cases', short: 'casesShort' },
  { href: '/console/clubs', icon: 'clubs', label: 'clubs', short: 'clubsShort' },
  { href: '/console/reminders', icon: 'reminders', label: 'reminders' },
  { href: '/console/phones', icon: 'phones', label: 'phones' },
  { href: '/console/people', icon: 'people', label: 'people' },
  { href: '/console/import', icon: 'import', label: 'imports' },
  { href: '/console/export', icon: 'export', label: 'exports' },
  { href: '/console/bylaws', icon: 'bylaws', label: 'bylaws' },
];

/** Whether an entry's page, or one below it, is open. */
export const isOpen = (entry: Entry, path: string): boolean =>
  entry.href === '/console/' ? path === '/console/' || path === '/console' : path === entry.href || path.startsWith(`${entry.href}/`);
