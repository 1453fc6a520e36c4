import { catalogue } from '../../../text/catalogue';

export const memberText = catalogue({
  vi: {
    title: 'Thành viên',
  },
  en: {
    title: 'Member',
  },
});
