import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { clubText } from './text';

export default function Club() {
  return <Making title={useText(clubText).title} />;
}
