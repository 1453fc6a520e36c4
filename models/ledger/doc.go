// Package ledger is the clubs' bookkeeping (domain.md §2): what an entry of a fund's cash book posts, what a fund holds, how
// interest is split, what a closed month and a cash count must say. It is pure: it folds records and knows no clock, no
// store and no scope.
//
// # Words
//
//   - book: an account of the general ledger, such as loans receivable (the "account" of records is a fund, see fund).
//   - balance: what a fund holds: opening + in − out.
//   - contra: the book that an entry posts to besides its fund's cash.
//   - debt: what was lent on one loan and paid back, by its contract and by the cash books.
//   - entry: one line of a fund's cash book, a record of type fundTransaction. It stands for ever.
//   - fund: one of the two funds of a club, a record of type fundAccount.
//   - reversal: an entry that takes another back by saying its opposite. Each entry has at most one.
//   - slip: the paper (phiếu thu, phiếu chi) behind an entry.
//
// All money is whole đồng; dates are texts "2006-01-02", months "2006-01".
package ledger
