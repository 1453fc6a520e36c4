import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { importText } from './text';

export default function Import() {
  return <Making title={useText(importText).title} />;
}
