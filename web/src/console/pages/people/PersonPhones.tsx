import { readDevices, type Device } from '../../../api/devices';
import { dropEnrolment, readEnrolments, type Enrolment } from '../../../api/enrolments';
import { ago } from '../../../text/ago';
import { useText } from '../../../text/catalogue';
import { instant } from '../../../text/format';
import { useLanguage } from '../../../text/language';
import { Button, Empty, Failure, Loaded, Section, Table, useAction, useLoad, useToast, type Column } from '../../../ui';
import { WhyBadges } from '../phones/Why';
import { peopleText } from './text';

/** A person's phones, and the codes made for him that no phone has redeemed yet. */
export function PersonPhones({ person }: { person: string }) {
  const t = useText(peopleText);
  const load = useLoad(async (signal) => {
    const [devices, codes] = await Promise.all([readDevices({ user: person }, undefined, signal), readEnrolments(person, signal)]);
    return { devices: devices.body.items, codes: codes.body.items };
  }, [person]);
  return (
    <Section title={t.phones}>
      <Loaded load={load}>
        {({ devices, codes }) => (
          <>
            <Devices devices={devices} person={person} />
            {codes.length === 0 ? null : <Codes codes={codes} onChanged={load.reload} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Devices({ devices, person }: { devices: Device[]; person: string }) {
  const t = useText(peopleText);
  const { language } = useLanguage();
  const columns: Column<Device>[] = [
    { key: 'phone', head: t.phone, cell: (d) => <><a href={`/console/phones/${d.id}`}>{d.name === '' ? t.unnamed : d.name}</a><div class="narrow-only"><WhyBadges device={d} /></div></> },
    { key: 'contact', head: t.contact, cell: (d) => (d.contact === undefined ? t.never : ago(d.contact, new Date(), language)) },
    { key: 'why', head: t.why, cell: (d) => <WhyBadges device={d} />, wideOnly: true },
  ];
  const empty = <Empty title={t.phonesNone}><a class="button main" href={`/console/enrol?user=${person}`}>{t.enrol}</a></Empty>;
  return <Table caption={t.phones} columns={columns} rows={devices} rowKey={(d) => d.id} empty={empty} />;
}

function Codes({ codes, onChanged }: { codes: Enrolment[]; onChanged: () => void }) {
  const t = useText(peopleText);
  const say = useToast();
  const withdrawing = useAction(async (code: Enrolment) => {
    await dropEnrolment(code.id);
    say({ text: t.withdrawn });
    onChanged();
  });
  const columns: Column<Enrolment>[] = [
    { key: 'form', head: t.codeForm, cell: (c) => t[c.form] },
    { key: 'expires', head: t.expires, cell: (c) => instant(c.expires) },
    { key: 'act', head: '', kind: 'action', cell: (c) => <Button busy={withdrawing.busy} onClick={() => void withdrawing.run(c)}>{t.withdraw}</Button> },
  ];
  return (
    <div class="stack">
      <h3>{t.codes}</h3>
      {withdrawing.error === undefined ? null : <Failure error={withdrawing.error} onRetry={onChanged} />}
      <Table caption={t.codesCaption} columns={columns} rows={codes} rowKey={(c) => c.id} empty={null} />
    </div>
  );
}
