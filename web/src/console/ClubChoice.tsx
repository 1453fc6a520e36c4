import { useEffect, useState } from 'preact/hooks';
import { listClubs } from '../api/clubs';
import { clubScope, readRecord } from '../api/records';
import { useText } from '../text/catalogue';
import { Button, Loaded, PickLine, Search, useLoad } from '../ui';
import { clubChoiceText } from './clubChoiceText';

interface Props {
  /** The id of the club chosen, "" for none. */
  club: string;
  onChoose: (club: string) => void;
  /** The words for "all clubs", where that may be chosen. */
  all?: string;
}

/** Says which club a page is about, and lets another be chosen. */
export function ClubChoice({ club, onChoose, all }: Props) {
  const t = useText(clubChoiceText);
  const [open, setOpen] = useState(false);
  if (club === '' && all === undefined) return <Finder onChoose={onChoose} />;
  if (open) return <Finder all={all} onChoose={(id) => { setOpen(false); onChoose(id); }} onCancel={() => setOpen(false)} />;
  return (
    <div class="row">
      <span>{t.club}:</span> <strong>{club === '' ? all : <ClubName club={club} />}</strong>
      <Button onClick={() => setOpen(true)}>{t.another}</Button>
    </div>
  );
}

/** A club's name. */
function ClubName({ club }: { club: string }) {
  const load = useLoad((signal) => readRecord(clubScope(club), club, signal), [club]);
  return <>{String(load.value?.body.fields['name'] ?? '…')}</>;
}

function Finder({ all, onChoose, onCancel }: { all?: string | undefined; onChoose: (club: string) => void; onCancel?: () => void }) {
  const t = useText(clubChoiceText);
  const [asked, setAsked] = useState('');
  const load = useLoad((signal) => listClubs({ q: asked }, signal), [asked]);
  const only = load.value?.total === 1 ? load.value.items[0]?.id : undefined;
  useEffect(() => { if (only !== undefined && all === undefined) onChoose(only); }, [only]);
  return (
    <div class="sheet stack">
      <h2>{t.which}</h2>
      <Search label={t.find} onSearch={setAsked} />
      <Loaded load={load}>
        {(found) => (
          <ul class="picks" aria-live="polite">
            {all === undefined ? null : <PickLine name={all} onPick={() => onChoose('')} />}
            {found.items.map((c) => <PickLine key={c.id} name={c.name ?? t.unnamed} detail={c.village} onPick={() => onChoose(c.id)} />)}
            {found.items.length === 0 ? <li class="muted">{t.nobody}</li> : null}
            {found.next === undefined ? null : <li class="muted">{t.narrow}</li>}
          </ul>
        )}
      </Loaded>
      {onCancel === undefined ? null : <div><Button onClick={onCancel}>{t.keep}</Button></div>}
    </div>
  );
}
