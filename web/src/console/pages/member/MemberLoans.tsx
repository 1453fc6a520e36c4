import { allLoans } from '../../../api/money';
import { useText } from '../../../text/catalogue';
import { Loaded, Section, useLoad } from '../../../ui';
import { LoanTable } from '../club/tabs/LoansTab';
import { memberText } from './text';

/** What the person borrowed. */
export function MemberLoans({ club, member }: { club: string; member: string }) {
  const t = useText(memberText);
  const load = useLoad((signal) => allLoans(club, signal), [club]);
  return <Section title={t.loans}><Loaded load={load}>{(all) => <LoanTable club={club} loans={all.filter((loan) => loan.member === member)} />}</Loaded></Section>;
}
