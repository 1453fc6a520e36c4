import type { Queue } from '../../../api/cases';
import { useText } from '../../../text/catalogue';
import { number } from '../../../text/format';
import { useLanguage } from '../../../text/language';
import { Button, Search, SelectField } from '../../../ui';
import { ClubChoice } from '../../ClubChoice';
import { useRegistry, useSession } from '../../session';
import { ages, type Asked } from './filter';
import { casesText } from './text';
import { kindLabel } from './words';

interface Props {
  asked: Asked;
  counts: Queue | undefined;
  onAsk: (next: Partial<Asked>) => void;
}

/** What the queue is narrowed by; it stands in the address. */
export function Filters({ asked, counts, onAsk }: Props) {
  const t = useText(casesText);
  const { language } = useLanguage();
  const registry = useRegistry();
  const many = useSession().reads.filter((scope) => scope.startsWith('club:') && !scope.endsWith(':health')).length > 1;
  const kinds = Object.entries(counts?.kinds ?? {}).sort(([a], [b]) => a.localeCompare(b));
  if (asked.kind !== '' && !kinds.some(([kind]) => kind === asked.kind)) kinds.push([asked.kind, 0]);
  const severities = (['urgent', 'warning', 'info'] as const).map((s) => ({ value: s, label: t.counted(t[s], number(counts?.severities[s] ?? 0)) }));
  const narrowed = [asked.kind, asked.severity, asked.club, asked.days, asked.q].some((part) => part !== '');
  return (
    <div class="filters case-filters no-print" role="group" aria-label={t.filters}>
      <Search key={asked.q === '' ? 'none' : 'some'} label={t.search} initial={asked.q} onSearch={(q) => onAsk({ q })} />
      <SelectField label={t.kind} name="kind" none={t.anyKind} value={asked.kind} onChange={(kind) => onAsk({ kind })}
        choices={kinds.map(([kind, n]) => ({ value: kind, label: t.counted(kindLabel(registry, kind, language), number(n)) }))} />
      <SelectField label={t.severity} name="severity" none={t.anySeverity} value={asked.severity} choices={severities} onChange={(severity) => onAsk({ severity })} />
      {asked.status !== '' ? null : (
        <SelectField label={t.age} name="days" none={t.anyAge} value={asked.days} choices={ages.map((n) => ({ value: n, label: t.days(n) }))} onChange={(days) => onAsk({ days })} />
      )}
      {many ? <div class="case-club"><ClubChoice club={asked.club} all={t.allClubs} onChoose={(club) => onAsk({ club })} /></div> : null}
      {narrowed ? <Button onClick={() => onAsk({ kind: '', severity: '', club: '', days: '', q: '' })}>{t.clear}</Button> : null}
    </div>
  );
}
