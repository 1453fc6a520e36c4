import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { casesText } from './text';

export default function Case() {
  return <Making title={useText(casesText).title} />;
}
