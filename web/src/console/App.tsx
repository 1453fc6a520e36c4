import type { ComponentChildren } from 'preact';
import { ErrorBoundary, LocationProvider, Route, Router } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, loggedOut } from '../api/client';
import { readRegistry } from '../api/schema';
import { logOut, readSession } from '../api/session';
import { LanguageProvider } from '../text/language';
import { Failure, ToastProvider } from '../ui';
import { Broken } from './Broken';
import { LoginPage } from './LoginPage';
import { Lost } from './Lost';
import { routes } from './routes';
import { DeskContext, type Desk } from './session';
import { Shell } from './Shell';

/** `ended` says that the log-in ran out while a page was open: it waits behind the question for the password, with all that was typed. */
type State = { is: 'asking' } | { is: 'out' } | { is: 'in'; desk: Desk; ended: boolean } | { is: 'failed'; error: unknown };

/** The console: the log-in, or the pages. The address stays while one logs in. */
export function App() {
  return (
    <LanguageProvider>
      <ToastProvider>
        <Door />
      </ToastProvider>
    </LanguageProvider>
  );
}

function Door() {
  const [state, setState] = useState<State>({ is: 'asking' });
  const enter = async () => {
    try {
      const [session, registry] = await Promise.all([readSession(), readRegistry()]);
      setState({ is: 'in', desk: { session: session.body, registry: registry.body }, ended: false });
    } catch (error) {
      setState(error instanceof ApiError && error.status === 401 ? { is: 'out' } : { is: 'failed', error });
    }
  };
  useEffect(() => {
    const leave = () => setState((old) => (old.is === 'in' ? { ...old, ended: true } : old));
    window.addEventListener(loggedOut, leave);
    void enter();
    return () => window.removeEventListener(loggedOut, leave);
  }, []);
  const exit = () => void logOut().catch(() => undefined).then(() => setState({ is: 'out' }));
  switch (state.is) {
    case 'asking': return null;
    case 'failed': return <main class="login"><Failure error={state.error} onRetry={() => void enter()} /></main>;
    case 'out': return <LoginPage ended={false} onLoggedIn={() => void enter()} />;
    case 'in': return (
      <DeskContext.Provider value={state.desk}>
        <div key={state.desk.session.user.id} hidden={state.ended}><Pages onLogOut={exit} /></div>
        {state.ended ? <Over><LoginPage ended onLoggedIn={() => void enter()} /></Over> : null}
      </DeskContext.Provider>
    );
  }
}

/**
 * Covers everything, also a dialog that is open: that one would keep all others from being used. Browsers let a second Esc close it
 * whatever is said to the first: it opens again.
 */
function Over({ children }: { children: ComponentChildren }) {
  const frame = useRef<HTMLDialogElement>(null);
  useEffect(() => frame.current?.showModal(), []);
  return <dialog ref={frame} class="over" onCancel={(event) => event.preventDefault()}
    onClose={() => frame.current?.showModal()}>{children}</dialog>;
}

function Pages({ onLogOut }: { onLogOut: () => void }) {
  return (
    <LocationProvider scope="/console">
      <Shell onLogOut={onLogOut}>
        <ErrorBoundary>
          <Broken>
            <Router>
              {routes.map((r) => <Route key={r.path} path={r.path} component={r.component} />)}
              <Route default component={Lost} />
            </Router>
          </Broken>
        </ErrorBoundary>
      </Shell>
    </LocationProvider>
  );
}
