import { expect, it } from 'vitest';
import { clockOffset } from './clock';

it('tells how wrong a clock was, in the unit people would use', () => {
  expect(clockOffset(1_000, 'vi')).toBe('');
  expect(clockOffset(26 * 3_600_000, 'vi')).toBe('đồng hồ máy nhanh 26 giờ');
  expect(clockOffset(-3 * 86_400_000, 'vi')).toBe('đồng hồ máy chậm 3 ngày');
  expect(clockOffset(-56 * 31_557_600_000, 'en')).toBe("phone's clock 56 years slow");
  expect(clockOffset(180_000, 'vi')).toBe('đồng hồ máy nhanh 3 phút');
});
