import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { phonesText } from './text';

export default function Phones() {
  return <Making title={useText(phonesText).title} />;
}
