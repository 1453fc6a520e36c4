import type { Field, Value } from '../api/schema';
import { decimal, number } from '../text/format';

/** What was read of one field: its value (undefined: left empty), or what is wrong, by the key of uiText and its arguments. */
export type Reading = { value: Value | undefined } | { wrong: Wrong };
export type Wrong =
  | { key: 'missing' | 'notNumber' | 'notWhole' | 'notDay' }
  | { key: 'below' | 'above' | 'tooLong'; bound: string }
  | { key: 'decimals'; digits: number };

/** Reads what was typed into a field. The server judges again; this only answers at once what is plain. */
export function parseField(field: Field, typed: string): Reading {
  const text = typed.trim();
  if (text === '') return field.required === true ? { wrong: { key: 'missing' } } : { value: undefined };
  switch (field.kind) {
    case 'int': case 'money': return bounded(field, parseWhole(text), 0);
    case 'decimal': return bounded(field, parseDecimal(text, field.scale ?? 0), field.scale ?? 0);
    case 'date': return parseDay(text);
    case 'bool': return { value: text === 'true' };
    case 'text': {
      const clean = text.normalize('NFC');
      const most = field.max ?? Infinity;
      return [...clean].length > most ? { wrong: { key: 'tooLong', bound: number(most) } } : { value: clean };
    }
    default: return { value: text };
  }
}

/** 1.500.000, 1 500 000 and 1500000 are the same; 1.5 is no whole number. */
function parseWhole(text: string): Reading {
  const bare = text.replace(/\s*(đ|vnđ|vnd)$/i, '');
  if (/^[+-]?\d+$/.test(bare)) return { value: Number(bare) };
  if (/^[+-]?\d{1,3}([.\s\u00a0]\d{3})+$/.test(bare)) return { value: Number(bare.replace(/[.\s\u00a0]/g, '')) };
  return { wrong: { key: /^[+-]?\d+[.,]\d+$/.test(bare) ? 'notWhole' : 'notNumber' } };
}

/** 2/3/1951, 02-03-1951, 02.03.1951 and 02031951 are the second of March, wherever the browser is from; so is 1951-03-02. */
export function parseDay(typed: string): Reading {
  const text = typed.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const [year, month, day] = iso !== null ? iso.slice(1).map(Number) : (/^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$|^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? []).slice(1).filter((part) => part !== undefined).reverse().map(Number);
  if (year === undefined || month === undefined || day === undefined) return { wrong: { key: 'notDay' } };
  const found = new Date(Date.UTC(year, month - 1, day));
  if (year < 1000 || found.getUTCMonth() !== month - 1 || found.getUTCDate() !== day) return { wrong: { key: 'notDay' } };
  return { value: found.toISOString().slice(0, 10) };
}

/** 61,5 and 61.5 with scale 1 are 615. */
function parseDecimal(text: string, scale: number): Reading {
  const found = /^([+-]?)(\d+)(?:[.,](\d+))?$/.exec(text);
  if (!found) return { wrong: { key: 'notNumber' } };
  const digits = found[3] ?? '';
  if (digits.length > scale) return { wrong: { key: 'decimals', digits: scale } };
  return { value: Number(`${found[1]}${found[2]}${digits.padEnd(scale, '0')}`) };
}

function bounded(field: Field, read: Reading, scale: number): Reading {
  if ('wrong' in read || typeof read.value !== 'number') return read;
  if (field.min !== undefined && read.value < field.min) return { wrong: { key: 'below', bound: decimal(field.min, scale) } };
  if (field.max !== undefined && read.value > field.max) return { wrong: { key: 'above', bound: decimal(field.max, scale) } };
  return read;
}

/** Says whether a number is outside what is usual, though allowed: it is asked about, never refused. */
export function isUnusual(field: Field, value: Value | undefined): boolean {
  if (typeof value !== 'number' || (field.softMin === undefined && field.softMax === undefined)) return false;
  return value < (field.softMin ?? -Infinity) || value > (field.softMax ?? Infinity);
}
