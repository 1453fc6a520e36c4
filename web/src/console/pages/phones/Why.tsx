import type { Device } from '../../../api/devices';
import { useText } from '../../../text/catalogue';
import { Badge } from '../../../ui';
import { reasonOf, reasonText } from './reasons';
import { phonesText } from './text';

/** Why a phone is not in step, in a few words each. */
export function WhyBadges({ device }: { device: Device }) {
  const t = useText(phonesText);
  const words = useText(reasonText);
  if (device.why.length === 0) return <Badge tone="good">{t.fine}</Badge>;
  return (
    <span class="badges">
      {device.why.map((reason) => {
        const view = reasonOf(reason.code);
        return <Badge key={reason.code} tone={view?.tone ?? 'warn'}>{view === undefined ? reason.message : words[view.word]}</Badge>;
      })}
    </span>
  );
}

/** The same at length: what the server knows of each reason, and what to do about it. */
export function WhyList({ device }: { device: Device }) {
  const t = useText(phonesText);
  const words = useText(reasonText);
  return (
    <ul class="stack">
      {device.why.map((reason) => {
        const view = reasonOf(reason.code);
        return (
          <li key={reason.code} class="sheet stack">
            <div class="row">
              {view === undefined ? null : <Badge tone={view.tone}>{words[view.word]}</Badge>}
              <strong lang="vi">{reason.message}</strong>
            </div>
            {view === undefined ? null : <p class="muted"><span class="unseen">{t.toDo}: </span>{words[view.advice]}</p>}
          </li>
        );
      })}
    </ul>
  );
}
