import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useErrorBoundary } from 'preact/hooks';
import { useText } from '../text/catalogue';
import { Button, Empty, Page } from '../ui';
import { shellText } from './text';

/** Stands in for a page that threw, so that the navigation goes on working. Another address is another try. */
export function Broken({ children }: { children: ComponentChildren }) {
  const t = useText(shellText);
  const { path } = useLocation();
  const [error, forget] = useErrorBoundary();
  useEffect(() => forget(), [path]);
  if (error === undefined) return <>{children}</>;
  return (
    <Page title={t.broken}>
      <Empty title={t.brokenHint}><Button tone="main" onClick={() => window.location.reload()}>{t.reload}</Button></Empty>
    </Page>
  );
}
