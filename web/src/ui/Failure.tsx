import { ApiError } from '../api/client';
import { useText } from '../text/catalogue';
import { Button } from './Button';
import { uiText } from './text';

/** What happened and what to do next, in a sentence; codes are for the log alone. */
export function useFailureText(): (error: unknown) => string {
  const t = useText(uiText);
  return (error) => {
    if (!(error instanceof ApiError)) return t.again;
    if (error.status === 0) return t.offline;
    if (error.status === 412) return t.stale;
    const faults = error.faults.filter((f) => f.field === undefined || f.field === '').map((f) => f.message);
    return [error.title === '' ? t.again : error.title, ...faults].join(' ');
  };
}

/** Says that something failed. Screen readers say it at once. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useText(uiText);
  const tell = useFailureText();
  return (
    <div class="failure" role="alert">
      <p><strong>{t.failed}.</strong> {tell(error)}</p>
      {error instanceof ApiError && error.code === 'factor-required' ? <a class="button" href="/console/account">{t.setFactor}</a> : null}
      {onRetry === undefined ? null : <Button onClick={onRetry}>{t.retry}</Button>}
    </div>
  );
}
