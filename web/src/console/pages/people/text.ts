import { catalogue } from '../../../text/catalogue';

export const peopleText = catalogue({
  vi: {
    title: 'Người dùng',
  },
  en: {
    title: 'People',
  },
});
