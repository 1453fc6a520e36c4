import { send } from './client';
import type { QRCode } from './enrolments';

/** The secret for an authenticator app; it is shown this once. */
export interface NewFactor {
  secret: string;
  uri: string;
  qr: QRCode;
}

export const beginFactor = (password: string) => send<NewFactor>('POST', '/api/v1/session/factor', { password });
export const confirmFactor = (code: string) => send<{ recovery: string[] }>('POST', '/api/v1/session/factor/confirm', { code });
export const removeFactor = (password: string, code: string) => send<void>('POST', '/api/v1/session/factor/remove', { password, code });
