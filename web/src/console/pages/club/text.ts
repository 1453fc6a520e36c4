import { catalogue } from '../../../text/catalogue';

export const clubText = catalogue({
  vi: {
    title: 'Câu lạc bộ',
  },
  en: {
    title: 'Club',
  },
});
