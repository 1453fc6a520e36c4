import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { readWholeBook, type Book, type Entry, type Fund } from '../../../../api/money';
import { clubScope } from '../../../../api/records';
import { fieldOf } from '../../../../api/schema';
import { useText } from '../../../../text/catalogue';
import { day, dayOf, money, monthYear } from '../../../../text/format';
import { useLanguage } from '../../../../text/language';
import { lastMonths, monthAfter } from '../../../../text/months';
import { Badge, Button, Empty, Loaded, optionLabel, Section, Stat, Stats, Table, useLoad, type Column } from '../../../../ui';
import { useRegistry } from '../../../session';
import { TakeBackDialog } from '../edit/AskDialogs';
import { PaperLink } from '../../print/PaperLink';
import { RecordDialog } from '../edit/RecordDialog';
import { bookAddress, type TabProps } from './tab';
import { fundsText } from './fundsText';

type Props = TabProps & { fund: Fund; title: string; month: string; onChanged: () => void };

/** One fund's cash book, a month at a time. */
export function CashBook({ club, refs, fund, title, month, onChanged }: Props) {
  const t = useText(fundsText);
  const { route } = useLocation();
  const [writing, setWriting] = useState(false);
  const book = useLoad((signal) => readWholeBook(club.id, fund.kind, month, signal), [club.id, fund.kind, month]);
  const changed = () => { setWriting(false); book.reload(); onChanged(); };
  const go = (to: string) => route(bookAddress(club.id, fund.kind, to), true);
  const actions = (
    <>
      <Button label={t.before} onClick={() => go(monthAfter(month, -1))}>←</Button>
      <MonthPicker key={month} month={month} onPick={go} />
      <Button label={t.after} onClick={() => go(monthAfter(month, 1))}>→</Button>
      <PaperLink what="book" club={club.id} about={{ kind: fund.kind, month }} />
      <PaperLink what="slip" club={club.id} about={{ kind: fund.kind, month }} />
      <Button tone="main" onClick={() => setWriting(true)}>{t.add}</Button>
    </>
  );
  return (
    <Section title={title} actions={actions}>
      <Loaded load={book}>
        {(now) => (
          <>
            <Stats>
              <Stat label={t.opening} value={money(now.opening)} /><Stat label={t.received} value={money(now.received)} />
              <Stat label={t.paid} value={money(now.paid)} /><Stat label={t.closing} value={money(now.closing)} asOf={now.asOf} />
            </Stats>
            <Lines club={club.id} book={now} names={refs.names} onChanged={changed} />
            <Checks book={now} />
          </>
        )}
      </Loaded>
      {writing ? <RecordDialog club={club.id} scope={clubScope(club.id)} type="fundTransaction" title={t.add} given={{ account: fund.id }}
        only={['date', 'direction', 'category', 'amount', 'slipNo', 'counterparty', 'member', 'duesMonth', 'meeting', 'note']} onClose={() => setWriting(false)} onDone={changed} /> : null}
    </Section>
  );
}

const monthsBack = 120;

/** The months of the last ten years, and the one that is open. */
function MonthPicker({ month, onPick }: { month: string; onPick: (month: string) => void }) {
  const t = useText(fundsText);
  const months = lastMonths(dayOf(new Date()), monthsBack);
  const all = months.includes(month) ? months : [month, ...months];
  return (
    <select class="input month" aria-label={t.month} onChange={(event) => onPick(event.currentTarget.value)}>
      {all.map((m) => <option key={m} value={m} selected={m === month}>{t.monthOf(monthYear(m))}</option>)}
    </select>
  );
}

function Lines({ club, book, names, onChanged }: { club: string; book: Book; names: TabProps['refs']['names']; onChanged: () => void }) {
  const t = useText(fundsText);
  const { language } = useLanguage();
  const category = fieldOf(useRegistry(), 'fundTransaction', 'category');
  const [taking, setTaking] = useState<Entry | undefined>(undefined);
  const of = (entry: Entry, field: string) => String(entry.fields[field] ?? '');
  const who = (entry: Entry) => of(entry, 'counterparty') || (names.get(of(entry, 'member')) ?? '');
  const amount = (direction: string) => (entry: Entry) => (of(entry, 'direction') === direction ? money(Number(entry.fields['amount'])) : '');
  const columns: Column<Entry>[] = [
    { key: 'date', head: t.dateAndSlip, cell: (e) => <><span class="nowrap">{day(of(e, 'date'))}</span><small>{of(e, 'slipNo')}</small></> },
    {
      key: 'category', head: t.category, cell: (e) => (
        <>{category === undefined ? '' : optionLabel(category, of(e, 'category'), language)}
          {who(e) === '' ? null : <small>{who(e)}</small>}
          {of(e, 'reverses') === '' ? null : <small><Badge tone="warn">{t.reversal}</Badge></small>}
          {e.reversal !== undefined ? <small><Badge>{t.reversed}</Badge></small> : null}</>
      ),
    },
    { key: 'in', head: t.in, kind: 'figure', cell: amount('in') },
    { key: 'out', head: t.out, kind: 'figure', cell: amount('out') },
    { key: 'balance', head: t.balance, kind: 'figure', cell: (e) => money(e.balance), wideOnly: true },
    {
      key: 'act', head: '', kind: 'action', cell: (e) => (of(e, 'reverses') !== '' || e.reversal !== undefined ? null
        : <Button label={t.takeBackWhat(of(e, 'slipNo'))} onClick={() => setTaking(e)}>{t.takeBack}</Button>),
    },
  ];
  return (
    <>
      <Table caption={t.book(book.month)} columns={columns} rows={book.lines} rowKey={(e) => e.id} empty={<Empty title={t.noLines}><p>{t.noLinesHint}</p></Empty>} />
      {taking === undefined ? null : (
        <TakeBackDialog scope={clubScope(club)} record={taking} what={t.takeBackWhat(of(taking, 'slipNo'))} onClose={() => setTaking(undefined)}
          onDone={() => { setTaking(undefined); onChanged(); }} />
      )}
    </>
  );
}

/** Whether the board's closing and the counts of the box say the same as the book. */
function Checks({ book }: { book: Book }) {
  const t = useText(fundsText);
  const word = (agrees: boolean) => <Badge tone={agrees ? 'good' : 'bad'}>{agrees ? t.agrees : t.differs}</Badge>;
  if (book.closings.length + book.counts.length === 0) return <p class="muted small">{t.notClosed}</p>;
  return (
    <ul class="stack small" aria-label={t.closings}>
      {book.closings.map((c) => <li key={c.id} class="row">{t.closed(money(Number(c.fields['closing'])))} {word(c.agrees)}</li>)}
      {book.counts.map((c) => <li key={c.id} class="row">{t.counted(money(Number(c.fields['counted'])), day(String(c.fields['date'])))} {word(c.agrees)}</li>)}
    </ul>
  );
}
