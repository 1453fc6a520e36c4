import { catalogue } from '../../../text/catalogue';

export const remindersText = catalogue({
  vi: {
    title: 'Nhắc việc',
  },
  en: {
    title: 'Reminders',
  },
});
