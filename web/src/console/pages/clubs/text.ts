import { catalogue } from '../../../text/catalogue';

/** What the list of clubs says. */
export const clubsText = catalogue({
  vi: {
    title: 'Câu lạc bộ',
    lead: (n: string) => `${n} câu lạc bộ bạn phụ trách.`,
    find: 'Tìm theo tên, bản, mã; không cần dấu',
    name: 'Câu lạc bộ',
    village: 'Bản',
    members: 'Thành viên',
    cases: 'Việc chờ quyết',
    status: 'Tình trạng',
    none: 'Bạn chưa được giao câu lạc bộ nào.',
    noneHint: 'Cán bộ tỉnh giao phạm vi cho bạn ở trang Người dùng.',
    noneFound: 'Không tìm thấy câu lạc bộ nào.',
    noneFoundHint: 'Hãy thử ít chữ hơn, hoặc bỏ bớt điều kiện lọc.',
    unnamed: 'Chưa có hồ sơ',
  },
  en: {
    title: 'Clubs',
    lead: (n: string) => `${n} clubs in your care.`,
    find: 'Find by name, village, code; without diacritics',
    name: 'Club',
    village: 'Village',
    members: 'Members',
    cases: 'Open cases',
    status: 'Status',
    none: 'No club is in your care yet.',
    noneHint: 'The province gives you a scope on the page of people.',
    noneFound: 'No club found.',
    noneFoundHint: 'Try fewer letters, or fewer filters.',
    unnamed: 'No record yet',
  },
});
