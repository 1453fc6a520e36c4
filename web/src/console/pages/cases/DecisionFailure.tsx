import { ApiError } from '../../../api/client';
import { useText } from '../../../text/catalogue';
import { Failure } from '../../../ui';
import { conflictText } from './conflictText';

/** Why a decision was not taken: in the words of its reason, and with what is wrong with values. */
export function DecisionFailure({ error }: { error: unknown }) {
  const t = useText(conflictText);
  if (!(error instanceof ApiError) || (error.status !== 409 && error.faults.length === 0)) return <Failure error={error} />;
  const reason = error.details['reason'] ?? '';
  const text = error.status === 409 ? t[(reason in t ? reason : 'other') as keyof typeof t] : error.faults.map((f) => f.message).join(' ');
  return <p class="failure" role="alert">{text}</p>;
}
