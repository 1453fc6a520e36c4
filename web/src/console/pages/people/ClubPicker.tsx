import { useEffect, useId, useState } from 'preact/hooks';
import { listClubs, type ClubLine } from '../../../api/clubs';
import { useText } from '../../../text/catalogue';
import { Button, Failure, FormField, PickLine, useLoad } from '../../../ui';
import { grantText } from './grantText';

const shown = 8;
const restMs = 250;

/** Finds one club by its name; diacritics do not matter. */
export function ClubPicker({ chosen, fault, onChoose }: { chosen: ClubLine | undefined; fault: string | undefined; onChoose: (club: ClubLine | undefined) => void }) {
  const t = useText(grantText);
  const list = useId();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useLoad(async (signal) => (await listClubs({ q: asked, limit: shown }, signal)).items, [asked]);
  if (chosen !== undefined) {
    return <p class="row"><strong>{t.chosenClub(chosen.name ?? t.unnamedClub)}</strong><Button onClick={() => onChoose(undefined)}>{t.changeClub}</Button></p>;
  }
  return (
    <>
      <FormField label={t.chooseClub} fault={fault}>
        {({ id, describedBy, invalid }) => (
          <input id={id} class="input" type="search" autoComplete="off" aria-describedby={describedBy} aria-invalid={invalid} aria-controls={list}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => { if (event.key === 'Enter') event.preventDefault(); }} />
        )}
      </FormField>
      {found.error === undefined ? null : <Failure error={found.error} onRetry={found.reload} />}
      <ul id={list} class="picks" aria-label={t.clubsFound} aria-live="polite">
        {(found.value ?? []).map((club) => <PickLine key={club.id} name={club.name ?? t.unnamedClub} detail={club.village} onPick={() => onChoose(club)} />)}
        {found.value?.length === 0 ? <li class="muted">{t.noClub}</li> : null}
      </ul>
    </>
  );
}
