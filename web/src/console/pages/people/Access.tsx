import { useState } from 'preact/hooks';
import { changePerson, endLogins, setPassword, type PersonFile } from '../../../api/users';
import { useText } from '../../../text/catalogue';
import { instant, number } from '../../../text/format';
import { Button, Dialog, Facts, Failure, Form, Section, TextField, useAction, useToast } from '../../../ui';
import { useSession } from '../../session';
import { faultOf, isStale, restOf } from './faults';
import { peopleText } from './text';

interface Props {
  person: PersonFile;
  etag: string;
  onChanged: () => void;
}

/** How a person comes in, and what shuts the door: another password, the end of all log-ins, a disabled account. */
export function Access({ person, etag, onChanged }: Props) {
  const t = useText(peopleText);
  const say = useToast();
  const mine = useSession().user.id === person.id;
  const [asking, setAsking] = useState<'password' | 'disable' | undefined>(undefined);
  const end = useAction(async () => {
    await endLogins(person.id);
    say({ text: t.logOutSaid });
    onChanged();
  });
  const enable = useAction(async () => {
    await changePerson(person.id, { disabled: false }, etag);
    say({ text: t.enabledSaid });
    onChanged();
  });
  const done = () => { setAsking(undefined); onChanged(); };
  return (
    <Section title={t.access}>
      <div class="sheet stack">
        <Facts facts={[
          { name: t.hasPassword, value: person.password ? t.yes : t.no },
          { name: t.factor, value: person.factor ? t.factorOn : t.factorOff },
          { name: t.logins, value: t.loginsCount(number(person.logins)) },
          { name: t.createdAt, value: instant(person.created) },
        ]} />
        {person.factor && !mine ? <p class="muted">{t.lostFactor}</p> : null}
        {end.error === undefined ? null : <Failure error={end.error} />}
        {enable.error === undefined ? null : <Failure error={enable.error} onRetry={onChanged} />}
        {mine ? <div class="row"><a class="button" href="/console/account">{t.myAccount}</a></div> : null}
        {mine || !person.manageable ? null : (
          <div class="row">
            {person.login === undefined ? null : <Button onClick={() => setAsking('password')}>{t.newPassword}</Button>}
            {person.logins === 0 ? null : <Button busy={end.busy} onClick={() => void end.run()}>{t.logOutAll}</Button>}
            {person.disabled === true
              ? <Button busy={enable.busy} onClick={() => void enable.run()}>{t.enable}</Button>
              : <Button tone="danger" onClick={() => setAsking('disable')}>{t.disable}</Button>}
          </div>
        )}
      </div>
      {asking === 'password' ? <PasswordDialog person={person} onDone={done} onClose={() => setAsking(undefined)} /> : null}
      {asking === 'disable' ? <DisableDialog person={person} etag={etag} onDone={done} onClose={() => setAsking(undefined)} /> : null}
    </Section>
  );
}

interface DialogProps {
  person: PersonFile;
  onDone: () => void;
  onClose: () => void;
}

function PasswordDialog({ person, onDone, onClose }: DialogProps) {
  const t = useText(peopleText);
  const say = useToast();
  const setting = useAction(async (typed: FormData) => {
    await setPassword(person.id, { password: String(typed.get('password')) });
    say({ text: t.passwordSaid });
    onDone();
  });
  return (
    <Dialog title={t.passwordAsk(person.name)} onClose={onClose}>
      <Form submit={t.newPassword} busy={setting.busy} error={restOf(setting.error, ['password'])} onSubmit={setting.run} onCancel={onClose}>
        <TextField label={t.password} name="password" type="password" hint={t.passwordHint} autoComplete="new-password" fault={faultOf(setting.error, 'password')} />
        <p class="muted">{t.passwordWarn}</p>
      </Form>
    </Dialog>
  );
}

function DisableDialog({ person, etag, onDone, onClose }: DialogProps & { etag: string }) {
  const t = useText(peopleText);
  const say = useToast();
  const disabling = useAction(async () => {
    await changePerson(person.id, { disabled: true }, etag);
    say({ text: t.disabledSaid });
    onDone();
  });
  const leave = isStale(disabling.error) ? onDone : onClose; // what somebody else changed meanwhile is shown
  return (
    <Dialog title={t.disableAsk(person.name)} onClose={leave}>
      <Form submit={t.disable} tone="danger" busy={disabling.busy} error={disabling.error} onSubmit={() => disabling.run()} onCancel={leave}>
        <p>{t.disableWarn}</p>
      </Form>
    </Dialog>
  );
}
