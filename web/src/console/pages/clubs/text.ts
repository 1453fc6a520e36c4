import { catalogue } from '../../../text/catalogue';

export const clubsText = catalogue({
  vi: {
    title: 'Câu lạc bộ',
  },
  en: {
    title: 'Clubs',
  },
});
