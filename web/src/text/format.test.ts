import { describe, expect, it } from 'vitest';
import { ago, lasted, span } from './ago';
import { day, dayOf, decimal, dialled, fold, instant, money, number, percent } from './format';

describe('figures', () => {
  it('groups thousands with dots', () => {
    expect(number(1234567)).toBe('1.234.567');
    expect(money(-1500000)).toBe('-1.500.000\u00a0đ');
  });
  it('writes decimals with a comma', () => {
    expect(decimal(615, 1)).toBe('61,5');
    expect(decimal(1000, 2)).toBe('10,00');
  });
  it('has no share of nothing', () => {
    expect(percent(1, 3)).toBe('33,3\u00a0%');
    expect(percent(0, 0)).toBe('–');
  });
});

describe('days', () => {
  it('writes the day first', () => {
    expect(day('2026-01-31')).toBe('31/01/2026');
    expect(day('năm 1950')).toBe('năm 1950');
  });
  it('reckons in Vietnam, also at midnight', () => {
    expect(instant('2026-01-30T17:00:00Z')).toBe('31/01/2026 00:00');
    expect(dayOf(new Date('2026-01-30T16:59:59Z'))).toBe('2026-01-30');
    expect(instant('không rõ')).toBe('không rõ');
  });
  it('tells how long ago in one unit', () => {
    const now = new Date('2026-11-26T12:00:00Z');
    expect(ago('2026-11-23T11:00:00Z', now, 'vi')).toBe('3 ngày trước');
    expect(ago('2026-11-26T11:00:00Z', now, 'en')).toBe('1 hour ago');
    expect(ago('2026-11-26T12:05:00Z', now, 'vi')).toBe('vừa xong');
    expect(lasted('2026-11-23T11:00:00Z', now, 'vi')).toBe('3 ngày');
    expect(lasted('2026-11-26T12:05:00Z', now, 'vi')).toBe('dưới 1 phút');
    expect(lasted('2025-11-26T12:00:00Z', now, 'vi')).toBe('365 ngày');
    expect(lasted('2017-08-21T12:00:00Z', now, 'vi')).toBe('9 năm');
    expect(span(7_200_000, 'en')).toBe('2 hours');
    expect(span(86_400_000, 'en')).toBe('1 day');
  });
});

it('folds diacritics for searching', () => {
  expect(fold('Đặng Văn Đức, Nậm Nhùn')).toBe('dang van duc, nam nhun');
});

it('writes phone numbers as people dial them', () => {
  expect(dialled('+84912345678')).toBe('0912\u00a0345\u00a0678');
  expect(dialled('113')).toBe('113');
});
