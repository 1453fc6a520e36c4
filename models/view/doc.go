// Package view is what people are shown of a club's money: a loan with everything that happened to it, arrears, cash books,
// dues. It arranges records that somebody else has read; the arithmetic is that of models/loan and models/ledger.
//
//   - shelf: the records of one club that a view is made from, by type.
//   - as of: the day that a view is computed for. It is made from what is in the books now: an entry that arrived late
//     counts from the day it is dated.
//
// Dates are models.Day or texts "2006-01-02", months "2006-01", money whole đồng.
package view
