import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { listBylaws, periods, type Period } from '../../../api/bylaws';
import { useText } from '../../../text/catalogue';
import { day, dayOf } from '../../../text/format';
import { Button, Empty, Loaded, Page, Section, useLoad, useToast } from '../../../ui';
import { ClubChoice } from '../../ClubChoice';
import { Editor } from './Editor';
import { LawFacts } from './LawFacts';
import { bylawsText } from './text';
import './bylaws.css';

/** What is being written: a new by-law after a model, or a correction. */
type Writing = { kind: 'new'; model?: Period['law'] | undefined } | { kind: 'correct'; law: Period['law'] };

/** A club's by-laws: the one in force, the one prepared, and those before. */
export default function Bylaws() {
  const t = useText(bylawsText);
  const { query, route } = useLocation();
  const club = query['club'] ?? '';
  return (
    <Page title={t.title} lead={t.lead}>
      <ClubChoice club={club} onChoose={(id) => route(`/console/bylaws?club=${id}`)} />
      {club === '' ? null : <OfClub key={club} club={club} />}
    </Page>
  );
}

function OfClub({ club }: { club: string }) {
  const t = useText(bylawsText);
  const say = useToast();
  const load = useLoad((signal) => listBylaws(club, signal), [club]);
  const [writing, setWriting] = useState<Writing>();
  const today = dayOf(new Date());
  const saved = (held: boolean) => {
    setWriting(undefined);
    say({ text: held ? t.held : t.saved });
    load.reload();
  };
  return (
    <Loaded load={load}>
      {(laws) => {
        const all = periods(laws, today);
        const now = all.find((p) => p.when === 'now');
        return (
          <>
            {writing === undefined ? <Overview all={all} onNew={() => setWriting({ kind: 'new', model: now?.law ?? laws[0] })} onCorrect={(law) => setWriting({ kind: 'correct', law })} />
              : <Editor club={club} laws={laws} writing={writing} today={today} onSaved={saved} onCancel={() => setWriting(undefined)} onStale={() => { setWriting(undefined); say({ text: t.stale, tone: 'bad' }); load.reload(); }} />}
          </>
        );
      }}
    </Loaded>
  );
}

interface OverviewProps {
  all: Period[];
  onNew: () => void;
  onCorrect: (law: Period['law']) => void;
}

function Overview({ all, onNew, onCorrect }: OverviewProps) {
  const t = useText(bylawsText);
  const now = all.filter((p) => p.when === 'now');
  const coming = all.filter((p) => p.when === 'coming').reverse();
  const past = all.filter((p) => p.when === 'past');
  return (
    <>
      <Section title={t.now} actions={<Button tone="main" onClick={onNew}>{t.prepare}</Button>}>
        {now.length === 0 ? <Empty title={t.none}><p>{t.noneHint}</p></Empty> : null}
        {now.map((p) => <One key={p.law.id} period={p} onCorrect={onCorrect} />)}
      </Section>
      {coming.length === 0 ? null : <Section title={t.coming}>{coming.map((p) => <One key={p.law.id} period={p} onCorrect={onCorrect} />)}</Section>}
      {past.length === 0 ? null : (
        <Section title={t.past}>
          {past.map((p) => (
            <details key={p.law.id} class="sheet">
              <summary>{time(t, p)}</summary>
              <LawFacts law={p.law} />
            </details>
          ))}
        </Section>
      )}
    </>
  );
}

function One({ period, onCorrect }: { period: Period; onCorrect: (law: Period['law']) => void }) {
  const t = useText(bylawsText);
  return (
    <div class="sheet stack">
      <div class="row bylaw-head">
        <h3>{time(t, period)}</h3>
        <Button label={t.correctOf(day(period.from))} onClick={() => onCorrect(period.law)}>{t.correct}</Button>
      </div>
      <LawFacts law={period.law} />
    </div>
  );
}

const time = (t: ReturnType<typeof useText<typeof bylawsText.vi>>, p: Period): string =>
  p.to === undefined ? t.from(day(p.from)) : t.fromTo(day(p.from), day(p.to));
