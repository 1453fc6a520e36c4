import type { Device } from '../../../api/devices';
import { ago } from '../../../text/ago';
import { useText } from '../../../text/catalogue';
import { instant, number } from '../../../text/format';
import { useLanguage } from '../../../text/language';
import { Facts, offBy, Section } from '../../../ui';
import { placesOf } from './places';
import { phonesText } from './text';

/** What a phone said of itself at its last contact. */
export function PhoneFacts({ device: d }: { device: Device }) {
  const t = useText(phonesText);
  const { language } = useLanguage();
  const now = new Date();
  const when = (iso: string | undefined, none: string) => (iso === undefined ? none : `${instant(iso)} (${ago(iso, now, language)})`);
  const heard = d.contact !== undefined;
  return (
    <Section title={t.facts}>
      <div class="sheet">
        <Facts facts={[
          { name: t.user, value: <a href={`/console/people/${d.user.id}`}>{d.user.name}</a> },
          { name: t.places, value: placesOf(d.user, t.elsewhere) || t.nothing },
          { name: t.enrolled, value: when(d.enrolled, '') },
          { name: t.lastContact, value: when(d.contact, t.never) },
          { name: t.outbox, value: number(d.outbox) },
          { name: t.oldest, value: when(d.oldest, t.nothing) },
          { name: t.refused, value: number(d.refused) },
          { name: t.clock, value: heard ? offBy(d.offsetMs ?? 0, language) || t.clockRight : t.unsaid },
          { name: t.storage, value: heard ? (d.storageLow === true ? t.storageFull : t.storageFine) : t.unsaid },
          { name: t.notices, value: t[d.notifications ?? 'unsaid'] },
          { name: t.app, value: d.app ?? t.unsaid },
          { name: t.forks, value: number(d.forks) },
        ]} />
      </div>
    </Section>
  );
}
