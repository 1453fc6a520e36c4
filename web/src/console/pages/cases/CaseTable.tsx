import type { ComponentChildren } from 'preact';
import { said, type Case } from '../../../api/cases';
import { lasted } from '../../../text/ago';
import { useText } from '../../../text/catalogue';
import { instant } from '../../../text/format';
import { useLanguage } from '../../../text/language';
import { Badge, Table, type Column } from '../../../ui';
import { useRegistry } from '../../session';
import { hrefOf } from './order';
import { casesText } from './text';
import { choiceLabel, fieldInQuestion, kindLabel, severityTone, subjectName } from './words';

interface Props {
  cases: Case[];
  /** The filter of the queue, which the case's page keeps. */
  search: string;
  decided: boolean;
  empty: ComponentChildren;
}

/** Cases as lines: what, about whom, where, since when. */
export function CaseTable({ cases, search, decided, empty }: Props) {
  const t = useText(casesText);
  const { language } = useLanguage();
  const registry = useRegistry();
  const now = new Date();
  const columns: Column<Case>[] = [
    { key: 'about', head: t.about, cell: (c) => (
      <>
        <a class="case-link" href={hrefOf(c, search)}>{subjectName(c, registry, language) || t.noName}</a>
        <small>{fieldInQuestion(c, registry)?.label[language] ?? ''}</small>
        <small class="narrow-only">{c.about?.clubName ?? ''}</small>
      </>
    ) },
    { key: 'kind', head: t.what, cell: (c) => (
      <>
        {kindLabel(registry, said(c, 'kind'), language)}
        <small class="row"><Severity c={c} />{c.suggestion?.identical === true ? <Badge tone="good">{t.identical}</Badge> : null}</small>
      </>
    ) },
    { key: 'club', head: t.club, cell: (c) => c.about?.clubName ?? '–', wideOnly: true },
    decided
      ? { key: 'decision', head: t.decision, cell: (c) => <>{choiceLabel(registry, said(c, 'decision'), language)}<small>{instant(said(c, 'decidedAt'))}</small></> }
      : { key: 'since', head: t.since, cell: (c) => <time class="nowrap" dateTime={said(c, 'opened')} title={instant(said(c, 'opened'))}>{lasted(said(c, 'opened'), now, language)}</time> },
  ];
  return <Table caption={t.title} columns={columns} rows={cases} rowKey={(c) => c.id} empty={empty} />;
}

/** How pressing a case is, and whether its decision was taken back. */
export function Severity({ c }: { c: Case }) {
  const t = useText(casesText);
  const severity = said(c, 'severity');
  const word = severity === 'urgent' ? t.urgent : severity === 'warning' ? t.warning : t.info;
  return <>{said(c, 'status') === 'undone' ? <Badge tone="warn">{t.undone}</Badge> : null}<Badge tone={severityTone(severity)}>{word}</Badge></>;
}
