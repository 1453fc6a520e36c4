import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { memberText } from './text';

export default function Member() {
  return <Making title={useText(memberText).title} />;
}
