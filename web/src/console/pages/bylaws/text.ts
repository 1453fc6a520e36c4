import { catalogue } from '../../../text/catalogue';

export const bylawsText = catalogue({
  vi: {
    title: 'Quy chế',
  },
  en: {
    title: 'By-laws',
  },
});
