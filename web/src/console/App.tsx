import { ErrorBoundary, LocationProvider, Route, Router } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
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

type State = { is: 'asking' } | { is: 'out'; ended: boolean } | { is: 'in'; desk: Desk } | { is: 'failed'; error: unknown };

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
      setState({ is: 'in', desk: { session: session.body, registry: registry.body } });
    } catch (error) {
      setState(error instanceof ApiError && error.status === 401 ? { is: 'out', ended: false } : { is: 'failed', error });
    }
  };
  useEffect(() => {
    const leave = () => setState((old) => (old.is === 'in' ? { is: 'out', ended: true } : old));
    window.addEventListener(loggedOut, leave);
    void enter();
    return () => window.removeEventListener(loggedOut, leave);
  }, []);
  const exit = () => void logOut().catch(() => undefined).then(() => setState({ is: 'out', ended: false }));
  switch (state.is) {
    case 'asking': return null;
    case 'failed': return <main class="login"><Failure error={state.error} onRetry={() => void enter()} /></main>;
    case 'out': return <LoginPage ended={state.ended} onLoggedIn={() => void enter()} />;
    case 'in': return <DeskContext.Provider value={state.desk}><Pages onLogOut={exit} /></DeskContext.Provider>;
  }
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
