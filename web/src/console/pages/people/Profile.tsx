import { useState } from 'preact/hooks';
import { changePerson, type PersonFile, type PlacedGrant } from '../../../api/users';
import { useText } from '../../../text/catalogue';
import { Button, Facts, Failure, Form, Section, TextField, useAction, useToast } from '../../../ui';
import { useSession } from '../../session';
import { faultOf, isStale, restOf } from './faults';
import { GrantsEditor } from './GrantsEditor';
import { Grants } from './Grants';
import { isProvince } from './roles';
import { peopleText } from './text';

interface Props {
  person: PersonFile;
  etag: string;
  onChanged: () => void;
}

/** Name, log-in name and roles: to be changed by who may, to be read by others. */
export function Profile({ person, etag, onChanged }: Props) {
  const t = useText(peopleText);
  const say = useToast();
  const session = useSession();
  const [grants, setGrants] = useState<PlacedGrant[]>(person.grants);
  const [forgotten, setForgotten] = useState(false);
  const saving = useAction(async (typed: FormData) => {
    const login = String(typed.get('login') ?? '').trim();
    setForgotten(login === '' && person.login !== undefined);
    if (login === '' && person.login !== undefined) return;
    await changePerson(person.id, {
      name: String(typed.get('name')).trim().normalize('NFC'), ...(login === '' ? {} : { login }), grants: grants.map(({ name: _, ...grant }) => grant),
    }, etag);
    say({ text: t.saved });
    onChanged();
  });
  if (!person.manageable) {
    return (
      <Section title={t.profile}>
        <div class="sheet"><Facts facts={[{ name: t.name, value: person.name }, { name: t.login, value: person.login ?? t.byPhone }, { name: t.grants, value: <Grants grants={person.grants} /> }]} /></div>
      </Section>
    );
  }
  return (
    <Section title={t.profile}>
      <div class="sheet stack">
        {isStale(saving.error) ? <div class="row"><Failure error={saving.error} /><Button onClick={onChanged}>{t.stale}</Button></div> : null}
        <Form submit={t.save} busy={saving.busy} error={isStale(saving.error) ? undefined : restOf(saving.error, ['name', 'login', 'grants'])} onSubmit={saving.run}>
          <TextField label={t.name} name="name" value={person.name} required fault={faultOf(saving.error, 'name')} />
          {isProvince(session) ? (
            <TextField label={t.login} name="login" value={person.login ?? ''} hint={person.login === undefined ? t.loginNone : t.loginHint}
              fault={forgotten ? t.needLogin : faultOf(saving.error, 'login')} />
          ) : null}
          <GrantsEditor grants={grants} fault={faultOf(saving.error, 'grants')} onChange={setGrants} />
        </Form>
      </div>
    </Section>
  );
}
