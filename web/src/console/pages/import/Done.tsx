import type { ImportPlan } from '../../../api/imports';
import { useText } from '../../../text/catalogue';
import { Button, Empty } from '../../../ui';
import { importText } from './text';

/** What was imported, and where to go on. */
export function Done({ plan, club, onAgain }: { plan: ImportPlan; club: string; onAgain: () => void }) {
  const t = useText(importText);
  return (
    <div role="status">
      <Empty title={t.imported(plan.counts.new)}>
        <p>{t.importedHint}</p>
        {plan.counts.faulty === 0 ? null : <p>{t.restLater(plan.counts.faulty)}</p>}
        <div class="row">
          <a class="button main" href={`/console/clubs/${club}?tab=members`}>{t.seeMembers}</a>
          <a class="button" href={`/console/cases?club=${club}`}>{t.seeCases}</a>
          <Button onClick={onAgain}>{t.anotherFile}</Button>
        </div>
      </Empty>
    </div>
  );
}
