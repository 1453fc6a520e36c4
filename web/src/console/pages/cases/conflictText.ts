import { catalogue } from '../../../text/catalogue';

/** Why a decision could not be made or taken back, by `details.reason`. */
export const conflictText = catalogue({
  vi: {
    decided: 'Việc này vừa có người quyết rồi.',
    undecided: 'Việc này đang chờ, chưa có quyết định để hoàn tác.',
    'carried-out': 'Điều đã thực hiện thì không hoàn tác được. Nếu sai, hãy sửa ngay trên bản ghi.',
    newer: 'Đã có việc mới hơn hỏi về cùng điều này. Hãy quyết việc mới.',
    changed: 'Bản ghi đã có người sửa tiếp sau quyết định này nên không hoàn tác được nữa. Hãy sửa ngay trên bản ghi.',
    joined: 'Một trong hai bản ghi đã được gộp vào bản khác.',
    'taken-back': 'Lần trả này đã được đảo lại rồi.',
    'one-hand': 'Người ghi không được tự mình duyệt việc đảo lại. Hãy nhờ cán bộ khác.',
    gone: 'Bản ghi cần cho việc này không còn ở đây.',
    differs: 'Việc đã được quyết, hoặc hai bên khác ý nhau. Hãy mở ra xem.',
    other: 'Chưa quyết được việc này. Hãy tải lại rồi thử lần nữa.',
  },
  en: {
    decided: 'Somebody has just decided this case.',
    undecided: 'This case waits; there is no decision to undo.',
    'carried-out': 'What was carried out cannot be undone. If it is wrong, correct the record itself.',
    newer: 'A newer case asks about the same thing. Decide that one.',
    changed: 'Somebody has changed the record since, so this cannot be undone. Correct the record itself.',
    joined: 'One of the two records was joined to another.',
    'taken-back': 'This payment is taken back already.',
    'one-hand': 'Who wrote it cannot also approve that it is taken back. Ask another officer.',
    gone: 'A record that this case needs is not here.',
    differs: 'The case is decided, or its sides differ. Open it and look.',
    other: 'This could not be decided. Load it again and try once more.',
  },
});
