import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { fileAddress, listTables, type ExportTable, type Format } from '../../../api/exports';
import { useText } from '../../../text/catalogue';
import { useLanguage } from '../../../text/language';
import { Empty, Loaded, Page, Section, SelectField, useLoad } from '../../../ui';
import { useRegistry } from '../../session';
import { ClubChoice } from '../import/ClubChoice';
import { Journal } from './Journal';
import { exportText } from './text';
import './export.css';

const scopes: ExportTable['scope'][] = ['club', 'health', 'user', 'province'];

/** Hands out tables as files: of one club, or of all that the officer reads. */
export default function Export() {
  const t = useText(exportText);
  const { query, route } = useLocation();
  const club = query['club'] ?? '';
  const load = useLoad(listTables, []);
  const registry = useRegistry();
  const { language } = useLanguage();
  return (
    <Page title={t.title} lead={t.lead}>
      <ClubChoice club={club} all={t.allClubs} onChoose={(id) => route(id === '' ? '/console/export' : `/console/export?club=${id}`)} />
      <Loaded load={load}>{(tables) => (tables.length === 0 ? <Empty title={t.nothing} /> : <Choice tables={tables} club={club} />)}</Loaded>
      {club === '' ? null : <Prints club={club} />}
      <Journal label={(name) => registry.types.find((type) => type.name === name)?.label[language] ?? name} />
    </Page>
  );
}

/** Tables to tick, and the form of the file. */
function Choice({ tables, club }: { tables: ExportTable[]; club: string }) {
  const t = useText(exportText);
  const { language } = useLanguage();
  const registry = useRegistry();
  const [picked, setPicked] = useState<string[]>(['member']);
  const [format, setFormat] = useState<Format>('xlsx');
  const label = (table: ExportTable) => registry.types.find((type) => type.name === table.name)?.label[language] ?? table.label;
  const toggle = (name: string, on: boolean) => setPicked((old) => (on ? [...old, name] : old.filter((other) => other !== name)));
  const fits = picked.length > 0 && (format === 'xlsx' || picked.length === 1);
  const inOrder = [...tables].sort((a, b) => label(a).localeCompare(label(b), language));
  const asked = tables.filter((table) => picked.includes(table.name)).map((table) => table.name);
  return (
    <div class="sheet stack">
      {scopes.filter((scope) => tables.some((table) => table.scope === scope) && (scope !== 'province' || club === '')).map((scope) => (
        <fieldset key={scope} class="boxes export-tables">
          <legend class="field-label">{t.scopes(scope)}</legend>
          {inOrder.filter((table) => table.scope === scope).map((table) => (
            <label key={table.name} class="check">
              <input type="checkbox" checked={picked.includes(table.name)} onChange={(event) => toggle(table.name, event.currentTarget.checked)} />
              <span>{label(table)}</span>
            </label>
          ))}
        </fieldset>
      ))}
      <SelectField label={t.format} name="format" value={format} hint={format === 'xlsx' ? t.xlsxHint : t.csvHint} onChange={(v) => setFormat(v as Format)}
        choices={[{ value: 'xlsx', label: t.xlsx }, { value: 'csv', label: t.csv }, { value: 'csv-comma', label: t.comma }]} />
      <div class="row" aria-live="polite">
        {fits ? <a class="button main" href={fileAddress(asked, format, club)} download>{t.download(picked.length)}</a> : null}
        <button type="button" class="button" onClick={() => setPicked(picked.length === tables.length ? [] : tables.map((table) => table.name))}>
          {picked.length === tables.length ? t.none : t.every}
        </button>
        {picked.length === 0 ? <span class="muted">{t.pickOne}</span> : null}
        {picked.length > 1 && !fits ? <span class="field-fault">{t.oneForCsv}</span> : null}
      </div>
      <p class="muted small">{t.logged}</p>
    </div>
  );
}

/** The papers that are printed and signed. */
function Prints({ club }: { club: string }) {
  const t = useText(exportText);
  return (
    <Section title={t.prints}>
      <div class="row">
        <a class="button" href={`/console/print/members/${club}`}>{t.memberList}</a>
        <a class="button" href={`/console/print/attendance/${club}`}>{t.attendance}</a>
        <a class="button" href={`/console/print/book/${club}`}>{t.book}</a>
        <a class="button" href={`/console/print/loan/${club}`}>{t.contract}</a>
        <a class="button" href={`/console/print/slip/${club}`}>{t.slip}</a>
      </div>
    </Section>
  );
}
