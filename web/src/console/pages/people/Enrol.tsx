import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { createEnrolment, readEnrolments, type Enrolment, type NewEnrolment } from '../../../api/enrolments';
import { readPerson, type PersonFile } from '../../../api/users';
import { useText } from '../../../text/catalogue';
import { Form, Loaded, Page, Section, SelectField, useAction, useLoad } from '../../../ui';
import { useSession } from '../../session';
import { CodeCard } from './CodeCard';
import { Codes } from './Codes';
import { enrolText } from './enrolText';
import { PersonPicker } from './PersonPicker';
import { peopleText } from './text';

/** Makes a phone somebody's: whose it is, how the code is given, and the card. Whose it is stands in the address. */
export default function Enrol() {
  const t = useText(enrolText);
  const { query, route } = useLocation();
  const user = query['user'] ?? '';
  return user === ''
    ? <Page title={t.enrolTitle} lead={t.enrolLead}><PersonPicker onChoose={(person) => route(`/console/enrol?user=${person.id}`)} /><Waiting /></Page>
    : <EnrolPerson key={user} user={user} />;
}

/** All codes that wait, so that one that went astray can be taken back. */
function Waiting() {
  const p = useText(peopleText);
  const load = useLoad(async (signal) => (await readEnrolments(undefined, signal)).body.items, []);
  if (load.error === undefined && (load.value === undefined || load.value.length === 0)) return null;
  return <Section title={p.codes}><Loaded load={load}>{(codes) => <Codes codes={codes} named onChanged={load.reload} />}</Loaded></Section>;
}

function EnrolPerson({ user }: { user: string }) {
  const t = useText(enrolText);
  const { route } = useLocation();
  const [made, setMade] = useState<NewEnrolment | undefined>(undefined);
  const load = useLoad(async (signal) => (await readPerson(user, signal)).body, [user]);
  return (
    <Page title={load.value === undefined ? t.enrolTitle : t.enrolFor(load.value.name)}>
      {made === undefined
        ? <Loaded load={load}>{(person) => <MakeCode person={person} onMade={setMade} />}</Loaded>
        : <CodeCard made={made} onAnother={() => route('/console/enrol')} />}
    </Page>
  );
}

function MakeCode({ person, onMade }: { person: PersonFile; onMade: (made: NewEnrolment) => void }) {
  const t = useText(enrolText);
  const p = useText(peopleText);
  const { route } = useLocation();
  const me = useSession().user.id;
  const making = useAction(async (typed: FormData) => onMade((await createEnrolment(person.id, String(typed.get('form')) as Enrolment['form'])).body));
  if (person.disabled === true) return <p class="notice">{t.isDisabled} <a href={`/console/people/${person.id}`}>{t.toPerson}</a></p>;
  if (!person.manageable && person.id !== me) return <p class="notice">{p.cannotChange} <a href="/console/enrol">{t.another}</a></p>;
  return (
    <Form submit={t.make} busy={making.busy} error={making.error} onSubmit={making.run} onCancel={() => route(`/console/people/${person.id}`)}>
      {person.grants.length === 0 ? <p class="notice">{t.mustGrant}</p> : null}
      <SelectField label={t.howGiven} name="form" value="paper" choices={[{ value: 'paper', label: t.byPaper }, { value: 'spoken', label: t.bySpoken }]} />
    </Form>
  );
}
