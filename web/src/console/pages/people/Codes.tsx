import { dropEnrolment, type Enrolment } from '../../../api/enrolments';
import { useText } from '../../../text/catalogue';
import { instant } from '../../../text/format';
import { Button, Failure, Table, useAction, useToast, type Column } from '../../../ui';
import { peopleText } from './text';

interface Props {
  codes: Enrolment[];
  /** Whose each is, where they are of several people. */
  named?: true;
  onChanged: () => void;
}

/** Codes that no phone has redeemed yet. The codes themselves were shown once and are known to nobody here. */
export function Codes({ codes, named, onChanged }: Props) {
  const t = useText(peopleText);
  const say = useToast();
  const withdrawing = useAction(async (code: Enrolment) => {
    await dropEnrolment(code.id);
    say({ text: t.withdrawn });
    onChanged();
  });
  const whose: Column<Enrolment> = { key: 'name', head: t.name, cell: (c) => <a href={`/console/people/${c.user}`}>{c.name}</a> };
  const columns: Column<Enrolment>[] = [
    ...(named === undefined ? [] : [whose]),
    { key: 'form', head: t.codeForm, cell: (c) => t[c.form], wideOnly: named !== undefined },
    { key: 'expires', head: t.expires, cell: (c) => instant(c.expires) },
    { key: 'act', head: '', kind: 'action', cell: (c) => <Button busy={withdrawing.busy} label={t.withdrawOf(c.name)} onClick={() => void withdrawing.run(c)}>{t.withdraw}</Button> },
  ];
  return (
    <>
      {withdrawing.error === undefined ? null : <Failure error={withdrawing.error} onRetry={onChanged} />}
      <Table caption={t.codesCaption} columns={columns} rows={codes} rowKey={(c) => c.id} empty={null} />
    </>
  );
}
