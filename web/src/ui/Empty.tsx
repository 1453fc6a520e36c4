import type { ComponentChildren } from 'preact';

/** Stands where nothing is: says so, and what to do. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <svg class="empty-mark" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M17 3c1 5-3 7-5.500 10.500C9 17 8 19 8 21.500a8 8 0 0 0 16 0c0-4-2-6.500-3.500-8.500-.3 2-1 3.200-2.300 4C19 13 20 8 17 3z" />
      </svg>
      <p class="empty-title">{title}</p>
      {children === undefined ? null : <div class="empty-hint">{children}</div>}
    </div>
  );
}
