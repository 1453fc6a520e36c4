import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { remindersText } from './text';

export default function Reminders() {
  return <Making title={useText(remindersText).title} />;
}
