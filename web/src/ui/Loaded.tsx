import type { ComponentChildren } from 'preact';
import { useText } from '../text/catalogue';
import { Failure } from './Failure';
import { uiText } from './text';
import type { Load } from './useLoad';

/** Shows what was loaded: a quiet line while waiting, the failure with "try again", or the thing itself. */
export function Loaded<T>({ load, children }: { load: Load<T>; children: (value: T) => ComponentChildren }) {
  const t = useText(uiText);
  if (load.value !== undefined) {
    return <>{load.error === undefined ? null : <Failure error={load.error} onRetry={load.reload} />}{children(load.value)}</>;
  }
  if (load.error !== undefined) return <Failure error={load.error} onRetry={load.reload} />;
  return <p class="loading" role="status">{t.loading}</p>;
}
