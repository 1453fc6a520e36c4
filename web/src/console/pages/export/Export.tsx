import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { fileAddress, listTables, type ExportTable, type Format } from '../../../api/exports';
import { useText } from '../../../text/catalogue';
import { useLanguage } from '../../../text/language';
import { Empty, Loaded, Page, Section, SelectField, useLoad } from '../../../ui';
import { ClubChoice } from '../../ClubChoice';
import { useRegistry } from '../../session';
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
  const label = (name: string): string =>
    registry.types.find((type) => type.name === name)?.label[language] ?? load.value?.find((table) => table.name === name)?.label ?? name;
  return (
    <Page title={t.title} lead={t.lead}>
      <ClubChoice club={club} all={t.allClubs} onChoose={(id) => route(id === '' ? '/console/export' : `/console/export?club=${id}`)} />
      <Loaded load={load}>{(tables) => (tables.length === 0 ? <Empty title={t.nothing} /> : <Choice tables={of(tables, club)} club={club} label={label} />)}</Loaded>
      {club === '' ? null : <Prints club={club} />}
      <Journal label={label} />
    </Page>
  );
}

/** The province's tables are of no club. */
const of = (tables: ExportTable[], club: string): ExportTable[] => tables.filter((table) => club === '' || table.scope !== 'province');

/** Tables to tick, and the form of the file. */
function Choice({ tables, club, label }: { tables: ExportTable[]; club: string; label: (table: string) => string }) {
  const t = useText(exportText);
  const { language } = useLanguage();
  const [picked, setPicked] = useState<string[]>(['member']);
  const [format, setFormat] = useState<Format>('xlsx');
  const toggle = (name: string, on: boolean) => setPicked((old) => (on ? [...old, name] : old.filter((other) => other !== name)));
  const inOrder = [...tables].sort((a, b) => label(a.name).localeCompare(label(b.name), language));
  // What was ticked and is not shown any more is not asked for.
  const asked = tables.filter((table) => picked.includes(table.name)).map((table) => table.name);
  const fits = asked.length > 0 && (format === 'xlsx' || asked.length === 1);
  return (
    <div class="sheet stack">
      {scopes.filter((scope) => tables.some((table) => table.scope === scope)).map((scope) => (
        <fieldset key={scope} class="boxes export-tables">
          <legend class="field-label">{t.scopes(scope)}</legend>
          {inOrder.filter((table) => table.scope === scope).map((table) => (
            <label key={table.name} class="check">
              <input type="checkbox" checked={picked.includes(table.name)} onChange={(event) => toggle(table.name, event.currentTarget.checked)} />
              <span>{label(table.name)}</span>
            </label>
          ))}
        </fieldset>
      ))}
      <SelectField label={t.format} name="format" value={format} hint={format === 'xlsx' ? t.xlsxHint : t.csvHint} onChange={(v) => setFormat(v as Format)}
        choices={[{ value: 'xlsx', label: t.xlsx }, { value: 'csv', label: t.csv }, { value: 'csv-comma', label: t.comma }]} />
      <div class="row" aria-live="polite">
        {fits ? <a class="button main" href={fileAddress(asked, format, club)} download>{t.download(asked.length)}</a> : null}
        <button type="button" class="button" onClick={() => setPicked(asked.length === tables.length ? [] : tables.map((table) => table.name))}>
          {asked.length === tables.length ? t.none : t.every}
        </button>
        {asked.length === 0 ? <span class="muted">{t.pickOne}</span> : null}
        {asked.length > 1 && !fits ? <span class="field-fault">{t.oneForCsv}</span> : null}
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
