import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { phonesText } from './text';

export default function Phone() {
  return <Making title={useText(phonesText).title} />;
}
