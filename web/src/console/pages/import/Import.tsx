import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import type { ImportPlan } from '../../../api/imports';
import { fileAddress } from '../../../api/exports';
import { useText } from '../../../text/catalogue';
import { Page } from '../../../ui';
import { ClubChoice } from '../../ClubChoice';
import { Done } from './Done';
import { FileForm } from './FileForm';
import { importText } from './text';
import { Trying, type Trial } from './Trying';
import './import.css';

/** Brings a list of members into a club: choose the file, read the dry run, import. */
export default function Import() {
  const t = useText(importText);
  const { query, route } = useLocation();
  const club = query['club'] ?? '';
  return (
    <Page title={t.title} lead={t.lead}>
      <ClubChoice club={club} onChoose={(id) => route(`/console/import?club=${id}`)} />
      {club === '' ? null : <OfClub key={club} club={club} />}
    </Page>
  );
}

/** The import into one club. What was tried for one is nothing for another, however one got there. */
function OfClub({ club }: { club: string }) {
  const [trial, setTrial] = useState<Trial>();
  const [done, setDone] = useState<ImportPlan>();
  const again = () => { setTrial(undefined); setDone(undefined); };
  if (done !== undefined) return <Done plan={done} club={club} onAgain={again} />;
  if (trial !== undefined) return <Trying trial={trial} onTrial={setTrial} onDone={setDone} onAgain={again} />;
  return <FileForm club={club} sample={fileAddress(['member'], 'xlsx', club)} onPlan={(wish, plan, tag) => setTrial({ wish, plan, tag })} />;
}
