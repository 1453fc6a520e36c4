import { useState } from 'preact/hooks';
import { readPeople, type Person } from '../../../api/users';
import { useText } from '../../../text/catalogue';
import { Loaded, PickLine, Search, Section, useLoad } from '../../../ui';
import { enrolText } from './enrolText';
import { grantText } from './grantText';
import { summarise } from './roles';
import { peopleText } from './text';

const shown = 12;

/** Finds the person whose phone it is, or leads to where he is added. */
export function PersonPicker({ onChoose }: { onChoose: (person: Person) => void }) {
  const t = useText(enrolText);
  const p = useText(peopleText);
  const g = useText(grantText);
  const [q, setQ] = useState('');
  const load = useLoad(async (signal) => (await readPeople({ q }, undefined, signal)).body, [q]);
  return (
    <Section title={t.stepWho}>
      <Search label={p.search} onSearch={setQ} />
      <Loaded load={load}>
        {(found) => (
          <ul class="picks" aria-live="polite">
            {found.items.filter((person) => person.disabled !== true).slice(0, shown).map((person) => (
              <PickLine key={person.id} name={person.name} detail={summarise(person.grants, g).join('; ')} onPick={() => onChoose(person)} />
            ))}
            {found.items.length === 0 ? <li class="muted">{p.noneFound}</li> : null}
          </ul>
        )}
      </Loaded>
      <p class="row">{t.notThere} <a class="button" href="/console/people/new">{p.add}</a></p>
    </Section>
  );
}
