import { useText } from '../text/catalogue';
import { LanguageSwitch } from './LanguageSwitch';
import { useSession } from './session';
import { shellText } from './text';

const roles = ['province', 'commune', 'operator', 'health'] as const;

/** Who is logged in, in which language he reads, and the way out. */
export function Who({ onLogOut }: { onLogOut: () => void }) {
  const t = useText(shellText);
  const { user } = useSession();
  const role = roles.find((r) => user.grants.some((grant) => grant.role === r)) ?? 'other';
  return (
    <div class="who">
      <p class="who-name"><a href="/console/account"><strong>{user.name}</strong></a><small>{t[role]}</small></p>
      <LanguageSwitch />
      <button type="button" class="button quiet" onClick={onLogOut}>{t.logOut}</button>
    </div>
  );
}
