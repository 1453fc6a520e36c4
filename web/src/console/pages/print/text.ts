import { catalogue } from '../../../text/catalogue';

const vi: Record<string, string> = { members: 'In danh sách thành viên', attendance: 'In phiếu điểm danh', book: 'In sổ quỹ', loan: 'In khế ước vay', slip: 'In phiếu thu, phiếu chi' };
const en: Record<string, string> = { members: 'Print the list of members', attendance: 'Print an attendance sheet', book: 'Print a cash book', loan: 'Print a loan contract', slip: 'Print a slip' };

export const printText = catalogue({
  vi: {
    papers: (what: string) => vi[what] ?? '',
    lead: 'Khổ giấy A4. Muốn lưu thành tệp, chọn “Lưu dưới dạng PDF” trong hộp in.',
    back: 'Về câu lạc bộ',
    print: 'In',
    meeting: 'Buổi sinh hoạt',
    blank: 'Phiếu trống để điền tay',
    fund: 'Quỹ',
    month: 'Tháng',
    slip: 'Phiếu',
    chooseSlip: 'Chọn phiếu cần in',
    noSlips: 'Tháng này quỹ không có phiếu nào',
    otherMonth: 'Hãy chọn tháng khác hoặc quỹ khác.',
    loan: 'Khoản vay',
    chooseLoan: 'Chọn khoản vay cần in',
    noLoans: 'Câu lạc bộ chưa có khoản vay nào',
  },
  en: {
    papers: (what: string) => en[what] ?? '',
    lead: 'A4. Look it over, then print; choose “Save as PDF” in the print dialog for a file. Papers are in Vietnamese.',
    back: 'Back to the club',
    print: 'Print',
    meeting: 'Meeting',
    blank: 'Blank, to be filled in by hand',
    fund: 'Fund',
    month: 'Month',
    slip: 'Slip',
    chooseSlip: 'Choose the slip',
    noSlips: 'The fund has no slip in this month',
    otherMonth: 'Choose another month or the other fund.',
    loan: 'Loan',
    chooseLoan: 'Choose the loan',
    noLoans: 'The club has no loans yet',
  },
});
