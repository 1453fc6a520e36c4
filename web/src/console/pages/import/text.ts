import { catalogue } from '../../../text/catalogue';

export const importText = catalogue({
  vi: {
    title: 'Nhập danh sách',
  },
  en: {
    title: 'Import a list',
  },
});
