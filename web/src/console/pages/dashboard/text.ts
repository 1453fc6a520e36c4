import { catalogue } from '../../../text/catalogue';

export const dashboardText = catalogue({
  vi: {
    title: 'Bảng tin',
  },
  en: {
    title: 'Dashboard',
  },
});
