import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { exportText } from './text';

export default function Export() {
  return <Making title={useText(exportText).title} />;
}
