import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { peopleText } from './text';

export default function People() {
  return <Making title={useText(peopleText).title} />;
}
