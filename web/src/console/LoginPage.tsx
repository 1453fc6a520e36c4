import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/client';
import { logIn } from '../api/session';
import { useText } from '../text/catalogue';
import { Form, TextField } from '../ui';
import { useAction } from '../ui/useAction';
import { LanguageSwitch } from './LanguageSwitch';
import { shellText } from './text';

type Mistake = 'login' | 'code' | undefined;

/** Asks for name and password, and for the second factor once the server wants one. */
export function LoginPage({ ended, onLoggedIn }: { ended: boolean; onLoggedIn: () => void }) {
  const t = useText(shellText);
  const [wantsCode, setWantsCode] = useState(false);
  const [mistake, setMistake] = useState<Mistake>(undefined);
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.title;
    document.title = `${t.logInTitle} · ${t.product}`;
    if (ended) frame.current?.querySelector<HTMLElement>('input')?.focus();
    return () => { document.title = before; };
  }, [t]);
  const entering = useAction(async (typed: FormData) => {
    const code = String(typed.get('code') ?? '').trim();
    try {
      await logIn({ login: String(typed.get('login')).trim(), password: String(typed.get('password')), ...(code === '' ? {} : { code }) });
    } catch (error) {
      const found = mistakeOf(error);
      if (found === undefined) throw error;
      setWantsCode(wantsCode || found === 'code');
      setMistake(found === 'code' && code === '' ? undefined : found);
      return;
    }
    onLoggedIn();
  });
  return (
    <main ref={frame} class="login">
      <div class="login-card">
        <svg class="login-mark" viewBox="0 0 32 32" aria-hidden="true">
          <path class="flame" d="M17 2c1 5-3 7-5.500 10.500C9 16 8 18.500 8 21a8 8 0 0 0 16 0c0-4-2-6.500-3.500-8.500-.3 2-1 3.200-2.300 4C19 12 20 7 17 2z" />
          <path class="glow" d="M16.300 17c.4 2.300-3.300 3.400-3.300 6.500a3.500 3.500 0 0 0 7 0c0-2.700-2.200-3.800-3.700-6.500z" />
          <path class="stone" d="M3 29h26v2H3z" />
        </svg>
        <h1>{t.product}</h1>
        <p class="lead">{ended ? t.ended : t.tagline}</p>
        <Form submit={t.logIn} busy={entering.busy} error={entering.error} onSubmit={entering.run}>
          <TextField label={t.login} name="login" autoComplete="username" fault={mistake === 'login' ? t.wrongLogin : undefined} />
          <TextField label={t.password} name="password" type="password" autoComplete="current-password" />
          {wantsCode ? (
            <TextField label={t.code} name="code" hint={t.codeHint} autoComplete="one-time-code" fault={mistake === 'code' ? t.wrongCode : undefined} />
          ) : null}
        </Form>
        <LanguageSwitch />
      </div>
    </main>
  );
}

function mistakeOf(error: unknown): Mistake {
  if (!(error instanceof ApiError) || error.status !== 401) return undefined;
  return error.code === 'factor' ? 'code' : 'login';
}
