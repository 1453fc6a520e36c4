import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { printText } from './text';

export default function Print() {
  return <Making title={useText(printText).title} />;
}
