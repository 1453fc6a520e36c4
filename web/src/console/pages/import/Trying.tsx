import { ApiError } from '../../../api/client';
import { importMembers, planImport, type ImportPlan, type Wish } from '../../../api/imports';
import { useText } from '../../../text/catalogue';
import { Button, Failure, useAction, useToast } from '../../../ui';
import { Report } from './Report';
import { importText } from './text';

/** What is being imported: the wish, and the plan with its tag. */
export interface Trial {
  wish: Wish;
  plan: ImportPlan;
  tag: string;
}

interface Props {
  trial: Trial;
  onTrial: (trial: Trial) => void;
  onDone: (plan: ImportPlan) => void;
  onAgain: () => void;
}

/** The report of the dry run, and the import. A club that changed meanwhile is looked at anew. */
export function Trying({ trial, onTrial, onDone, onAgain }: Props) {
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
      <div class="row no-print">
        {fresh === 0 ? null : <Button tone="main" busy={doing.busy} onClick={() => void doing.run()}>{doing.busy ? t.importing : t.importNow(fresh)}</Button>}
        <Button onClick={onAgain}>{t.otherFile}</Button>
        {fresh === 0 ? <span class="muted">{t.nothingNew}</span> : null}
        {fresh > 0 && trial.plan.counts.faulty > 0 ? <span class="muted">{t.restLater(trial.plan.counts.faulty)}</span> : null}
      </div>
    </>
  );
}
