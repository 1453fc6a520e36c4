/** After how long without a hand or a key a page is left alone: milliseconds. */
export const goneAfterMs = 10 * 60_000;

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'];

/**
 * Tells when nobody is before the page any more, and when somebody is again. What a page asks by itself counts as use of the
 * log-in, so a page that is left alone must ask nothing: else a log-in would never end for want of use. A page that is not looked
 * at is left at once. Gives what ends it.
 */
export function followAttention(come: () => void, leave: () => void): () => void {
  let here = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const away = () => {
    clearTimeout(timer);
    if (!here) return;
    here = false;
    leave();
  };
  const back = () => {
    if (document.hidden) return;
    clearTimeout(timer);
    timer = setTimeout(away, goneAfterMs);
    if (here) return;
    here = true;
    come();
  };
  const look = () => (document.hidden ? away() : back());
  for (const sign of signs) window.addEventListener(sign, back, { passive: true });
  document.addEventListener('visibilitychange', look);
  window.addEventListener('pagehide', away);
  window.addEventListener('pageshow', look);
  back();
  return () => {
    clearTimeout(timer);
    for (const sign of signs) window.removeEventListener(sign, back);
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('pagehide', away);
    window.removeEventListener('pageshow', look);
  };
}
