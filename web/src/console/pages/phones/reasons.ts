import { catalogue } from '../../../text/catalogue';

/** A short word for each reason why a phone is not in step, and what an officer does about it. */
export const reasonText = catalogue({
  vi: {
    wiped: 'Đã xoá dữ liệu',
    wipedDo: 'Không phải làm gì. Muốn dùng lại máy thì ghi danh mới.',
    wiping: 'Đang xoá dữ liệu',
    wipingDo: 'Chờ máy có sóng để xác nhận đã xoá.',
    draining: 'Đã thu hồi, chờ nộp',
    drainingDo: 'Nhắc người giữ máy mở ứng dụng ở nơi có sóng, để máy nộp hết bản ghi.',
    reused: 'Đăng nhập ở hai nơi',
    reusedDo: 'Hỏi người dùng máy có sao chép ứng dụng sang máy khác không, rồi ghi danh lại máy.',
    disabled: 'Tài khoản bị khoá',
    disabledDo: 'Nếu người này vẫn làm việc, mở lại tài khoản ở trang người dùng.',
    noGrants: 'Chưa giao câu lạc bộ',
    noGrantsDo: 'Giao câu lạc bộ cho người dùng máy ở trang người dùng.',
    never: 'Chưa liên lạc lần nào',
    neverDo: 'Nhắc người dùng mở ứng dụng khi có sóng, để máy nhận dữ liệu lần đầu.',
    expired: 'Hết hạn đăng nhập',
    expiredDo: 'Tạo mã mới để ghi danh lại máy. Bản ghi còn trong máy vẫn giữ nguyên và sẽ được gửi.',
    silent: 'Lâu không liên lạc',
    silentDo: 'Gọi cho người dùng máy: nhắc mở ứng dụng ở nơi có sóng, hoặc hỏi máy có mất, hỏng không.',
    outbox: 'Còn bản ghi chờ gửi',
    outboxDo: 'Máy sẽ tự gửi khi có sóng. Nếu đã lâu, nhắc người dùng mở ứng dụng và bấm gửi.',
    refused: 'Bản ghi phải sửa',
    refusedDo: 'Nhắc người dùng mở mục “Cần sửa” trong ứng dụng và sửa các bản ghi bị trả lại.',
    storage: 'Bộ nhớ đầy',
    storageDo: 'Giúp người dùng xoá bớt ảnh, video. Khi bộ nhớ đầy, máy không ghi thêm được.',
    clock: 'Đồng hồ sai',
    clockDo: 'Nhắc người dùng bật “Ngày giờ tự động” trong cài đặt của điện thoại.',
    oldApp: 'Ứng dụng cũ',
    oldAppDo: 'Nhắc người dùng mở ứng dụng ở nơi có mạng mạnh để cập nhật.',
    forked: 'Bị khôi phục hoặc nhân bản',
    forkedDo: 'Hỏi người dùng có dùng một bản sao trên hai máy không. Không có bản ghi nào bị mất.',
    purging: 'Chờ xoá phần không còn giao',
    purgingDo: 'Máy sẽ tự xoá ở lần liên lạc tới.',
  },
  en: {
    wiped: 'Records deleted',
    wipedDo: 'Nothing. To use the phone again, enrol it anew.',
    wiping: 'Deleting its records',
    wipingDo: 'Wait until it has a signal and confirms.',
    draining: 'Revoked, handing in',
    drainingDo: 'Ask whoever holds it to open the app where there is a signal.',
    reused: 'Logged in from two places',
    reusedDo: 'Ask whether the app was copied to another phone, then enrol the phone anew.',
    disabled: 'Account disabled',
    disabledDo: 'If the person still works, enable the account on the page of the person.',
    noGrants: 'No club given',
    noGrantsDo: 'Give the person a club on the page of the person.',
    never: 'No contact yet',
    neverDo: 'Ask the person to open the app where there is a signal.',
    expired: 'Log-in expired',
    expiredDo: 'Make a code and enrol the phone anew. What it still holds is kept and will be sent.',
    silent: 'Long silent',
    silentDo: 'Call the person: open the app where there is a signal, or is the phone lost or broken?',
    outbox: 'Operations waiting',
    outboxDo: 'They go by themselves when there is a signal. If it is long, ask the person to open the app.',
    refused: 'Operations to mend',
    refusedDo: 'Ask the person to open “to mend” in the app and mend what was sent back.',
    storage: 'Storage full',
    storageDo: 'Help the person to delete pictures and films: a full phone cannot record.',
    clock: 'Clock wrong',
    clockDo: 'Ask the person to switch on automatic date and time.',
    oldApp: 'Old app',
    oldAppDo: 'Ask the person to open the app where the network is good, so that it updates.',
    forked: 'Restored or cloned',
    forkedDo: 'Ask whether one copy is used on two phones. Nothing was lost.',
    purging: 'To delete what is not its own',
    purgingDo: 'It will do so at its next contact.',
  },
});

type Key = keyof typeof reasonText.vi & string;

/** How one reason is shown. */
interface ReasonView {
  code: string;
  word: Key;
  advice: Key;
  tone: 'plain' | 'warn' | 'bad';
}

/** The reasons as Device.why names them, the most pressing first. */
export const reasons: ReasonView[] = [
  { code: 'reused', word: 'reused', advice: 'reusedDo', tone: 'bad' },
  { code: 'disabled', word: 'disabled', advice: 'disabledDo', tone: 'bad' },
  { code: 'no-grants', word: 'noGrants', advice: 'noGrantsDo', tone: 'warn' },
  { code: 'expired', word: 'expired', advice: 'expiredDo', tone: 'bad' },
  { code: 'silent', word: 'silent', advice: 'silentDo', tone: 'bad' },
  { code: 'never', word: 'never', advice: 'neverDo', tone: 'warn' },
  { code: 'outbox', word: 'outbox', advice: 'outboxDo', tone: 'warn' },
  { code: 'refused', word: 'refused', advice: 'refusedDo', tone: 'warn' },
  { code: 'storage', word: 'storage', advice: 'storageDo', tone: 'bad' },
  { code: 'clock', word: 'clock', advice: 'clockDo', tone: 'warn' },
  { code: 'old-app', word: 'oldApp', advice: 'oldAppDo', tone: 'warn' },
  { code: 'forked', word: 'forked', advice: 'forkedDo', tone: 'warn' },
  { code: 'purging', word: 'purging', advice: 'purgingDo', tone: 'plain' },
  { code: 'draining', word: 'draining', advice: 'drainingDo', tone: 'warn' },
  { code: 'wiping', word: 'wiping', advice: 'wipingDo', tone: 'warn' },
  { code: 'wiped', word: 'wiped', advice: 'wipedDo', tone: 'plain' },
];

/** How a reason is shown; undefined for one that a newer server gives. */
export const reasonOf = (code: string): ReasonView | undefined => reasons.find((r) => r.code === code);
