import type { ComponentChildren } from 'preact';

interface Props {
  title: string;
  foot?: ComponentChildren;
  children: ComponentChildren;
}

/** One matter of the first page, with the way to its list at the foot. */
export function Panel({ title, foot, children }: Props) {
  return (
    <section class="panel">
      <h2>{title}</h2>
      {children}
      {foot === undefined ? null : <div class="panel-foot">{foot}</div>}
    </section>
  );
}
