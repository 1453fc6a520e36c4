import { useLocation } from 'preact-iso';
import { withQuery } from '../../../api/client';
import type { DevicesQuery, Fleet } from '../../../api/devices';
import { readUnits } from '../../../api/places';
import { useText } from '../../../text/catalogue';
import { number } from '../../../text/format';
import { Search, SelectField, Tabs, useLoad } from '../../../ui';
import { useSession } from '../../session';
import { reasonOf, reasons, reasonText } from './reasons';
import { phonesText } from './text';

/** What narrows the list of phones: name, commune, reason. It all stands in the address. */
export function Filters({ asked, fleet }: { asked: DevicesQuery; fleet: Fleet | undefined }) {
  const t = useText(phonesText);
  const words = useText(reasonText);
  const { route } = useLocation();
  const address = (change: DevicesQuery) => withQuery('/console/phones', { ...asked, ...change });
  const counted = reasons
    .map((r) => ({ ...r, count: fleet?.reasons.find((c) => c.code === r.code)?.count ?? 0 }))
    .filter((r) => r.count > 0 || r.code === asked.reason);
  const chosen = reasonOf(asked.reason ?? '')?.code;
  return (
    <>
      <Tabs label={t.which} current={address({ reason: chosen === undefined ? asked.reason : 'any' })} tabs={[
        { href: address({ reason: '' }), label: t.all, ...(fleet === undefined ? {} : { count: number(fleet.total) }) },
        { href: address({ reason: 'any' }), label: t.behind, ...(fleet === undefined ? {} : { count: number(fleet.behind) }) },
      ]} />
      <div class="filters no-print">
        <Search label={t.search} initial={asked.q ?? ''} onSearch={(q) => route(address({ q }), true)} />
        <UnitFilter unit={asked.unit ?? ''} onChoose={(unit) => route(address({ unit }), true)} />
        <SelectField label={t.reason} name="reason" value={chosen ?? ''} none={t.anyReason} onChange={(reason) => route(address({ reason }), true)}
          choices={counted.map((r) => ({ value: r.code, label: `${words[r.word]} (${number(r.count)})` }))} />
      </div>
      {asked.club === undefined || asked.club === '' ? null : (
        <p class="row muted">{t.oneClub} <a href={address({ club: '' })}>{t.whole}</a></p>
      )}
    </>
  );
}

/** Only who sees more than one commune is asked for one. */
export function UnitFilter({ unit, onChoose }: { unit: string; onChoose: (unit: string) => void }) {
  const t = useText(phonesText);
  const sees = useSession().user.grants.some((g) => g.role === 'province' || g.role === 'operator');
  const units = useLoad(async (signal) => (sees ? (await readUnits(signal)).body.items : []), [sees]);
  if (!sees) return null;
  return (
    <SelectField label={t.commune} name="unit" value={unit} none={t.everywhere} onChange={onChoose}
      choices={(units.value ?? []).map((u) => ({ value: u.id, label: u.name }))} />
  );
}
