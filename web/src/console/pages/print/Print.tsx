import type { ComponentType } from 'preact';
import { useLocation, useRoute } from 'preact-iso';
import { readClub } from '../../../api/clubs';
import { useText } from '../../../text/catalogue';
import { Button, Loaded, Page, useLoad } from '../../../ui';
import { Lost } from '../../Lost';
import { AttendanceSheet } from './AttendanceSheet';
import { BookMonth } from './BookMonth';
import { Contract } from './Contract';
import { MemberList } from './MemberList';
import type { PaperProps } from './paperProps';
import { Slips } from './Slips';
import { printText } from './text';
import './print.css';

const papers: Record<string, ComponentType<PaperProps>> = {
  members: MemberList, attendance: AttendanceSheet, book: BookMonth, loan: Contract, slip: Slips,
};

/** A paper of a club as it will be printed, with what it is about chosen above it. */
export default function Print() {
  const t = useText(printText);
  const { params } = useRoute();
  const { query, route } = useLocation();
  const [what, id] = [params['what'] ?? '', params['club'] ?? ''];
  const club = useLoad((signal) => readClub(id, signal), [id]);
  const Paper = papers[what];
  if (Paper === undefined) return <Lost />;
  const choose = (change: Record<string, string>) => route(`/console/print/${what}/${id}?${new URLSearchParams({ ...query, ...change }).toString()}`, true);
  return (
    <div class="print-page">
      <Page title={t.papers(what)} lead={t.lead} actions={<><a class="button" href={`/console/clubs/${id}`}>{t.back}</a><Button tone="main" onClick={() => window.print()}>{t.print}</Button></>}>
        <Loaded load={club}>{(known) => <Paper club={known} query={query} choose={choose} />}</Loaded>
      </Page>
    </div>
  );
}
