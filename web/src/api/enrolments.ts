import { get, send } from './client';

/** A QR to draw: the path of an SVG whose view box is size by size. */
export interface QRCode {
  size: number;
  path: string;
}

/** A one-time code that no phone has redeemed yet. paper: three days; spoken: ten minutes. */
export interface Enrolment {
  id: string;
  user: string;
  name: string;
  form: 'paper' | 'spoken';
  created: string;
  expires: string;
}

/** A code just made: it is shown this once. */
export interface NewEnrolment extends Enrolment {
  code: string;
  qr: string;
  qrCode: QRCode;
}

export const readEnrolments = (user?: string, signal?: AbortSignal) => get<{ items: Enrolment[] }>('/api/v1/enrolments', { user }, signal);
export const createEnrolment = (user: string, form: Enrolment['form']) => send<NewEnrolment>('POST', '/api/v1/enrolments', { user, form });
export const dropEnrolment = (id: string) => send<void>('DELETE', `/api/v1/enrolments/${encodeURIComponent(id)}`);
