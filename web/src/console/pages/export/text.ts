import { catalogue } from '../../../text/catalogue';

export const exportText = catalogue({
  vi: {
    title: 'Xuất sổ sách',
  },
  en: {
    title: 'Export tables',
  },
});
