import type { CommuneFigures, Dashboard } from '../../../api/dashboard';
import { useText } from '../../../text/catalogue';
import { money, number } from '../../../text/format';
import { Table, type Column } from '../../../ui';
import { dashboardText } from './text';

/** The communes beside each other, for whoever has several. */
export function Communes({ of: { communes } }: { of: Dashboard }) {
  const t = useText(dashboardText);
  const columns: Column<CommuneFigures>[] = [
    { key: 'name', head: t.commune, cell: (c) => c.name ?? t.unknownCommune },
    { key: 'clubs', head: t.clubs, kind: 'figure', cell: (c) => (c.clubs === 0 || c.unit === undefined ? number(c.clubs) : <a href={`/console/clubs?unit=${encodeURIComponent(c.unit)}`}>{number(c.clubs)}</a>) },
    { key: 'silent', head: t.communeSilent, kind: 'figure', cell: (c) => number(c.silent) },
    { key: 'cases', head: t.communeCases, kind: 'figure', cell: (c) => number(c.cases) },
    { key: 'late', head: t.communeLate, kind: 'figure', cell: (c) => money(c.atRisk) },
  ];
  const sum = (of: (c: CommuneFigures) => number) => communes.reduce((n, c) => n + of(c), 0);
  return (
    <Table caption={t.communes} columns={columns} rows={communes} rowKey={(c) => c.unit ?? ''} empty={<p>{t.communesEmpty}</p>}
      foot={{ name: t.total, clubs: number(sum((c) => c.clubs)), silent: number(sum((c) => c.silent)), cases: number(sum((c) => c.cases)), late: money(sum((c) => c.atRisk)) }} />
  );
}
