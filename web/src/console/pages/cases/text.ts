import { catalogue } from '../../../text/catalogue';

export const casesText = catalogue({
  vi: {
    title: 'Việc cần quyết',
  },
  en: {
    title: 'Cases',
  },
});
