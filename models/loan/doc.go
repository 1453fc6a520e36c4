// Package loan is the arithmetic of lending (domain.md §2.3–§2.8, §3.5, §6): what a loan's schedule is, what has been paid of it,
// how it stands on a day, and how a club's loans stand together. It is pure; the phones compute the same, so every case in
// models/testdata/loan is run in Go and in TypeScript.
//
// Money is whole đồng. Rates are parts per million a month. Interest is charged by the month, never by the day. No product
// here leaves 2⁵³ within the bounds of Check, so that a phone's numbers hold it exactly.
//
//   - principal, interest: what was lent, and what is paid for having it (gốc, lãi).
//   - instalment: what is to be paid on one due day (kỳ trả).
//   - outstanding: principal lent and neither paid back nor written off (dư nợ).
//   - overdue: due before the day looked at, and not paid (quá hạn).
//   - current month: the month that ends on the first due day not before the day looked at.
//   - extended, frozen, written off: gia hạn, khoanh nợ, xoá nợ.
//   - PAR30: portfolio at risk; what is outstanding of loans more than 30 days late, over what is outstanding.
//
// Why each rule is as it is: docs/adr/0006-money.md.
package loan
