import { readWholeBook } from '../../../api/money';
import { allRecords, clubScope } from '../../../api/records';
import { day, number } from '../../../text/format';
import { Loaded, useLoad } from '../../../ui';
import { useRegistry } from '../../session';
import { party, reason } from './entries';
import { asked, FundChoice, useFundLabel } from './FundChoice';
import { AsOf, holder, Paper, Ruled } from './Paper';
import { paper } from './papers';
import { namesOf } from './people';
import type { PaperProps } from './paperProps';

/** A fund's cash book for one month. */
export function BookMonth({ club, query, choose }: PaperProps) {
  const at = asked(query);
  const registry = useRegistry();
  const fund = useFundLabel();
  const load = useLoad(async (signal) => ({
    book: await readWholeBook(club.id, at.kind, at.month, signal),
    names: namesOf(await allRecords(clubScope(club.id), 'member', {}, signal)),
  }), [club.id, at.kind, at.month]);
  const signers = [paper.signers.treasurer, paper.signers.accountant, paper.signers.head];
  const names = Object.fromEntries([['treasurer', 0], ['accountant', 1], ['head', 2]].map(([role, n]) => [signers[Number(n)], holder(club, String(role))]));
  return (
    <>
      <div class="no-print paper-tools"><FundChoice at={at} choose={choose} /></div>
      <Loaded load={load}>
        {({ book, names: people }) => (
          <Paper club={club} title={paper.book.title(fund(at.kind, 'vi').toLocaleLowerCase('vi'))} signers={signers} names={names}
            under={<><p>{paper.book.month(book.month)}</p><AsOf on={book.asOf} /></>}>
            <Ruled heads={paper.book.heads} figures={[3, 4, 5]} foot={['', '', paper.book.sums, number(book.received), number(book.paid), number(book.closing)]} rows={[
              ['', '', paper.book.opening, '', '', number(book.opening)],
              ...book.lines.map((line) => {
                const amount = number(Number(line.fields['amount']));
                const [who, why] = [party(line, people), reason(line, registry)];
                return [day(String(line.fields['date'])), String(line.fields['slipNo'] ?? ''), who === '' ? why : `${why} – ${who}`,
                  line.fields['direction'] === 'in' ? amount : '', line.fields['direction'] === 'out' ? amount : '', number(line.balance)];
              }),
            ]} />
          </Paper>
        )}
      </Loaded>
    </>
  );
}
