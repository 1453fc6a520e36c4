import { get } from './client';
import type { Rec } from './records';

// A club's money as the books tell it: whole đồng, as of a day and a seq of the club.

export interface Sums {
  principal: number;
  interest: number;
}

export interface Instalment extends Sums {
  no: number;
  due: string;
  left: Sums;
  daysLate?: number;
}

export interface Loan {
  id: string;
  member: string;
  name?: string;
  contractNo?: string;
  terms: { amount: number; ratePpm: number; method: string; termMonths: number; disbursedOn: string };
  state: string;
  bucket: string;
  outstanding: number;
  writtenOff: number;
  overpaid: number;
  paid: Sums & { penalty: number; count: number };
  overdue: Sums;
  current: Sums;
  daysLate: number;
  next?: Instalment;
}

/** A loan with everything that was written about it. */
export interface LoanFile extends Loan {
  asOf: string;
  effectiveYearlyPpm: number;
  aboveLegalRate: boolean;
  schedule: Instalment[];
  payments: Rec[];
  events: Rec[];
  entries: Rec[];
  debt: { lent: number; principal: number; paidOut: number; received: number; agrees: boolean };
  cases: { scope: string; id: string }[];
}

export interface Tally {
  loans: number;
  outstanding: number;
}

export interface Arrears {
  asOf: string;
  total: Tally;
  atRisk: Tally;
  par30: { numerator: number; denominator: number };
  overdue: Sums;
  items: Loan[];
  next?: string;
}

export interface Fund {
  id: string;
  kind: string;
  openedOn?: string;
  keeper?: string;
  opening: number;
  in: number;
  out: number;
  balance: number;
  entries: number;
}

/** A line of a cash book and what lay in the box after it. */
export interface Entry extends Rec {
  balance: number;
  /** What takes it back, perhaps in another month. */
  reversal?: string;
}

export interface Book {
  asOf: string;
  fund: string;
  month: string;
  opening: number;
  received: number;
  paid: number;
  closing: number;
  lines: Entry[];
  next?: string;
  closings: (Rec & { agrees: boolean })[];
  counts: (Rec & { book: number; agrees: boolean })[];
}

const at = (club: string, what: string) => `/api/v1/clubs/${club}/${what}`;
const body = <T>(answer: { body: T }): T => answer.body;

/** All loans of a club: those that are late first, then the running ones. */
export async function allLoans(club: string, signal?: AbortSignal): Promise<Loan[]> {
  const all: Loan[] = [];
  for (let after: string | undefined; ;) {
    const page: { items: Loan[]; next?: string } = await get<{ items: Loan[]; next?: string }>(at(club, 'loans'), { after, limit: 200 }, signal).then(body);
    all.push(...page.items);
    if (page.next === undefined) break;
    after = page.next;
  }
  return all.sort((a, b) => b.daysLate - a.daysLate || Math.sign(b.outstanding) - Math.sign(a.outstanding) || b.terms.disbursedOn.localeCompare(a.terms.disbursedOn));
}

export const readLoan = (club: string, loan: string, signal?: AbortSignal) => get<LoanFile>(at(club, `loans/${loan}`), {}, signal).then(body);
export const readArrears = (club: string, signal?: AbortSignal) => get<Arrears>(at(club, 'arrears'), {}, signal).then(body);
export const readFunds = (club: string, signal?: AbortSignal) => get<{ asOf: string; items: Fund[] }>(at(club, 'funds'), {}, signal).then(body);
const readBook = (club: string, kind: string, month: string, after: string | undefined, signal?: AbortSignal) =>
  get<Book>(at(club, `funds/${kind}/book`), { month, after, limit: 200 }, signal).then(body);

/** A fund's book of a month, its listing read to the end. */
export async function readWholeBook(club: string, kind: string, month: string, signal?: AbortSignal): Promise<Book> {
  const lines: Entry[] = [];
  for (let after: string | undefined; ;) {
    const page = await readBook(club, kind, month, after, signal);
    lines.push(...page.lines);
    if (page.next === undefined) return { ...page, lines };
    after = page.next;
  }
}
