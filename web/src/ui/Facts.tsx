import type { ComponentChildren } from 'preact';

/** Names and values under each other: the particulars of one record. */
export function Facts({ facts }: { facts: { name: string; value: ComponentChildren }[] }) {
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <div key={fact.name} class="fact"><dt>{fact.name}</dt><dd>{fact.value}</dd></div>
      ))}
    </dl>
  );
}
