import type { Dashboard } from '../../../api/dashboard';
import { fieldOf, type Registry } from '../../../api/schema';
import { useText } from '../../../text/catalogue';
import { useLanguage, type Language } from '../../../text/language';
import { Breakdown } from '../../../ui';
import { useRegistry } from '../../session';
import { Panel } from './Panel';
import { dashboardText } from './text';

/** What waits for the officer, by kind and by how long. */
export function CasesPanel({ of: { cases } }: { of: Dashboard }) {
  const t = useText(dashboardText);
  const { language } = useLanguage();
  const registry = useRegistry();
  if (cases.open === 0) return <Panel title={t.cases}><p class="muted">{t.noCases}</p></Panel>;
  const kinds = Object.entries(cases.kinds).sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => ({ key: kind, label: kindLabel(registry, kind, language) ?? t.otherKind, count, href: `/console/cases?kind=${encodeURIComponent(kind)}` }));
  const ages = (['thisWeek', 'lastWeek', 'withinMonth', 'older'] as const).map((age) => ({ key: age, label: t[age], count: cases.ages[age] }));
  return (
    <Panel title={t.cases} foot={<a href="/console/cases">{t.allCases}</a>}>
      <h3>{t.casesByKind}</h3>
      <Breakdown parts={kinds} whole={cases.open} most={6} />
      <h3>{t.casesByAge}</h3>
      <Breakdown parts={ages} whole={cases.open} />
    </Panel>
  );
}

function kindLabel(registry: Registry, kind: string, language: Language): string | undefined {
  const field = fieldOf(registry, 'case', 'kind');
  return field?.options?.find((o) => o.value === kind)?.label[language];
}
