import { useEffect, useRef } from 'preact/hooks';

/** One tab: a link, so that it has an address, can be opened apart and found again. */
export interface Tab {
  href: string;
  label: string;
  count?: string;
}

/** Switches between the parts of a page. `current` is the address of the tab shown; on a narrow screen it is brought into view. */
export function Tabs({ label, tabs, current }: { label: string; tabs: Tab[]; current: string }) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => bar.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }), [current, tabs.length]);
  return (
    <nav ref={bar} class="tabs no-print" aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} class="tab" aria-current={tab.href === current ? 'page' : undefined}>
          {tab.label}{tab.count === undefined ? null : <span class="tab-count">{tab.count}</span>}
        </a>
      ))}
    </nav>
  );
}
