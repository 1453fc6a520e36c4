import { readDevices, type Device } from '../../../api/devices';
import { readEnrolments } from '../../../api/enrolments';
import { ago } from '../../../text/ago';
import { useText } from '../../../text/catalogue';
import { useLanguage } from '../../../text/language';
import { Empty, Loaded, Section, Table, useLoad, type Column } from '../../../ui';
import { WhyBadges } from '../phones/Why';
import { Codes } from './Codes';
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
            {codes.length === 0 ? null : <div class="stack"><h3>{t.codes}</h3><Codes codes={codes} onChanged={load.reload} /></div>}
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
