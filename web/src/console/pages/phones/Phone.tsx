import { useRoute } from 'preact-iso';
import { readDevice, type Device } from '../../../api/devices';
import { useText } from '../../../text/catalogue';
import { Empty, Loaded, Page, Section, useLoad } from '../../../ui';
import { useSession } from '../../session';
import { isOfficer } from '../people/roles';
import { isMissing } from './isMissing';
import { PhoneFacts } from './PhoneFacts';
import { PIN } from './PIN';
import { Revoke } from './Revoke';
import { phonesText } from './text';
import { useEvery } from './useEvery';
import { WhyList } from './Why';

const refreshMs = 15_000;

/** One phone: why it is not in step and what to do, what it says of itself, its PIN, and how far its revoking has come. */
export default function Phone() {
  const t = useText(phonesText);
  const id = useRoute().params['id'] ?? '';
  const load = useLoad(async (signal) => (await readDevice(id, signal)).body, [id]);
  const device = load.value;
  const acts = isOfficer(useSession());
  useEvery(refreshMs, device !== undefined && waits(device), load.reload);
  return (
    <Page title={device === undefined ? t.title : t.phoneOf(device.user.name)} lead={device?.name === '' ? t.unnamed : device?.name}
      actions={device === undefined || !acts ? undefined : <Links device={device} />}>
      {isMissing(load.error) ? <Empty title={t.missing}><p>{t.missingHint}</p><a class="button" href="/console/phones">{t.showAll}</a></Empty> : null}
      {isMissing(load.error) ? null : <Loaded load={load}>
        {(found) => (
          <>
            {found.state === 'active' ? null : <Revoke device={found} onChanged={load.reload} />}
            {found.why.length === 0
              ? <Empty title={t.fineTitle}><p>{t.fineHint}</p></Empty>
              : <Section title={t.whyTitle}><WhyList device={found} /></Section>}
            <PhoneFacts device={found} />
            {acts && found.state === 'active' ? <PIN device={found} onChanged={load.reload} /> : null}
            {acts && found.state === 'active' ? <Revoke device={found} onChanged={load.reload} /> : null}
          </>
        )}
      </Loaded>}
    </Page>
  );
}

/** Whether something was asked of the phone that it has not done yet. */
const waits = (d: Device): boolean => d.state === 'draining' || d.state === 'wiping' || (d.pinReset !== undefined && d.pinReset.state !== 'done');

function Links({ device }: { device: Device }) {
  const t = useText(phonesText);
  return (
    <>
      <a class="button" href={`/console/people/${device.user.id}`}>{t.toPerson}</a>
      <a class="button" href={`/console/enrol?user=${device.user.id}`}>{t.again}</a>
    </>
  );
}
