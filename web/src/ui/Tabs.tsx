/** One tab: a link, so that it has an address, can be opened apart and found again. */
export interface Tab {
  href: string;
  label: string;
  count?: string;
}

/** Switches between the parts of a page. `current` is the address of the tab shown. */
export function Tabs({ label, tabs, current }: { label: string; tabs: Tab[]; current: string }) {
  return (
    <nav class="tabs no-print" aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} class="tab" aria-current={tab.href === current ? 'page' : undefined}>
          {tab.label}{tab.count === undefined ? null : <span class="tab-count">{tab.count}</span>}
        </a>
      ))}
    </nav>
  );
}
