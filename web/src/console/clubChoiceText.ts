import { catalogue } from '../text/catalogue';

export const clubChoiceText = catalogue({
  vi: {
    club: 'Câu lạc bộ',
    another: 'Chọn câu lạc bộ khác',
    which: 'Chọn câu lạc bộ',
    find: 'Tìm tên câu lạc bộ, bản (gõ không dấu cũng được)',
    unnamed: 'Câu lạc bộ chưa có tên',
    nobody: 'Không có câu lạc bộ nào khớp. Hãy thử gõ ít chữ hơn.',
    narrow: 'Còn nhiều câu lạc bộ khác: hãy gõ tên để tìm.',
    keep: 'Giữ như cũ',
  },
  en: {
    club: 'Club',
    another: 'Choose another club',
    which: 'Choose the club',
    find: 'Name of the club or village (diacritics do not matter)',
    unnamed: 'Club without a name yet',
    nobody: 'No club matches. Try fewer letters.',
    narrow: 'There are many more: type a name to find one.',
    keep: 'Keep it as it was',
  },
});
