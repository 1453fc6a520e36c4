import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { allRecords, clubScope, type Rec } from '../../../../api/records';
import { useText } from '../../../../text/catalogue';
import { day, fold, number } from '../../../../text/format';
import { Badge, Button, Empty, Loaded, Search, SelectField, Table, useLoad, type Column } from '../../../../ui';
import { useCell } from '../../../useCell';
import { byGivenName, nameOf } from '../../print/people';
import { PaperLink } from '../../print/PaperLink';
import { RecordDialog } from '../edit/RecordDialog';
import { membersText } from './membersText';
import type { TabProps } from './tab';

type Shown = 'here' | 'left' | 'all';

/** The people of the club: found by name without diacritics, added here. */
export function MembersTab({ club, reload }: TabProps) {
  const t = useText(membersText);
  const { route } = useLocation();
  const [text, setText] = useState('');
  const [shown, setShown] = useState<Shown>('here');
  const [adding, setAdding] = useState(false);
  const members = useLoad((signal) => allRecords(clubScope(club.id), 'member', {}, signal), [club.id]);
  const added = (now: Rec | undefined) => {
    setAdding(false);
    reload();
    if (now !== undefined) route(`/console/clubs/${club.id}/members/${now.id}`);
  };
  return (
    <div class="stack">
      <div class="filters">
        <Search label={t.find} onSearch={setText} />
        <SelectField label={t.show} name="shown" value={shown} onChange={(value) => setShown(value as Shown)}
          choices={[{ value: 'here', label: t.here }, { value: 'left', label: t.left }, { value: 'all', label: t.all }]} />
        <Button tone="main" onClick={() => setAdding(true)}>{t.add}</Button>
        <a class="button" href={`/console/import?club=${club.id}`}>{t.importLink}</a>
        <PaperLink what="members" club={club.id} />
      </div>
      <Loaded load={members}>{(all) => <People club={club.id} all={all} found={all.filter((m) => fits(m, text, shown))} />}</Loaded>
      {adding ? <RecordDialog club={club.id} scope={clubScope(club.id)} type="member" title={t.add} onClose={() => setAdding(false)} onDone={added} /> : null}
    </div>
  );
}

function fits(member: Rec, text: string, shown: Shown): boolean {
  const hasLeft = member.fields['leftOn'] !== undefined;
  const wanted = shown === 'all' || hasLeft === (shown === 'left');
  return wanted && fold(nameOf(member)).includes(fold(text.trim()));
}

function People({ club, all, found }: { club: string; all: Rec[]; found: Rec[] }) {
  const t = useText(membersText);
  const cell = useCell('member');
  const columns: Column<Rec>[] = [
    {
      key: 'name', head: t.name, cell: (m) => (
        <>
          <a href={`/console/clubs/${club}/members/${m.id}`}>{String(m.fields['fullName'] ?? '–')}</a>
          {m.fields['leftOn'] === undefined ? null : <small><Badge>{t.leftOn(day(String(m.fields['leftOn'])))}</Badge></small>}
        </>
      ),
    },
    { key: 'sex', head: t.sex, cell: cell('sex') },
    { key: 'born', head: t.born, cell: (m) => <Born on={m.fields['birthOn']} /> },
    { key: 'ethnicity', head: t.ethnicity, cell: cell('ethnicity'), wideOnly: true },
    { key: 'phone', head: t.phone, cell: cell('phone') },
    { key: 'joined', head: t.joined, cell: cell('joinedOn'), wideOnly: true },
  ];
  const empty = all.length === 0
    ? <Empty title={t.none}><p>{t.noneHint}</p><a class="button quiet" href={`/console/import?club=${club}`}>{t.importLink}</a></Empty>
    : <Empty title={t.noneFound}><p>{t.noneFoundHint}</p></Empty>;
  return (
    <>
      {all.length === 0 ? null : <p class="muted small" role="status">{t.count(number(found.length), number(all.length))}</p>}
      <Table caption={t.title} columns={columns} rows={[...found].sort(byGivenName)} rowKey={(m) => m.id} empty={empty} />
    </>
  );
}

function Born({ on }: { on: Rec['fields'][string] | undefined }) {
  const t = useText(membersText);
  if (on === undefined) return <>–</>;
  const year = Number(String(on).slice(0, 4));
  return <span class="nowrap">{year} <span class="muted small">({t.age(String(new Date().getFullYear() - year))})</span></span>;
}
