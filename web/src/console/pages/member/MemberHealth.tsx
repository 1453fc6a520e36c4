import { allRecords, healthScope } from '../../../api/records';
import { useText } from '../../../text/catalogue';
import { Loaded, Section, useLoad } from '../../../ui';
import { CheckTable } from '../club/tabs/CheckTable';
import { memberText } from './text';

/** What was measured of the person: for the health role alone. */
export function MemberHealth({ club, member }: { club: string; member: string }) {
  const t = useText(memberText);
  const load = useLoad((signal) => allRecords(healthScope(club), 'healthCheck', { field: 'member', value: member }, signal), [club, member]);
  return <Section title={t.health}><Loaded load={load}>{(checks) => <CheckTable checks={checks} />}</Loaded></Section>;
}
