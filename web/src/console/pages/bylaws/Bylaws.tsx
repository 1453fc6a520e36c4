import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { bylawsText } from './text';

export default function Bylaws() {
  return <Making title={useText(bylawsText).title} />;
}
