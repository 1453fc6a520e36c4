import { catalogue } from '../../../text/catalogue';

export const printText = catalogue({
  vi: {
    title: 'Bản in',
  },
  en: {
    title: 'Print',
  },
});
