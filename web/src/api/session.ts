import { get, send } from './client';

export interface Grant {
  role: string;
  club?: string;
  unit?: string;
}

export interface User {
  id: string;
  name: string;
  login?: string;
  grants: Grant[];
  disabled?: boolean;
}

/** Who is logged in. `reads` and `writes` are scopes: province, club:…, club:…:health, user:… */
export interface Session {
  user: User;
  factor: boolean;
  reads: string[];
  writes: string[];
}

interface Login {
  login: string;
  password: string;
  code?: string;
}

export const readSession = (signal?: AbortSignal) => get<Session>('/api/v1/session', {}, signal);
export const logIn = (as: Login) => send<{ user: User }>('POST', '/api/v1/login', { ...as, cookie: true });
export const logOut = () => send<void>('POST', '/api/v1/logout');
