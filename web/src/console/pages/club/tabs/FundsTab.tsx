import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { readFunds, type Fund } from '../../../../api/money';
import { clubScope } from '../../../../api/records';
import { useText } from '../../../../text/catalogue';
import { dayOf, money, number } from '../../../../text/format';
import { Button, Empty, Loaded, Section, Stat, Stats, useLoad } from '../../../../ui';
import { RecordDialog } from '../edit/RecordDialog';
import { CashBook } from './CashBook';
import { fundsText } from './fundsText';
import { bookAddress, type TabProps } from './tab';

/** What the two funds hold, and the book of one month of one of them. */
export function FundsTab(props: TabProps) {
  const { club } = props;
  const t = useText(fundsText);
  const { query } = useLocation();
  const [opening, setOpening] = useState(false);
  const funds = useLoad((signal) => readFunds(club.id, signal), [club.id]);
  const month = query['month'] ?? dayOf(new Date()).slice(0, 7);
  const close = () => setOpening(false);
  return (
    <div class="stack">
      <Loaded load={funds}>
        {({ items, asOf }) => (items.length === 0
          ? <Empty title={t.none}><p>{t.noneHint}</p><Button onClick={() => setOpening(true)}>{t.open}</Button></Empty>
          : (
            <>
              <Section title={t.funds} actions={items.length < 2 ? <Button onClick={() => setOpening(true)}>{t.open}</Button> : undefined}>
                <Stats>{items.map((fund) => (
                  <Stat key={fund.id} label={nameOf(t, fund)} value={money(fund.balance)} asOf={asOf} tone={fund.balance < 0 ? 'bad' : 'plain'}
                    href={bookAddress(club.id, fund.kind, month)}>
                    <p class="stat-of">{t.entries(number(fund.entries))}</p>
                  </Stat>
                ))}</Stats>
              </Section>
              {chosen(items, query['fund']).map((fund) => (
                <CashBook key={`${fund.id} ${month}`} {...props} fund={fund} title={t.book(nameOf(t, fund))} month={month} onChanged={funds.reload} />
              ))}
            </>
          ))}
      </Loaded>
      {opening ? <RecordDialog club={club.id} scope={clubScope(club.id)} type="fundAccount" title={t.open} onClose={close} onDone={() => { close(); funds.reload(); }} /> : null}
    </div>
  );
}

/** The fund whose book is open: the one that the address names, else the first. */
const chosen = (funds: Fund[], kind: string | undefined): Fund[] => [funds.find((f) => f.kind === kind) ?? funds[0]].filter((f) => f !== undefined);

const nameOf = (t: ReturnType<typeof useText<typeof fundsText.vi>>, fund: Fund): string => (fund.kind === 'income' ? t.income : t.activity);

