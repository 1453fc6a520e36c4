import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { createPerson, type NewPerson as Draft, type PlacedGrant } from '../../../api/users';
import { useText } from '../../../text/catalogue';
import { CheckField, Form, Page, TextField, useAction, useToast } from '../../../ui';
import { useSession } from '../../session';
import { faultOf, restOf } from './faults';
import { GrantsEditor } from './GrantsEditor';
import { grantText } from './grantText';
import { isProvince } from './roles';
import { peopleText } from './text';

interface Wrong {
  name?: string | undefined;
  grants?: string | undefined;
  password?: string | undefined;
}

/** Adds a person. What follows is usually the enrolment of a phone, so that is where it leads. */
export default function NewPerson() {
  const t = useText(peopleText);
  const g = useText(grantText);
  const say = useToast();
  const { route } = useLocation();
  const session = useSession();
  const [grants, setGrants] = useState<PlacedGrant[]>([]);
  const [byPassword, setByPassword] = useState(false);
  const [wrong, setWrong] = useState<Wrong>({});
  const adding = useAction(async (typed: FormData) => {
    const draft = draftOf(typed, grants);
    const missing: Wrong = {
      name: draft.name === '' ? t.needName : undefined,
      grants: grants.length === 0 ? g.needGrant : undefined,
      password: draft.password === '' ? t.needPassword : undefined,
    };
    setWrong(missing);
    if (Object.values(missing).some((fault) => fault !== undefined)) return;
    const { body } = await createPerson(draft);
    say({ text: t.created(body.name) });
    route(draft.login === undefined ? `/console/enrol?user=${body.id}` : `/console/people/${body.id}`);
  });
  return (
    <Page title={t.addTitle} lead={t.addLead}>
      <Form submit={t.create} busy={adding.busy} error={restOf(adding.error, ['name', 'login', 'password', 'grants'])} onSubmit={adding.run}
        onCancel={() => route('/console/people')}>
        <TextField label={t.name} name="name" hint={t.nameHint} required fault={wrong.name ?? faultOf(adding.error, 'name')} onInput={() => setWrong((old) => ({ ...old, name: undefined }))} />
        <GrantsEditor grants={grants} fault={wrong.grants ?? faultOf(adding.error, 'grants')} onChange={(next) => { setGrants(next); setWrong((old) => ({ ...old, grants: undefined })); }} />
        {isProvince(session) ? <CheckField label={t.withLogin} name="byPassword" onChange={setByPassword} /> : null}
        {byPassword ? (
          <>
            <TextField label={t.login} name="login" hint={t.loginHint} fault={faultOf(adding.error, 'login')} />
            <TextField label={t.password} name="password" type="password" hint={t.passwordHint} autoComplete="new-password" fault={wrong.password ?? faultOf(adding.error, 'password')} />
          </>
        ) : null}
      </Form>
    </Page>
  );
}

function draftOf(typed: FormData, grants: PlacedGrant[]): Draft {
  const text = (name: string) => String(typed.get(name) ?? '');
  const draft: Draft = { name: text('name').trim().normalize('NFC'), grants: grants.map(({ name: _, ...grant }) => grant) };
  if (typed.has('login')) {
    draft.login = text('login').trim();
    draft.password = text('password');
  }
  return draft;
}
