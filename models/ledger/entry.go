package ledger

import "github.com/beplua/beplua/models"

// The record types that the books are made of.
const (
	TypeFund      = "fundAccount"
	TypeEntry     = "fundTransaction"
	TypeCount     = "cashCount"
	TypeClosing   = "monthClosing"
	TypeDonation  = "donation"
	TypeLoan      = "loan"
	TypeRepayment = "repayment"
	TypeTransfer  = "capitalTransfer"
)

// Direction says whether an entry brings money into its fund.
type Direction string

// The directions.
const (
	In  Direction = "in"
	Out Direction = "out"
)

// Opposite is the other direction.
func (d Direction) Opposite() Direction {
	if d == In {
		return Out
	}
	return In
}

// Category says what an entry is about.
type Category string

// The categories, as models/schema lists them.
const (
	Seed        Category = "seed"
	Dues        Category = "dues"
	Gift        Category = "donation"
	Interest    Category = "interest"
	Principal   Category = "principal"
	Penalty     Category = "penalty"
	LoanOut     Category = "loanOut"
	Expense     Category = "expense"
	Business    Category = "business"
	RotationIn  Category = "rotationIn"
	RotationOut Category = "rotationOut"
	Transfer    Category = "transfer"
	Adjustment  Category = "adjustment"
)

// Entry is one line of a fund's cash book.
type Entry struct {
	ID        models.RecordID
	Seq       uint64 // of the record: the order in which entries of one day stand in the book
	Fund      models.RecordID
	Date      string
	Direction Direction
	Category  Category
	Amount    int64  // above 0
	Slip      string // slip number
	DuesMonth string // Dues: the month they are for
	Imported  bool   // taken over from old books: rules for new business do not bind it
	// What the entry is about; zero where it is not.
	Member, Loan, Repayment models.RecordID
	Capital                 models.RecordID // the capitalTransfer that it carries out
	Counterpart             models.RecordID // Transfer: the entry in the other fund
	Reverses                models.RecordID // the entry that it takes back
}

// EntryOf reads an entry. ok is false for a record that is none, or was deleted, or does not say fund, sum and direction.
func EntryOf(r *models.Record) (e Entry, ok bool) {
	if r == nil || r.Type != TypeEntry || r.Deleted() {
		return Entry{}, false
	}
	ref := func(name string) models.RecordID {
		id, _ := r.Value(name).Ref()
		return id
	}
	amount, _ := r.Value("amount").Int()
	e = Entry{
		ID: r.ID, Seq: r.Seq, Fund: ref("account"), Date: r.Value("date").Str(), Amount: amount,
		Direction: Direction(r.Value("direction").Str()), Category: Category(r.Value("category").Str()),
		Slip: r.Value("slipNo").Str(), DuesMonth: r.Value("duesMonth").Str(), Imported: imported(r),
		Member: ref("member"), Loan: ref("loan"), Repayment: ref("repayment"),
		Capital: ref("transfer"), Counterpart: ref("counterpart"), Reverses: ref("reverses"),
	}
	return e, amount > 0 && !e.Fund.IsZero() && (e.Direction == In || e.Direction == Out)
}

// Change is what the entry does to its fund's cash.
func (e *Entry) Change() int64 {
	if e.Direction == Out {
		return -e.Amount
	}
	return e.Amount
}

// Month is the calendar month of the entry.
func (e *Entry) Month() string { return MonthOf(e.Date) }

// MonthOf gives the month of a date, "" for what is no date.
func MonthOf(date string) string {
	if len(date) < 7 {
		return ""
	}
	return date[:7]
}

// imported says whether a record was taken over from old books.
func imported(r *models.Record) bool { return r.Value("source").Str() == "import" }
