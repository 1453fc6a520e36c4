import { useState } from 'preact/hooks';
import { revokeDevice, type Device } from '../../../api/devices';
import { useText } from '../../../text/catalogue';
import { instant, number } from '../../../text/format';
import { Badge, Button, Dialog, Form, Section, useAction, useToast } from '../../../ui';
import { phonesText } from './text';

/** Takes a phone's rights away, or shows how far that has come: revoked, handed in, deleted. */
export function Revoke({ device, onChanged }: { device: Device; onChanged: () => void }) {
  const t = useText(phonesText);
  const say = useToast();
  const [asking, setAsking] = useState(false);
  const revoke = useAction(async () => {
    await revokeDevice(device.id);
    setAsking(false);
    say({ text: t.revoked });
    onChanged();
  });
  if (device.state !== 'active') return <Section title={t.progress}><Progress device={device} /></Section>;
  return (
    <Section title={t.revokeTitle}>
      <div class="sheet stack">
        <p>{t.revokeLead}</p>
        <div class="row"><Button tone="danger" onClick={() => setAsking(true)}>{t.revoke}</Button></div>
      </div>
      {asking ? (
        <Dialog title={t.revokeAsk} onClose={() => setAsking(false)}>
          <Form submit={t.revoke} tone="danger" busy={revoke.busy} error={revoke.error} onSubmit={() => revoke.run()} onCancel={() => setAsking(false)}>
            {device.outbox > 0 ? <p class="notice">{t.revokeWarnOutbox(number(device.outbox))}</p> : null}
            <p>{t.revokeWarn}</p>
          </Form>
        </Dialog>
      ) : null}
    </Section>
  );
}

interface Step {
  name: string;
  is: 'done' | 'doing' | 'later';
  detail: string;
}

function Progress({ device: d }: { device: Device }) {
  const t = useText(phonesText);
  const by = d.revokedBy === undefined ? '' : t.by(d.revokedBy.name);
  const steps: Step[] = [
    { name: t.stepRevoked, is: 'done', detail: t.stepBy(d.revoked === undefined ? '' : instant(d.revoked), by) },
    d.state === 'draining'
      ? { name: t.stepDrained, is: 'doing', detail: d.outbox === 0 ? t.stepContact : t.stepWaiting(number(d.outbox)) }
      : { name: t.stepDrained, is: 'done', detail: d.drained === undefined ? '' : instant(d.drained) },
    d.state === 'wiped'
      ? { name: t.stepWiped, is: 'done', detail: d.wiped === undefined ? '' : instant(d.wiped) }
      : { name: t.stepWiped, is: d.state === 'wiping' ? 'doing' : 'later', detail: d.state === 'wiping' ? t.stepWipeSent : t.stepLater },
  ];
  return (
    <ol class="sheet stack">
      {steps.map((step) => (
        <li key={step.name} class="row">
          <Badge tone={step.is === 'done' ? 'good' : step.is === 'doing' ? 'warn' : 'plain'}>{step.is === 'done' ? t.done : step.is === 'doing' ? t.doing : t.stepLater}</Badge>
          <strong>{step.name}</strong>
          {step.is === 'later' ? null : <span class="muted">{step.detail}</span>}
        </li>
      ))}
    </ol>
  );
}
