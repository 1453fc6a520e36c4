import { useEffect, useId, useState } from 'preact/hooks';
import { findClubs, type ClubLine } from '../../../api/places';
import { useText } from '../../../text/catalogue';
import { Button, Failure, FormField, useLoad } from '../../../ui';
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
  const found = useLoad(async (signal) => (await findClubs(asked, shown, signal)).body.items, [asked]);
  if (chosen !== undefined) {
    return <p class="row"><strong>{t.chosenClub(nameOf(chosen, t.unnamedClub))}</strong><Button onClick={() => onChoose(undefined)}>{t.changeClub}</Button></p>;
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
        {(found.value ?? []).map((club) => (
          <li key={club.id}>
            <button type="button" class="pick" onClick={() => onChoose(club)}>
              <span>{nameOf(club, t.unnamedClub)}</span>{club.village === undefined ? null : <small>{club.village}</small>}
            </button>
          </li>
        ))}
        {found.value?.length === 0 ? <li class="muted">{t.noClub}</li> : null}
      </ul>
    </>
  );
}

export const nameOf = (club: ClubLine, unnamed: string): string => club.name ?? unnamed;
