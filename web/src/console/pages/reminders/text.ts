import type { ReminderKind, ReminderState, Show } from '../../../api/reminders';
import { catalogue } from '../../../text/catalogue';

const vi = {
  shows: { due: 'Sắp gửi', sent: 'Đã gửi', failed: 'Không tới nơi', unseen: 'Không ai xem', all: 'Tất cả' } satisfies Record<Show, string>,
  explains: {
    due: 'Những lời nhắc đang chờ đến giờ gửi, trong giờ làng thức.',
    sent: 'Đã gửi tới máy. “Trong ứng dụng”: máy không nhận được thông báo, lời nhắc nằm sẵn trong danh sách khi mở ứng dụng.',
    failed: 'Lời nhắc không tới được máy. Hãy gọi điện, hoặc xem máy ấy ở trang Máy.',
    unseen: 'Đã hết hạn nhắc mà chưa máy nào báo là đã hiện. Người này có thể không biết.',
    all: 'Giữ lại 60 ngày sau khi xong.',
  } satisfies Record<Show, string>,
  nothing: {
    due: 'Không có lời nhắc nào đang chờ', sent: 'Chưa gửi lời nhắc nào', failed: 'Không có lời nhắc nào hỏng', unseen: 'Ai được nhắc cũng đã xem', all: 'Chưa có lời nhắc nào',
  } satisfies Record<Show, string>,
  nothingHint: {
    due: 'Khi có buổi họp, kỳ trả nợ hoặc lượt thăm sắp tới, lời nhắc sẽ hiện ở đây.',
    sent: 'Lời nhắc chỉ đi tới máy đã ghi danh của người có trách nhiệm.',
    failed: 'Mọi lời nhắc đều tới nơi.', unseen: 'Không phải làm gì thêm.',
    all: 'Cần có máy đã ghi danh và buổi họp, khoản vay hoặc lượt thăm trong sổ.',
  } satisfies Record<Show, string>,
  kinds: { meeting: 'Buổi họp', loan: 'Trả nợ', visit: 'Thăm tại nhà', case: 'Việc đã quyết' } satisfies Record<ReminderKind, string>,
  states: {
    pending: 'Chờ gửi', sending: 'Đang gửi', sent: 'Đã gửi', listed: 'Trong ứng dụng', gone: 'Máy không còn nhận', rejected: 'Không gửi được',
    expired: 'Quá hạn, chưa tới', unknown: 'Không chắc đã tới', cancelled: 'Không cần nhắc nữa',
  } satisfies Record<ReminderState, string>,
};

const en = {
  shows: { due: 'Due', sent: 'Sent', failed: 'Did not arrive', unseen: 'Never seen', all: 'All' } satisfies Record<Show, string>,
  explains: {
    due: 'Reminders that wait for their hour, while the village is awake.',
    sent: 'Sent to the phone. “In the app”: no push reaches the phone, the reminder waits in the app’s list.',
    failed: 'Reminders that did not reach the phone. Call, or look at the phone.',
    unseen: 'Their time is over and no phone said that it had shown them.',
    all: 'Kept for 60 days after they are over.',
  } satisfies Record<Show, string>,
  nothing: { due: 'No reminder waits', sent: 'Nothing was sent yet', failed: 'No reminder failed', unseen: 'Everybody saw what he was reminded of', all: 'There are no reminders yet' } satisfies Record<Show, string>,
  nothingHint: {
    due: 'Meetings, repayments and visits to come will be here.', sent: 'Reminders go to enrolled phones of those who are responsible.',
    failed: 'All reminders arrived.', unseen: 'There is nothing to do.', all: 'Enrolled phones and meetings, loans or visits are needed.',
  } satisfies Record<Show, string>,
  kinds: { meeting: 'Meeting', loan: 'Repayment', visit: 'Home visit', case: 'Decided case' } satisfies Record<ReminderKind, string>,
  states: {
    pending: 'Waiting', sending: 'Being sent', sent: 'Sent', listed: 'In the app', gone: 'Phone cannot be reached', rejected: 'Could not be sent',
    expired: 'Too late', unknown: 'May have arrived', cancelled: 'Not needed any more',
  } satisfies Record<ReminderState, string>,
};

export const remindersText = catalogue({
  vi: {
    title: 'Nhắc việc',
    lead: 'Ai được nhắc việc gì, đã tới máy chưa, đã xem chưa.',
    allClubs: 'Tất cả câu lạc bộ của tôi',
    shows: (s: Show) => vi.shows[s],
    explains: (s: Show) => vi.explains[s],
    nothing: (s: Show) => vi.nothing[s],
    nothingHint: (s: Show) => vi.nothingHint[s],
    who: 'Người được nhắc',
    nobody: 'Người không còn trong danh sách',
    what: 'Nhắc về',
    club: 'Câu lạc bộ',
    state: 'Đã tới đâu',
    seen: 'Đã xem',
    kinds: (k: ReminderKind) => vi.kinds[k],
    states: (s: ReminderState) => vi.states[s],
    leads: (days: number) => (days > 0 ? `nhắc trước ${days} ngày` : days === 0 ? 'nhắc đúng ngày' : `nhắc sau ${-days} ngày`),
    goesOut: (at: string) => `lúc ${at}`,
    triedNext: (n: number, at: string) => `đã thử ${n} lần, thử lại lúc ${at}`,
    seenAt: (at: string) => at,
    neverSeen: 'Không ai xem',
    notYet: 'Chưa',
  },
  en: {
    title: 'Reminders',
    lead: 'Who was reminded of what, whether it arrived, and whether it was seen.',
    allClubs: 'All my clubs',
    shows: (s: Show) => en.shows[s],
    explains: (s: Show) => en.explains[s],
    nothing: (s: Show) => en.nothing[s],
    nothingHint: (s: Show) => en.nothingHint[s],
    who: 'Reminded',
    nobody: 'Somebody who is no more on the list',
    what: 'Of',
    club: 'Club',
    state: 'How far it came',
    seen: 'Seen',
    kinds: (k: ReminderKind) => en.kinds[k],
    states: (s: ReminderState) => en.states[s],
    leads: (days: number) => (days > 0 ? `${days} days ahead` : days === 0 ? 'on the day' : `${-days} days after`),
    goesOut: (at: string) => `at ${at}`,
    triedNext: (n: number, at: string) => `tried ${n} times, again at ${at}`,
    seenAt: (at: string) => at,
    neverSeen: 'Never',
    notYet: 'Not yet',
  },
});
