import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { clubsText } from './text';

export default function Clubs() {
  return <Making title={useText(clubsText).title} />;
}
