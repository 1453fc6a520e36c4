/** One bar for a share of a whole, with a mark where the target lies. Without a label it only repeats words beside it. */
export function ShareBar({ label, part, whole, target }: { label: string; part: number; whole: number; target?: number }) {
  const share = whole === 0 ? 0 : Math.min(1, part / whole);
  return (
    <svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
      <rect class="share-whole" width={100} height={6} />
      <rect class="share-part" width={100 * share} height={6} />
      {target === undefined ? null : <rect class="share-target" x={100 * target - 0.4} width={0.8} height={6} />}
    </svg>
  );
}
