import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { useText } from '../text/catalogue';
import { Icon } from './Icon';
import { entries, isOpen, thumbEntries } from './navigation';
import { shellText } from './text';
import { Who } from './Who';

/** The frame around every page: navigation at the side, or on narrow screens at the bottom. */
export function Shell({ onLogOut, children }: { onLogOut: () => void; children: ComponentChildren }) {
  const t = useText(shellText);
  const { path } = useLocation();
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  return (
    <div class={open ? 'shell nav-open' : 'shell'} onKeyDown={(event) => { if (event.key === 'Escape') setOpen(false); }}>
      <a class="skip" href="#content">{t.skip}</a>
      <header class="brand no-print">
        <a href="/console/" class="brand-link">
          <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
            <path class="flame" d="M17 2c1 5-3 7-5.500 10.500C9 16 8 18.500 8 21a8 8 0 0 0 16 0c0-4-2-6.500-3.500-8.500-.3 2-1 3.200-2.300 4C19 12 20 7 17 2z" />
            <path class="glow" d="M16.300 17c.4 2.300-3.300 3.400-3.300 6.500a3.500 3.500 0 0 0 7 0c0-2.700-2.200-3.800-3.700-6.500z" />
          </svg>
          <span><strong>{t.product}</strong><small>{t.tagline}</small></span>
        </a>
      </header>
      <nav class="nav no-print" aria-label={t.menu}>
        <ul class="nav-list">
          {entries.map((entry, at) => (
            <li key={entry.href} class={at < thumbEntries ? 'nav-item thumb' : 'nav-item'}>
              <a href={entry.href} aria-current={isOpen(entry, path) ? 'page' : undefined}>
                <Icon name={entry.icon} />
                <span class="nav-long">{t[entry.label]}</span>
                <span class="nav-short" aria-hidden="true">{t[entry.short ?? entry.label]}</span>
              </a>
            </li>
          ))}
        </ul>
        <Who onLogOut={onLogOut} />
        <button type="button" class="nav-more" aria-expanded={open} onClick={() => setOpen(!open)}><Icon name="more" />{open ? t.fewer : t.more}</button>
      </nav>
      <main id="content" class="content" tabIndex={-1}>{children}</main>
    </div>
  );
}
