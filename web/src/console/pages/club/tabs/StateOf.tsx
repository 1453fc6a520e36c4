import type { Loan } from '../../../../api/money';
import { useText } from '../../../../text/catalogue';
import { number } from '../../../../text/format';
import { Badge } from '../../../../ui';
import { loansText } from './loansText';

/** The states of a loan. */
export const states = ['running', 'extended', 'frozen', 'writtenOff', 'repaid', 'cancelled'] as const;

/** How a loan stands, in a word; how late, beside it. */
export function StateOf({ loan }: { loan: Loan }) {
  const t = useText(loansText);
  const word = states.find((s) => s === loan.state);
  return (
    <>
      <Badge tone={loan.state === 'repaid' ? 'good' : 'plain'}>{word === undefined ? loan.state : t[word]}</Badge>
      {loan.daysLate === 0 ? null : <small><Badge tone={loan.daysLate > 30 ? 'bad' : 'warn'}>{t.late(number(loan.daysLate))}</Badge></small>}
    </>
  );
}
