import type { PlacedGrant } from '../../../api/users';
import { useText } from '../../../text/catalogue';
import { grantText } from './grantText';
import { summarise } from './roles';

/** What somebody may do and where, a line for each place. */
export function Grants({ grants }: { grants: PlacedGrant[] }) {
  const t = useText(grantText);
  if (grants.length === 0) return <>{t.noGrants}</>;
  return <ul>{summarise(grants, t).map((line) => <li key={line}>{line}</li>)}</ul>;
}
