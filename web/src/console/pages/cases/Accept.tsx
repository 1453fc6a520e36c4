import { useState } from 'preact/hooks';
import { acceptCases, type Accepted, type Case } from '../../../api/cases';
import { useText } from '../../../text/catalogue';
import { number } from '../../../text/format';
import { useLanguage } from '../../../text/language';
import { Button, Dialog, Failure, useAction, useToast } from '../../../ui';
import { useRegistry } from '../../session';
import { conflictText } from './conflictText';
import { leave } from './order';
import { casesText } from './text';
import { fieldInQuestion, subjectName } from './words';

const atOnceMost = 50;

/** Decides many cases at once whose sides mean the same, and says of each what became of it. */
export function Accept({ cases, onDone }: { cases: Case[]; onDone: () => void }) {
  const t = useText(casesText);
  const [open, setOpen] = useState(false);
  const offered = cases.slice(0, atOnceMost);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.acceptMany(number(offered.length))}</Button>
      {open ? <AcceptDialog cases={offered} onClose={(did) => { setOpen(false); if (did) onDone(); }} /> : null}
    </>
  );
}

function AcceptDialog({ cases, onClose }: { cases: Case[]; onClose: (did: boolean) => void }) {
  const t = useText(casesText);
  const say = useToast();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(cases.map((c) => c.id)));
  const [done, setDone] = useState<ReadonlyMap<string, Accepted>>(new Map());
  const accepting = useAction(async () => {
    const { body } = await acceptCases(cases.filter((c) => chosen.has(c.id)));
    setDone(new Map(body.items.map((item) => [item.id, item])));
    for (const item of body.items) if (item.vector !== undefined) leave(item);
    say({ text: t.accepted(number(body.items.filter((item) => item.vector !== undefined).length)) });
  });
  const choose = (id: string, on: boolean) => setChosen(new Set(on ? [...chosen, id] : [...chosen].filter((other) => other !== id)));
  const close = () => onClose(done.size > 0);
  return (
    <Dialog title={t.acceptTitle} onClose={close}>
      <div class="stack">
        <p>{t.acceptLead}</p>
        <ul class="stack">
          {cases.map((c) => <Row key={c.id} c={c} chosen={chosen.has(c.id)} done={done.get(c.id)} busy={done.size > 0 || accepting.busy} onChoose={(on) => choose(c.id, on)} />)}
        </ul>
        {accepting.error === undefined ? null : <Failure error={accepting.error} />}
        <div class="form-actions">
          {done.size > 0 ? <Button tone="main" onClick={close}>{t.done}</Button>
            : <Button tone="main" busy={accepting.busy} disabled={chosen.size === 0} onClick={() => void accepting.run()}>{t.acceptNow(number(chosen.size))}</Button>}
        </div>
      </div>
    </Dialog>
  );
}

interface RowProps {
  c: Case;
  chosen: boolean;
  done: Accepted | undefined;
  busy: boolean;
  onChoose: (on: boolean) => void;
}

function Row({ c, chosen, done, busy, onChoose }: RowProps) {
  const t = useText(casesText);
  const told = useText(conflictText);
  const { language } = useLanguage();
  const registry = useRegistry();
  const name = subjectName(c, registry, language) || t.noName;
  const reason = done?.reason !== undefined && done.reason in told ? told[done.reason as keyof typeof told] : told.other;
  return (
    <li>
      <label class="check">
        <input type="checkbox" defaultChecked={chosen} disabled={busy} aria-label={t.acceptPick(name)} onChange={(event) => onChoose(event.currentTarget.checked)} />
        <span>{name}<br /><span class="muted small">{[fieldInQuestion(c, registry)?.label[language], c.about?.clubName].filter((s) => s !== undefined).join(' · ')}</span></span>
      </label>
      {done === undefined ? null : <p class="small" role="status">{done.vector === undefined ? `⚠ ${reason}` : `✓ ${t.acceptedRow}`}</p>}
    </li>
  );
}
