import { catalogue } from '../../../text/catalogue';

export const phonesText = catalogue({
  vi: {
    title: 'Máy',
  },
  en: {
    title: 'Phones',
  },
});
