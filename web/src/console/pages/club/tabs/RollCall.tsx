import { useEffect, useRef, useState } from 'preact/hooks';
import { changeRecord, clubScope, makeRecord, type Rec } from '../../../../api/records';
import { fieldOf, type Field } from '../../../../api/schema';
import { useText } from '../../../../text/catalogue';
import { useLanguage } from '../../../../text/language';
import { Empty, Table, useAction, useFailureText, useToast, type Column } from '../../../../ui';
import { useRegistry } from '../../../session';
import type { Refs } from '../edit/refs';
import { meetingsText } from './meetingsText';

interface Props {
  club: string;
  meeting: string;
  called: Rec[];
  refs: Refs;
  onChanged: () => void;
}

interface Line {
  member: string;
  name: string;
  record: Rec | undefined;
}

/** Writes down whether somebody came, and gives the record as it is then. */
type Save = (member: string, record: Rec | undefined, value: string) => Promise<Rec | undefined>;

/** Who came, one choice a person; each is saved at once, as on a phone. */
export function RollCall({ club, meeting, called, refs, onChanged }: Props) {
  const t = useText(meetingsText);
  const status = fieldOf(useRegistry(), 'attendance', 'status');
  const byMember = new Map(called.map((record) => [String(record.fields['member']), record]));
  const lines: Line[] = (refs.choices['member'] ?? []).map((m) => ({ member: m.value, name: m.label, record: byMember.get(m.value) }));
  const save: Save = async (member, record, value) => {
    const { body } = record === undefined ? await makeRecord(clubScope(club), 'attendance', { meeting, member, status: value })
      : await changeRecord(clubScope(club), record.id, record.vector, { set: { status: value }, unset: [] });
    return body.record;
  };
  const columns: Column<Line>[] = [
    { key: 'name', head: t.member, cell: (line) => <a href={`/console/clubs/${club}/members/${line.member}`}>{line.name}</a> },
    { key: 'status', head: t.attendance, cell: (line) => (status === undefined ? null : <Call line={line} status={status} save={save} onChanged={onChanged} />) },
  ];
  return <Table caption={t.roll} columns={columns} rows={lines} rowKey={(line) => line.member} empty={<Empty title={t.noMembers} />} />;
}

/**
 * The choice for one person. When it cannot be saved it goes back to what the book says. What is chosen while the choice before is
 * being saved comes after it: with the arrow keys one passes through the others.
 */
function Call({ line, status, save, onChanged }: { line: Line; status: Field; save: Save; onChanged: () => void }) {
  const t = useText(meetingsText);
  const { language } = useLanguage();
  const say = useToast();
  const tell = useFailureText();
  const [failures, setFailures] = useState(0);
  const now = String(line.record?.fields['status'] ?? '');
  const stands = useRef(line.record);
  useEffect(() => { stands.current = line.record; }, [line.record]);
  const wanted = useRef(now);
  const saving = useAction(async () => {
    try {
      for (let saved: string | undefined; saved !== wanted.current;) {
        const value = wanted.current;
        stands.current = await save(line.member, stands.current, value);
        saved = value;
      }
      say({ text: t.saved(line.name) });
    } catch (error) {
      say({ text: tell(error), tone: 'bad' });
      setFailures((n) => n + 1);
    }
    onChanged();
  });
  return (
    <select key={failures} class="input" aria-label={t.set(line.name)} aria-busy={saving.busy} onChange={(event) => { wanted.current = event.currentTarget.value; void saving.run(); }}>
      {now === '' ? <option value="" selected disabled>{t.unset}</option> : null}
      {(status.options ?? []).map((o) => <option key={o.value} value={o.value} selected={o.value === now}>{o.label[language]}</option>)}
    </select>
  );
}
