import { useState } from 'preact/hooks';
import { ApiError } from '../../../../api/client';
import { dropRecord, takeBack, type Rec } from '../../../../api/records';
import { useText } from '../../../../text/catalogue';
import { Dialog, Form, TextField, useAction, useToast } from '../../../../ui';
import { editText } from './text';

interface Props {
  scope: string;
  record: Rec;
  /** What the record is, in words: "Buổi sinh hoạt 05/11/2026". */
  what: string;
  onDone: () => void;
  onClose: () => void;
}

/** Asks whether a record is to be deleted, and deletes it. */
export function DropDialog({ scope, record, what, onDone, onClose }: Props) {
  const t = useText(editText);
  const say = useToast();
  const dropping = useAction(async () => {
    await dropRecord(scope, record.id, record.vector);
    say({ text: t.dropped });
    onDone();
  });
  return (
    <Dialog title={what} onClose={onClose}>
      <Form submit={t.drop} tone="danger" busy={dropping.busy} error={dropping.error} onSubmit={dropping.run} onCancel={onClose}>
        <p>{t.dropAsk}</p>
      </Form>
    </Dialog>
  );
}

/** Asks why money is to be taken back, and adds the reversing record. */
export function TakeBackDialog({ scope, record, what, onDone, onClose }: Props) {
  const t = useText(editText);
  const say = useToast();
  const [fault, setFault] = useState<string | undefined>(undefined);
  const taking = useAction(async (typed: FormData) => {
    const note = String(typed.get('note') ?? '').trim();
    setFault(note === '' ? t.whyMissing : undefined);
    if (note === '') return;
    try {
      await takeBack(scope, record.id, record.vector, note);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      say({ text: t.tookBackAlready, tone: 'bad' });
      onClose();
      return;
    }
    say({ text: t.tookBack });
    onDone();
  });
  return (
    <Dialog title={what} onClose={onClose}>
      <Form submit={t.takeBack} tone="danger" busy={taking.busy} error={taking.error} onSubmit={taking.run} onCancel={onClose}>
        <p>{t.takeBackAsk}</p>
        <TextField label={t.why} name="note" hint={t.whyHint} fault={fault} required maxLength={300} lines />
      </Form>
    </Dialog>
  );
}
