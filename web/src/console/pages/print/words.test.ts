import { describe, expect, it } from 'vitest';
import { dongInWords, inWords } from './words';

describe('amounts in words', () => {
  it.each([
    [0, 'không'], [4, 'bốn'], [10, 'mười'], [15, 'mười lăm'], [21, 'hai mươi mốt'], [11, 'mười một'], [105, 'một trăm linh năm'], [110, 'một trăm mười'],
    [555, 'năm trăm năm mươi lăm'], [1000, 'một nghìn'], [1005, 'một nghìn không trăm linh năm'], [20_015, 'hai mươi nghìn không trăm mười lăm'],
    [1_500_000, 'một triệu năm trăm nghìn'], [1_000_001, 'một triệu không trăm linh một'], [2_000_000_000, 'hai tỷ'],
    [1_234_567_891, 'một tỷ hai trăm ba mươi bốn triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi mốt'],
  ])('%i', (n, words) => expect(inWords(n)).toBe(words));
  it('begins with a capital', () => expect(dongInWords(5_000)).toBe('Năm nghìn đồng'));
});
