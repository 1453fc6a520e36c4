import { useState } from 'preact/hooks';
import { keepPIN, resetPIN, type Device, type PINReset } from '../../../api/devices';
import { useText } from '../../../text/catalogue';
import { instant } from '../../../text/format';
import { Button, Dialog, Failure, Form, Section, useAction, useToast } from '../../../ui';
import { phonesText } from './text';

/** Lets the person with a phone choose another PIN, and shows how far that has come. */
export function PIN({ device, onChanged }: { device: Device; onChanged: () => void }) {
  const t = useText(phonesText);
  const say = useToast();
  const [asking, setAsking] = useState(false);
  const reset = useAction(async () => {
    await resetPIN(device.id);
    setAsking(false);
    say({ text: t.pinSaid });
    onChanged();
  });
  const keep = useAction(async () => {
    await keepPIN(device.id);
    say({ text: t.pinKept });
    onChanged();
  });
  const stands = device.pinReset !== undefined && device.pinReset.state !== 'done';
  return (
    <Section title={t.pinTitle}>
      <div class="sheet stack">
        <p>{t.pinLead}</p>
        {device.pinReset === undefined ? null : <PINState pin={device.pinReset} />}
        {keep.error === undefined ? null : <Failure error={keep.error} />}
        <div class="row">
          {stands
            ? <Button busy={keep.busy} onClick={() => void keep.run()}>{t.pinKeep}</Button>
            : <Button onClick={() => setAsking(true)}>{t.pinReset}</Button>}
        </div>
      </div>
      {asking ? (
        <Dialog title={t.pinAsk} onClose={() => setAsking(false)}>
          <Form submit={t.pinReset} busy={reset.busy} error={reset.error} onSubmit={() => reset.run()} onCancel={() => setAsking(false)}>
            <p>{t.pinWarn}</p>
          </Form>
        </Dialog>
      ) : null}
    </Section>
  );
}

function PINState({ pin }: { pin: PINReset }) {
  const t = useText(phonesText);
  const by = pin.by === undefined ? '' : t.by(pin.by.name);
  const told = {
    asked: t.pinAsked(instant(pin.at), by),
    told: t.pinTold(instant(pin.at), by),
    done: t.pinDone(instant(pin.done ?? pin.at)),
  };
  return <p class="notice">{told[pin.state]}</p>;
}
