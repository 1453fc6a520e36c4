import { readBook, type Book, type Entry } from '../../../api/money';

/** A fund's whole month: the listing of the book is read to its end. */
export async function wholeMonth(club: string, kind: string, month: string, signal?: AbortSignal): Promise<Book> {
  const lines: Entry[] = [];
  for (let after: string | undefined; ;) {
    const page = await readBook(club, kind, month, after, signal);
    lines.push(...page.lines);
    if (page.next === undefined) return { ...page, lines };
    after = page.next;
  }
}

/** The months up to a day, the latest first. */
export function lastMonths(day: string, count: number): string[] {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, back) => new Date(Date.UTC(year, month - back, 1)).toISOString().slice(0, 7));
}
