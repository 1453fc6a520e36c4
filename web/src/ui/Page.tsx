import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  title: string;
  /** One sentence under the title: what this page is for, or what it counts. */
  lead?: ComponentChildren;
  /** Buttons and links of the whole page, right of the title. */
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** Frames a page: its one <h1>, which gets the focus when the page is opened, and the window's title. */
export function Page({ title, lead, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Bếp Lửa`;
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <article class="page">
      <header class="page-head">
        <div class="page-title">
          <h1 ref={heading} tabIndex={-1}>{title}</h1>
          {lead === undefined ? null : <p class="lead">{lead}</p>}
        </div>
        {actions === undefined ? null : <div class="actions no-print">{actions}</div>}
      </header>
      {children}
    </article>
  );
}

/** A part of a page under a heading of its own. */
export function Section({ title, actions, children }: { title: string; actions?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="section">
      <header class="section-head">
        <h2>{title}</h2>
        {actions === undefined ? null : <div class="actions no-print">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
