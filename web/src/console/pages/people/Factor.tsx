import { useState } from 'preact/hooks';
import { ApiError } from '../../../api/client';
import { beginFactor, confirmFactor, removeFactor, type NewFactor } from '../../../api/factor';
import { useText } from '../../../text/catalogue';
import { Badge, Button, Form, Section, TextField, useAction, useToast } from '../../../ui';
import { accountText } from './accountText';
import { QR } from './QR';
import { peopleText } from './text';

type Mistake = 'password' | 'code' | undefined;

/** What of a refusal belongs beside a field; anything else is thrown on. */
function mistakeOf(error: unknown): Mistake {
  if (!(error instanceof ApiError) || error.status !== 401) throw error;
  return error.code === 'factor' ? 'code' : 'password';
}

/** Sets one's second factor up by QR, or takes it away. */
export function Factor({ on, onChanged }: { on: boolean; onChanged: () => void }) {
  const p = useText(peopleText);
  const [begun, setBegun] = useState<NewFactor | undefined>(undefined);
  const [recovery, setRecovery] = useState<string[] | undefined>(undefined);
  const settled = () => { setBegun(undefined); setRecovery(undefined); onChanged(); };
  return (
    <Section title={p.factor}>
      <div class="sheet stack">
        <p><Badge tone={on || recovery !== undefined ? 'good' : 'warn'}>{on || recovery !== undefined ? p.factorOn : p.factorOff}</Badge></p>
        {recovery !== undefined ? <Recovery codes={recovery} onDone={settled} />
          : on ? <Remove onDone={settled} />
          : begun === undefined ? <Begin onBegun={setBegun} />
          : <Confirm begun={begun} onDone={setRecovery} />}
      </div>
    </Section>
  );
}

function Begin({ onBegun }: { onBegun: (begun: NewFactor) => void }) {
  const t = useText(accountText);
  const [mistake, setMistake] = useState<Mistake>(undefined);
  const beginning = useAction(async (typed: FormData) => {
    try {
      onBegun((await beginFactor(String(typed.get('password')))).body);
    } catch (error) {
      setMistake(mistakeOf(error));
    }
  });
  return (
    <Form submit={t.factorBegin} busy={beginning.busy} error={beginning.error} onSubmit={beginning.run}>
      <p>{t.factorLead}</p>
      <TextField label={t.present} name="password" type="password" autoComplete="current-password" fault={mistake === undefined ? undefined : t.wrongPresent} />
    </Form>
  );
}

function Confirm({ begun, onDone }: { begun: NewFactor; onDone: (recovery: string[]) => void }) {
  const t = useText(accountText);
  const say = useToast();
  const [mistake, setMistake] = useState<Mistake>(undefined);
  const confirming = useAction(async (typed: FormData) => {
    try {
      onDone((await confirmFactor(String(typed.get('code')).trim())).body.recovery);
      say({ text: t.factorOnSaid });
    } catch (error) {
      setMistake(mistakeOf(error));
    }
  });
  return (
    <Form submit={t.factorConfirm} busy={confirming.busy} error={confirming.error} onSubmit={confirming.run}>
      <p>{t.factorScan}</p>
      <QR code={begun.qr} label={t.factorQR} />
      <div><p class="small muted">{t.factorSecret}</p><p class="code">{begun.secret}</p></div>
      <TextField label={t.factorCode} name="code" inputMode="numeric" autoComplete="one-time-code" fault={mistake === undefined ? undefined : t.wrongCode} />
    </Form>
  );
}

function Remove({ onDone }: { onDone: () => void }) {
  const t = useText(accountText);
  const say = useToast();
  const [mistake, setMistake] = useState<Mistake>(undefined);
  const removing = useAction(async (typed: FormData) => {
    try {
      await removeFactor(String(typed.get('password')), String(typed.get('code')).trim());
      say({ text: t.factorOffSaid });
      onDone();
    } catch (error) {
      setMistake(mistakeOf(error));
    }
  });
  return (
    <Form submit={t.factorRemove} tone="danger" busy={removing.busy} error={removing.error} onSubmit={removing.run}>
      <TextField label={t.present} name="password" type="password" autoComplete="current-password" fault={mistake === 'password' ? t.wrongPresent : undefined} />
      <TextField label={t.factorCode} name="code" hint={t.factorCodeHint} autoComplete="one-time-code" fault={mistake === 'code' ? t.wrongCode : undefined} />
    </Form>
  );
}

function Recovery({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useText(accountText);
  return (
    <div class="stack">
      <h3>{t.recovery}</h3>
      <p>{t.recoveryLead}</p>
      <ul class="codes">{codes.map((code) => <li key={code} class="code">{code}</li>)}</ul>
      <div class="row"><Button tone="main" onClick={onDone}>{t.recoveryDone}</Button></div>
    </div>
  );
}
