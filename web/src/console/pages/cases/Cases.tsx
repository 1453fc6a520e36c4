import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { casesText } from './text';

export default function Cases() {
  return <Making title={useText(casesText).title} />;
}
