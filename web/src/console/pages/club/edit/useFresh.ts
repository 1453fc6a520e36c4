import { readRecord, type Rec } from '../../../../api/records';
import { useFailureText, useToast } from '../../../../ui';

/** Reads a record as it is now, before it is corrected. Why it could not be read is said. */
export function useFresh(scope: string): (id: string, then: (record: Rec) => void) => void {
  const say = useToast();
  const tell = useFailureText();
  return (id, then) => void readRecord(scope, id).then((answer) => then(answer.body), (error: unknown) => say({ text: tell(error), tone: 'bad' }));
}
