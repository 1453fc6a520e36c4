package ledger

import "github.com/beplua/beplua/models"

// Closing is a fund's month as the board closed it in the book (chốt sổ): entries dated in it come too late.
type Closing struct {
	ID   models.RecordID
	Fund models.RecordID
	Seq  uint64
	Said Month // what the board wrote
}

// ClosingOf reads a closing; ok is false for a record that is none.
func ClosingOf(r *models.Record) (c Closing, ok bool) {
	if r == nil || r.Type != TypeClosing || r.Deleted() {
		return c, false
	}
	number := func(name string) int64 {
		n, _ := r.Value(name).Int()
		return n
	}
	c = Closing{ID: r.ID, Seq: r.Seq, Said: Month{
		Month: r.Value("month").Str(), Opening: number("opening"), Received: number("received"), Paid: number("paid"),
		Closing: number("closing"),
	}}
	c.Fund, _ = r.Value("account").Ref()
	return c, c.Said.Month != "" && !c.Fund.IsZero()
}

// Agrees says whether the board wrote what the entries tell.
func (c *Closing) Agrees(told Month) bool {
	return c.Said.Opening == told.Opening && c.Said.Received == told.Received && c.Said.Paid == told.Paid && c.Said.Closing == told.Closing
}

// Closes says whether an entry came too late for the month it is dated in: the closing was in the book before it.
func (c *Closing) Closes(e *Entry) bool {
	return c.Fund == e.Fund && c.Said.Month == e.Month() && c.Seq < e.Seq
}

// Count is the money counted on a day (kiểm quỹ).
type Count struct {
	ID, Fund models.RecordID
	Date     string
	Counted  int64
	Book     int64 // what the board read off its book; only if Said
	Said     bool
}

// CountOf reads a cash count; ok is false for a record that is none.
func CountOf(r *models.Record) (c Count, ok bool) {
	if r == nil || r.Type != TypeCount || r.Deleted() {
		return c, false
	}
	c = Count{ID: r.ID, Date: r.Value("date").Str()}
	c.Fund, _ = r.Value("account").Ref()
	c.Counted, ok = r.Value("counted").Int()
	c.Book, c.Said = r.Value("book").Int()
	return c, ok && !c.Fund.IsZero()
}

// Agrees says whether the box held what the entries tell, and whether the board read its book so.
func (c *Count) Agrees(balance int64) bool {
	return c.Counted == balance && (!c.Said || c.Book == balance)
}
