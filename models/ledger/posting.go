package ledger

import "github.com/beplua/beplua/models"

// Book is an account of a club's general ledger.
type Book string

// The books. Cash is kept per fund; between-funds and rotation are clearing books: the first must come to 0 in every club,
// the second over the whole province.
const (
	BookCash       Book = "cash"
	BookOpening    Book = "opening"   // what the funds held when their books were opened
	BookLoans      Book = "loans"     // loans receivable
	BookCapital    Book = "capital"   // seed capital
	BookRotation   Book = "rotation"  // capital on its way between clubs: neither income nor expense
	BookBetween    Book = "between"   // money on its way between the two funds
	BookInterest   Book = "interest"  // income
	BookPenalty    Book = "penalty"   // income
	BookDues       Book = "dues"      // income
	BookDonations  Book = "donations" // income
	BookBusiness   Book = "business"  // income and cost of joint business
	BookExpense    Book = "expense"
	BookAdjustment Book = "adjustment" // what a cash count found over or missing
)

// contra is the other book of each category.
var contra = map[Category]Book{
	Seed: BookCapital, Dues: BookDues, Gift: BookDonations, Interest: BookInterest, Principal: BookLoans, Penalty: BookPenalty,
	LoanOut: BookLoans, Expense: BookExpense, Business: BookBusiness, RotationIn: BookRotation, RotationOut: BookRotation,
	Transfer: BookBetween, Adjustment: BookAdjustment,
}

// Contra gives the book that a category posts to besides cash. What this build does not know is an adjustment.
func Contra(c Category) Book {
	if b, ok := contra[c]; ok {
		return b
	}
	return BookAdjustment
}

// Line is one side of a posting: debit above 0, credit below.
type Line struct {
	Book   Book
	Fund   models.RecordID // the fund whose entry it is
	Amount int64
}

// Lines gives what an entry posts: its fund's cash, and the same sum to the contra book with the opposite sign.
func (e *Entry) Lines() [2]Line {
	return [2]Line{{BookCash, e.Fund, e.Change()}, {Contra(e.Category), e.Fund, -e.Change()}}
}

// Trial is a trial balance: what each book of a club stands at. Its sum is 0.
type Trial map[Book]int64

// Post adds an entry.
func (t Trial) Post(e *Entry) {
	for _, l := range e.Lines() {
		t[l.Book] += l.Amount
	}
}

// Open adds what a fund held when its book was opened.
func (t Trial) Open(amount int64) {
	t[BookCash] += amount
	t[BookOpening] -= amount
}

// Sum adds up all books: 0 if every entry is balanced.
func (t Trial) Sum() int64 {
	var sum int64
	for _, amount := range t {
		sum += amount
	}
	return sum
}
