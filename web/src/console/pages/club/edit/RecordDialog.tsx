import { useRef, useState } from 'preact/hooks';
import { ApiError } from '../../../../api/client';
import { changeOf, changeRecord, makeRecord, type Corrected, type Rec } from '../../../../api/records';
import { typeOf, type Field, type RecordType, type Values } from '../../../../api/schema';
import { useText } from '../../../../text/catalogue';
import { useLanguage } from '../../../../text/language';
import { Button, Dialog, Loaded, SchemaForm, showValue, useLoad, useToast } from '../../../../ui';
import { useRegistry } from '../../../session';
import { DropDialog } from './AskDialogs';
import { fieldsOf } from './fields';
import { asAsked, choicesFor, isOffered, readRefs, targetsOf, type Refs } from './refs';
import { editText } from './text';

interface Props {
  club: string;
  scope: string;
  type: string;
  title: string;
  /** The record to correct; without one a new one is made. */
  record?: Rec;
  /** What the page knows already: whom or which meeting the new record is about. */
  given?: Values;
  /** Only these fields, where the page asks for a part. */
  only?: string[];
  /** How a new record is made, if not in the scope. */
  make?: (set: Values) => Promise<{ body: Corrected }>;
  onDone: (now: Rec | undefined) => void;
  onClose: () => void;
}

/** Makes or corrects one record by the form of its type. */
export function RecordDialog(props: Props) {
  const t = useText(editText);
  const [dropping, setDropping] = useState(false);
  const type = typeOf(useRegistry(), props.type);
  const fields = type === undefined ? [] : asked(type, props);
  const refs = useLoad((signal) => readRefs(props.club, targetsOf(fields), signal), [props.club, props.type]);
  if (type === undefined) return null;
  if (dropping && props.record !== undefined) {
    return <DropDialog scope={props.scope} record={props.record} what={props.title} onClose={props.onClose} onDone={() => props.onDone(undefined)} />;
  }
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <Loaded load={refs}>{(known) => <Editor {...props} fields={fields} refs={known} />}</Loaded>
      {props.record === undefined || type.deletable !== true ? null : <p class="dialog-foot"><Button tone="danger" onClick={() => setDropping(true)}>{t.dropThis}</Button></p>}
    </Dialog>
  );
}

/** The fields that the form asks for: not what is given, cannot change any more, or cannot be typed. */
function asked(type: RecordType, { record, given = {}, only }: Props): Field[] {
  return fieldsOf(type).filter((field) => {
    if (field.kind === 'table' || field.kind === 'time' || given[field.name] !== undefined || !isOffered(field)) return false;
    if (only !== undefined && !only.includes(field.name)) return false;
    return record === undefined || field.policy !== 'once' || record.fields[field.name] === undefined;
  });
}

function Editor({ scope, type, record, given = {}, make = (set) => makeRecord(scope, type, set), fields, refs, onDone, onClose }: Props & { fields: Field[]; refs: Refs }) {
  const t = useText(editText);
  const say = useToast();
  const shown = useRef(record); // what the form was opened with
  const [stands, setStands] = useState(record);
  const finish = (answer: Corrected) => {
    say({ text: answer.case === undefined ? t.saved : t.waits });
    onDone(answer.record);
  };
  const submit = async (values: Values) => {
    if (stands === undefined || shown.current === undefined) {
      await make({ ...filled(values), ...given }).then((answer) => finish(answer.body), (error: unknown) => { throw told(error, fields, t.already); });
      return;
    }
    const change = changeOf(shown.current.fields, values, fields.map((f) => f.name));
    if (Object.keys(change.set).length + change.unset.length === 0) {
      say({ text: t.unchanged });
      onClose();
      return;
    }
    try {
      finish((await changeRecord(scope, stands.id, stands.vector, change)).body);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 412 || error.record === undefined) throw told(error, fields, '');
      setStands(error.record as Rec);
    }
  };
  return (
    <>
      {stands === shown.current || stands === undefined || shown.current === undefined ? null
        : <MovedOn fields={fields} before={shown.current} now={stands} refs={refs} />}
      <SchemaForm fields={fields.map(asAsked)} values={record?.fields ?? {}} choices={choicesFor(fields, refs, record?.fields ?? {}, t.asWritten)}
        submit={record === undefined ? t.add : t.save} onSubmit={submit} onCancel={onClose} />
    </>
  );
}

/** Says what somebody else changed meanwhile, field by field. */
function MovedOn({ fields, before, now, refs }: { fields: Field[]; before: Rec; now: Rec; refs: Refs }) {
  const t = useText(editText);
  const { language } = useLanguage();
  const moved = fields.filter((f) => JSON.stringify(before.fields[f.name]) !== JSON.stringify(now.fields[f.name]));
  return (
    <div class="notice" role="alert">
      <p>{t.movedOn}</p>
      <ul>
        {moved.map((f) => (
          <li key={f.name}>
            {t.movedField(f.label[language], showValue(f, before.fields[f.name], language, refs.names), showValue(f, now.fields[f.name], language, refs.names))}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A refusal as this form can show it: what concerns fields that it does not ask is said above its buttons. */
function told(error: unknown, fields: Field[], already: string): unknown {
  if (!(error instanceof ApiError)) return error;
  const errors = error.faults.map((fault) => (fields.some((f) => f.name === fault.field) ? fault : { code: fault.code, message: fault.message }));
  return new ApiError(error.status, { title: error.status === 409 && already !== '' ? already : error.title, code: error.code, errors, details: error.details });
}

/** What was filled in: an empty list is nothing. */
const filled = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !(Array.isArray(value) && value.length === 0)));
