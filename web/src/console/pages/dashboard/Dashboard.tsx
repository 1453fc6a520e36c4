import { useText } from '../../../text/catalogue';
import { Making } from '../../Making';
import { dashboardText } from './text';

export default function Dashboard() {
  return <Making title={useText(dashboardText).title} />;
}
