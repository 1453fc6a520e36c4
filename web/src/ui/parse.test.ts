import { describe, expect, it } from 'vitest';
import type { Field } from '../api/schema';
import { isUnusual, parseField } from './parse';

const label = { vi: 'Mục', en: 'Item' };
const money: Field = { name: 'amount', kind: 'money', label, min: 0, max: 50_000_000 };
const weight: Field = { name: 'weight', kind: 'decimal', label, scale: 1, min: 200, max: 2000, softMin: 300, softMax: 1200 };
const name: Field = { name: 'name', kind: 'text', label, required: true, max: 5 };

describe('amounts', () => {
  it('reads them as people write them', () => {
    for (const typed of ['1500000', '1.500.000', '1 500 000', '1.500.000 đ', ' 1.500.000đ ']) {
      expect(parseField(money, typed)).toEqual({ value: 1_500_000 });
    }
  });
  it('guesses nothing', () => {
    expect(parseField(money, '1.5')).toEqual({ wrong: { key: 'notWhole' } });
    expect(parseField(money, '1.50.000')).toEqual({ wrong: { key: 'notNumber' } });
    expect(parseField(money, 'một triệu')).toEqual({ wrong: { key: 'notNumber' } });
  });
  it('keeps the bounds', () => {
    expect(parseField(money, '-1')).toEqual({ wrong: { key: 'below', bound: '0' } });
    expect(parseField(money, '50.000.001')).toEqual({ wrong: { key: 'above', bound: '50.000.000' } });
    expect(parseField(money, '50.000.000')).toEqual({ value: 50_000_000 });
  });
});

describe('decimals', () => {
  it('keeps them as whole numbers', () => {
    expect(parseField(weight, '61,5')).toEqual({ value: 615 });
    expect(parseField(weight, '61')).toEqual({ value: 610 });
    expect(parseField(weight, '61,55')).toEqual({ wrong: { key: 'decimals', digits: 1 } });
  });
  it('asks about the unusual', () => {
    expect(isUnusual(weight, 1300)).toBe(true);
    expect(isUnusual(weight, 615)).toBe(false);
    expect(isUnusual(money, 1)).toBe(false);
  });
});

describe('texts', () => {
  it('counts letters, not bytes, in one form', () => {
    expect(parseField(name, 'Pha\u0302y')).toEqual({ value: 'Phây' });
    expect(parseField(name, 'Tòng Thị')).toEqual({ wrong: { key: 'tooLong', bound: '5' } });
  });
  it('asks for what must not be empty', () => {
    expect(parseField(name, '   ')).toEqual({ wrong: { key: 'missing' } });
    expect(parseField(money, '')).toEqual({ value: undefined });
  });
});

describe('days', () => {
  const born: Field = { name: 'birthOn', kind: 'date', label };
  it('reads the day before the month, wherever the browser is from', () => {
    for (const typed of ['02/03/1951', '2/3/1951', '2-3-1951', '02.03.1951', '2 3 1951', '02031951', ' 1951-03-02 ']) {
      expect(parseField(born, typed)).toEqual({ value: '1951-03-02' });
    }
  });
  it('knows the calendar', () => {
    for (const typed of ['31/02/1951', '29/02/1951', '13/13/1951', '0/1/1951', '1951', '2/3/51', 'mùng hai', '02/03/0051']) {
      expect(parseField(born, typed)).toEqual({ wrong: { key: 'notDay' } });
    }
    expect(parseField(born, '29/02/1952')).toEqual({ value: '1952-02-29' });
    expect(parseField(born, '')).toEqual({ value: undefined });
  });
});
