import { get } from './client';

export type ReminderState = 'pending' | 'sending' | 'sent' | 'listed' | 'gone' | 'rejected' | 'expired' | 'unknown' | 'cancelled';
export type ReminderKind = 'meeting' | 'loan' | 'visit' | 'case';

/** A reminder to one person on one phone, and what became of it. */
export interface Recipient {
  key: string;
  kind: ReminderKind;
  club?: string;
  subject: string;
  /** Days from when it is shown to the day it is about; below zero when that is past. */
  lead: number;
  on: string;
  until: string;
  seen?: string;
  device: string;
  user: string;
  userName?: string;
  clubName?: string;
  state: ReminderState;
  attempts: number;
  next?: string;
  done?: string;
  code?: string;
  neverSeen: boolean;
}

/** What officers look at together. */
export type Show = 'due' | 'sent' | 'failed' | 'unseen' | 'all';

const states: Record<Show, ReminderState[]> = {
  due: ['pending', 'sending'],
  sent: ['sent', 'listed'],
  failed: ['gone', 'rejected', 'expired', 'unknown'],
  unseen: [],
  all: [],
};

interface RecipientPage {
  items: Recipient[];
  next?: string;
}

/** A page of the reminders of a club, or of all that the officer reads. */
export async function listRecipients(show: Show, club: string, after: string | undefined, signal?: AbortSignal): Promise<RecipientPage> {
  const asked = new URLSearchParams(states[show].map((state) => ['state', state]));
  if (show === 'unseen') asked.set('seen', 'never');
  asked.set('limit', '200');
  if (after !== undefined) asked.set('after', after);
  const path = club === '' ? '/api/v1/reminders/outbox' : `/api/v1/clubs/${club}/reminders`;
  return (await get<RecipientPage>(`${path}?${asked.toString()}`, {}, signal)).body;
}
