import { useState } from 'preact/hooks';
import { clubScope, type Rec } from '../../../../api/records';
import type { Office } from '../../../../api/clubs';
import { fieldOf } from '../../../../api/schema';
import { useText } from '../../../../text/catalogue';
import { day } from '../../../../text/format';
import { useLanguage } from '../../../../text/language';
import { Button, Empty, optionLabel, Section, Table, type Column } from '../../../../ui';
import { useRegistry } from '../../../session';
import { RecordDialog } from '../edit/RecordDialog';
import { useFresh } from '../edit/useFresh';
import { clubText } from '../text';
import type { TabProps } from './tab';

type Doing = { is: 'adding' } | { is: 'correcting'; record: Rec };

/** Who is on the board today. */
export function Board({ club, reload }: TabProps) {
  const t = useText(clubText);
  const { language } = useLanguage();
  const role = fieldOf(useRegistry(), 'clubRole', 'role');
  const [doing, setDoing] = useState<Doing | undefined>(undefined);
  const scope = clubScope(club.id);
  const label = (office: Office) => (role === undefined ? office.role : optionLabel(role, office.role, language));
  const fresh = useFresh(scope);
  const columns: Column<Office>[] = [
    { key: 'role', head: t.office, cell: label },
    { key: 'name', head: t.holder, cell: (o) => <a href={`/console/clubs/${club.id}/members/${o.member}`}>{o.name ?? '–'}</a> },
    { key: 'from', head: t.since, cell: (o) => <span class="nowrap">{day(o.from)}</span>, wideOnly: true },
    { key: 'to', head: t.until, cell: (o) => (o.to === undefined ? '–' : day(o.to)), wideOnly: true },
    {
      key: 'act', head: '', kind: 'action', cell: (o) => (
          <Button label={`${t.correctOffice}: ${label(o)}`} onClick={() => fresh(o.id, (record) => setDoing({ is: 'correcting', record }))}>{t.correctOffice}</Button>
      ),
    },
  ];
  const close = () => setDoing(undefined);
  const done = () => { close(); reload(); };
  const add = <Button onClick={() => setDoing({ is: 'adding' })}>{t.addOffice}</Button>;
  return (
    <Section title={t.board} actions={add}>
      <Table caption={t.board} columns={columns} rows={club.board} rowKey={(o) => o.id}
        empty={<Empty title={t.noBoard}><p>{t.noBoardHint}</p></Empty>} />
      {doing?.is === 'adding' ? <RecordDialog club={club.id} scope={scope} type="clubRole" title={t.addOffice} onClose={close} onDone={done} /> : null}
      {doing?.is === 'correcting' ? <RecordDialog club={club.id} scope={scope} type="clubRole" title={t.correctOffice} record={doing.record} onClose={close} onDone={done} /> : null}
    </Section>
  );
}
