import { useState } from 'preact/hooks';
import { readSession } from '../../../api/session';
import { endLogins, setPassword } from '../../../api/users';
import { ApiError, loggedOut } from '../../../api/client';
import { useText } from '../../../text/catalogue';
import { Button, Failure, Form, Loaded, Page, Section, TextField, useAction, useLoad, useToast } from '../../../ui';
import { useSession } from '../../session';
import { accountText } from './accountText';
import { Factor } from './Factor';
import { faultOf, restOf } from './faults';
import { peopleText } from './text';

/** One's own account. It works for everybody at the console, also before the second factor that is required was set up. */
export default function Account() {
  const t = useText(accountText);
  const load = useLoad(async (signal) => (await readSession(signal)).body, []);
  return (
    <Page title={t.accountTitle} lead={t.accountLead}>
      <Loaded load={load}>
        {(session) => (
          <>
            <Factor on={session.factor} onChanged={load.reload} />
            <Password factor={session.factor} />
            <Everywhere />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** The log-in is over, here too: the shell asks for the password again. */
const leave = () => window.dispatchEvent(new Event(loggedOut));

function Password({ factor }: { factor: boolean }) {
  const t = useText(accountText);
  const p = useText(peopleText);
  const say = useToast();
  const { user } = useSession();
  const [wrong, setWrong] = useState<'present' | 'code' | undefined>(undefined);
  const changing = useAction(async (typed: FormData) => {
    const text = (name: string) => String(typed.get(name) ?? '');
    setWrong(undefined);
    try {
      await setPassword(user.id, { password: text('next'), present: text('present'), ...(factor ? { code: text('code').trim() } : {}) });
      say({ text: t.changedPassword });
      leave();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      setWrong(error.code === 'factor' ? 'code' : 'present');
    }
  });
  return (
    <Section title={t.changePassword}>
      <div class="sheet">
        <Form submit={t.changePassword} busy={changing.busy} error={restOf(changing.error, ['password'])} onSubmit={changing.run}>
          <TextField label={t.present} name="present" type="password" autoComplete="current-password" fault={wrong === 'present' ? t.wrongPresent : undefined} />
          <TextField label={t.next} name="next" type="password" hint={p.passwordHint} autoComplete="new-password" fault={faultOf(changing.error, 'password')} />
          {factor ? <TextField label={t.factorCode} name="code" hint={t.factorCodeHint} autoComplete="one-time-code" fault={wrong === 'code' ? t.wrongCode : undefined} /> : null}
        </Form>
      </div>
    </Section>
  );
}

function Everywhere() {
  const t = useText(accountText);
  const p = useText(peopleText);
  const { user } = useSession();
  const end = useAction(async () => {
    await endLogins(user.id);
    leave();
  });
  return (
    <Section title={p.logins}>
      <div class="sheet stack">
        {end.error === undefined ? null : <Failure error={end.error} />}
        <div class="row"><Button busy={end.busy} onClick={() => void end.run()}>{t.logOutMe}</Button></div>
      </div>
    </Section>
  );
}
