import { useState } from 'preact/hooks';
import type { Fate, ImportLine, ImportPlan } from '../../../api/imports';
import { useText } from '../../../text/catalogue';
import { Badge, Empty, Section, Stat, Stats, Table, type Column } from '../../../ui';
import { importText } from './text';

const fates: Fate[] = ['faulty', 'new', 'exists', 'repeated', 'skipped'];
const tones = { faulty: 'bad', new: 'good', exists: 'plain', repeated: 'warn', skipped: 'plain' } as const;

/** What the dry run found: how many of each kind, how the columns were read, and line by line. */
export function Report({ file, plan }: { file: string; plan: ImportPlan }) {
  const t = useText(importText);
  const whole = fates.reduce((sum, fate) => sum + plan.counts[fate], 0);
  return (
    <Section title={t.report(file)}>
      <Stats>
        {fates.map((fate) => plan.counts[fate] === 0 && fate !== 'new' ? null : (
          <Stat key={fate} label={t.fates(fate)} value={String(plan.counts[fate])} tone={tones[fate]} of={{ part: plan.counts[fate], whole, unit: t.lines }} />
        ))}
      </Stats>
      <Understood plan={plan} />
      <Lines plan={plan} />
    </Section>
  );
}

/** How the heading was read. */
function Understood({ plan }: { plan: ImportPlan }) {
  const t = useText(importText);
  return (
    <details class="sheet" open={plan.unknown.length > 0 || plan.notes.length > 0}>
      <summary>{t.understood(plan.columns.length)}</summary>
      <div class="stack understood">
        <ul class="columns">
          {plan.columns.map((c) => <li key={c.column}><span class="muted">{t.column(c.column)}</span> {c.heading} → <strong>{c.label}</strong></li>)}
        </ul>
        {plan.unknown.length === 0 ? null : <p>{t.unknown} <strong>{plan.unknown.join(', ')}</strong></p>}
        {plan.notes.map((note) => <p key={note}>{note}</p>)}
      </div>
    </details>
  );
}

/** The lines, of one fate or of all; those with something wrong come first. */
function Lines({ plan }: { plan: ImportPlan }) {
  const t = useText(importText);
  const [shown, setShown] = useState<Fate | ''>(plan.counts.faulty > 0 ? 'faulty' : '');
  const rows = plan.lines.filter((l) => shown === '' || l.fate === shown);
  const columns: Column<ImportLine>[] = [
    { key: 'name', head: t.person, cell: (l) => <>{l.name ?? '–'}<small>{t.line(l.number)}{l.born === undefined ? null : ` · ${t.born(l.born)}`}</small></> },
    { key: 'about', head: t.about, cell: (l) => <About line={l} /> },
  ];
  return (
    <>
      <div class="chips no-print" role="group" aria-label={t.show}>
        <Chip on={shown === ''} onPick={() => setShown('')}>{t.all(plan.lines.length)}</Chip>
        {fates.filter((fate) => plan.counts[fate] > 0).map((fate) => (
          <Chip key={fate} on={shown === fate} onPick={() => setShown(fate)}>{t.fates(fate)} ({plan.counts[fate]})</Chip>
        ))}
      </div>
      <Table caption={t.linesCaption} columns={columns} rows={rows} rowKey={(l) => String(l.number)} empty={<Empty title={t.noLines} />} />
    </>
  );
}

function Chip({ on, onPick, children }: { on: boolean; onPick: () => void; children: preact.ComponentChildren }) {
  return <button type="button" class="button chip" aria-pressed={on} onClick={onPick}>{children}</button>;
}

/** What is wrong with a line, cell by cell, and what was understood. */
function About({ line }: { line: ImportLine }) {
  const t = useText(importText);
  return (
    <ul class="import-notes">
      <li><Badge tone={tones[line.fate]}>{t.fates(line.fate)}</Badge></li>
      {line.faults?.map((f) => (
        <li key={`${f.cell}${f.message}`}>
          {f.cell === undefined ? null : <strong>{t.cell(f.cell)} </strong>}
          {f.written === undefined ? null : <span class="muted">“{f.written}”: </span>}
          {f.message}
        </li>
      ))}
      {line.notes?.map((note) => <li key={note} class="muted">{note}</li>)}
    </ul>
  );
}
