import { allRecords, clubScope } from '../../../api/records';
import { typeOf } from '../../../api/schema';
import { day, dayOf, dialled } from '../../../text/format';
import { Loaded, showValue, useLoad } from '../../../ui';
import { useRegistry } from '../../session';
import { AsOf, holder, Paper, Ruled } from './Paper';
import { paper } from './papers';
import { bornIn, membersOn, nameOf } from './people';
import type { PaperProps } from './paperProps';

/** The list of members. */
export function MemberList({ club }: PaperProps) {
  const today = dayOf(new Date());
  const load = useLoad((signal) => allRecords(clubScope(club.id), 'member', {}, signal), [club.id]);
  const ethnicity = typeOf(useRegistry(), 'member')?.fields.find((f) => f.name === 'ethnicity');
  return (
    <Loaded load={load}>
      {(all) => {
        const members = membersOn(all, today);
        const women = members.filter((m) => m.fields['sex'] === 'female').length;
        const old = members.filter((m) => bornIn(m) !== '' && Number(today.slice(0, 4)) - Number(bornIn(m)) >= 60).length;
        return (
          <Paper club={club} title={paper.members.title} under={<AsOf on={today} />} signers={[paper.signers.maker, paper.signers.head]}
            names={{ [paper.signers.head]: holder(club, 'head') }}>
            <Ruled heads={paper.members.heads} figures={[0]} rows={members.map((m, at) => [
              at + 1, nameOf(m), bornIn(m), m.fields['sex'] === 'male' ? 'x' : '', m.fields['sex'] === 'female' ? 'x' : '',
              ethnicity === undefined || m.fields['ethnicity'] === undefined ? '' : showValue(ethnicity, m.fields['ethnicity'], 'vi'),
              dialled(String(m.fields['phone'] ?? '')), day(String(m.fields['joinedOn'] ?? '')), '',
            ])} />
            <p>{paper.members.sum(members.length, women, old)}</p>
          </Paper>
        );
      }}
    </Loaded>
  );
}
