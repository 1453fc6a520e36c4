import type { Fleet } from '../../../api/devices';
import { useText } from '../../../text/catalogue';
import { number } from '../../../text/format';
import { Breakdown, Loaded } from '../../../ui';
import type { Load } from '../../../ui/useLoad';
import { reasonOf, reasonText } from '../phones/reasons';
import { Panel } from './Panel';
import { dashboardText } from './text';

/** How many phones are not in step, and why. */
export function PhonesPanel({ phones }: { phones: Load<Fleet> }) {
  const t = useText(dashboardText);
  return (
    <Panel title={t.phonesWhy} foot={<a href="/console/phones">{t.allPhones}</a>}>
      <Loaded load={phones}>{(fleet) => <Reasons fleet={fleet} />}</Loaded>
    </Panel>
  );
}

function Reasons({ fleet }: { fleet: Fleet }) {
  const t = useText(dashboardText);
  const words = useText(reasonText);
  if (fleet.total === 0) return <p class="muted">{t.noPhones}</p>;
  if (fleet.behind === 0) return <p class="muted">{t.phonesFine(number(fleet.total))}</p>;
  const parts = [...fleet.reasons].sort((a, b) => b.count - a.count).map(({ code, count }) => {
    const view = reasonOf(code);
    return { key: code, label: view === undefined ? t.otherReason : words[view.word], count, href: `/console/phones?reason=${encodeURIComponent(code)}` };
  });
  return (
    <>
      <Breakdown parts={parts} whole={fleet.total} />
      <p class="small muted">{t.phonesHint}</p>
    </>
  );
}
