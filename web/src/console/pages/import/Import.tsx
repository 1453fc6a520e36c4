import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { importMembers, planImport, type ImportPlan, type Wish } from '../../../api/imports';
import { ApiError } from '../../../api/client';
import { fileAddress } from '../../../api/exports';
import { useText } from '../../../text/catalogue';
import { Button, Failure, Page, useAction, useToast } from '../../../ui';
import { ClubChoice } from './ClubChoice';
import { Done } from './Done';
import { FileForm } from './FileForm';
import { Report } from './Report';
import { importText } from './text';
import './import.css';

/** What is being imported: the wish, and the plan with its tag. */
interface Trial {
  wish: Wish;
  plan: ImportPlan;
  tag: string;
}

/** Brings a list of members into a club: choose the file, read the dry run, import. */
export default function Import() {
  const t = useText(importText);
  const { query, route } = useLocation();
  const club = query['club'] ?? '';
  const [trial, setTrial] = useState<Trial>();
  const [done, setDone] = useState<ImportPlan>();
  const again = () => { setTrial(undefined); setDone(undefined); };
  const choose = (id: string) => { again(); route(`/console/import?club=${id}`); };
  return (
    <Page title={t.title} lead={t.lead}>
      <ClubChoice club={club} onChoose={choose} />
      {club === '' ? null
        : done !== undefined ? <Done plan={done} club={club} onAgain={again} />
          : trial !== undefined ? <Trying trial={trial} onTrial={setTrial} onDone={setDone} onAgain={again} />
            : <FileForm club={club} sample={fileAddress(['member'], 'xlsx', club)} onPlan={(wish, plan, tag) => setTrial({ wish, plan, tag })} />}
    </Page>
  );
}

interface TryingProps {
  trial: Trial;
  onTrial: (trial: Trial) => void;
  onDone: (plan: ImportPlan) => void;
  onAgain: () => void;
}

/** The report of the dry run, and the import. A club that changed meanwhile is looked at anew. */
function Trying({ trial, onTrial, onDone, onAgain }: TryingProps) {
  const t = useText(importText);
  const say = useToast();
  const fresh = trial.plan.counts.new;
  const doing = useAction(async () => {
    try {
      onDone((await importMembers(trial.wish, trial.tag)).body);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 412) throw error;
      const { body, etag } = await planImport(trial.wish);
      onTrial({ wish: trial.wish, plan: body, tag: etag });
      say({ text: t.changed, tone: 'bad' });
    }
  });
  return (
    <>
      <Report file={trial.wish.file.name} plan={trial.plan} />
      {doing.error === undefined ? null : <Failure error={doing.error} />}
      <div class="row import-actions no-print">
        {fresh === 0 ? null : <Button tone="main" busy={doing.busy} onClick={() => void doing.run()}>{doing.busy ? t.importing : t.importNow(fresh)}</Button>}
        <Button onClick={onAgain}>{t.otherFile}</Button>
        {fresh === 0 ? <span class="muted">{t.nothingNew}</span> : null}
        {fresh > 0 && trial.plan.counts.faulty > 0 ? <span class="muted">{t.restLater(trial.plan.counts.faulty)}</span> : null}
      </div>
    </>
  );
}
