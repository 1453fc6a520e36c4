import type { ComponentChildren } from 'preact';

/** A word of state. Its colour only repeats what the word says. */
export function Badge({ tone = 'plain', children }: { tone?: 'plain' | 'good' | 'warn' | 'bad'; children: ComponentChildren }) {
  return <span class={`badge ${tone}`}>{children}</span>;
}
