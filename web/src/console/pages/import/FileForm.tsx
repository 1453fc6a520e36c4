import { useState } from 'preact/hooks';
import { ApiError } from '../../../api/client';
import { planImport, type ImportPlan, type Wish } from '../../../api/imports';
import { useText } from '../../../text/catalogue';
import { dayOf } from '../../../text/format';
import { Form, FormField, parseDay, TextField, uiText, useAction } from '../../../ui';
import { importText } from './text';

const bytesMax = 2 * 1024 * 1024;

interface Props {
  club: string;
  /** Where the club's present list is downloaded: it shows the columns. */
  sample: string;
  onPlan: (wish: Wish, plan: ImportPlan, tag: string) => void;
}

/** Asks for the file and tries it. What is wrong with it as a whole is said under it. */
export function FileForm({ club, sample, onPlan }: Props) {
  const t = useText(importText);
  const ui = useText(uiText);
  const [fault, setFault] = useState<string>();
  const [dayFault, setDayFault] = useState(false);
  const trying = useAction(async (typed: FormData) => {
    setFault(undefined);
    const file = typed.get('file');
    if (!(file instanceof File) || file.name === '') return setFault(t.noFile);
    if (file.size > bytesMax) return setFault(t.tooLarge);
    const joined = String(typed.get('joinedOn') ?? '').trim();
    const read = joined === '' ? { value: '' } : parseDay(joined);
    setDayFault('wrong' in read);
    if ('wrong' in read) return;
    const wish: Wish = { club, file, joinedOn: String(read.value), year: String(typed.get('year') ?? '').trim() };
    try {
      const { body, etag } = await planImport(wish);
      onPlan(wish, body, etag);
    } catch (error) {
      const about = error instanceof ApiError ? error.details['message'] : undefined;
      if (about === undefined) throw error;
      setFault(about);
    }
  });
  return (
    <div class="sheet stack">
      <Form submit={t.tryIt} busy={trying.busy} error={trying.error} onSubmit={trying.run}>
        <FormField label={t.file} hint={t.fileHint} fault={fault} required>
          {({ id, describedBy, invalid }) => (
            <input id={id} name="file" type="file" class="input" accept=".xlsx,.csv,.txt" aria-describedby={describedBy} aria-invalid={invalid} />
          )}
        </FormField>
        <TextField label={t.joinedOn} name="joinedOn" inputMode="numeric" hint={t.joinedOnHint} fault={dayFault ? ui.notDay : undefined} />
        <TextField label={t.year} name="year" inputMode="numeric" maxLength={4} value={dayOf(new Date()).slice(0, 4)} hint={t.yearHint} />
      </Form>
      <p class="muted small">{t.columns} <a href={sample} download>{t.sample}</a></p>
    </div>
  );
}
