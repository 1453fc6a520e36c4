package api_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
)

// village is a club whose books were written by a phone, with figures that can be reckoned by hand: 6,000,000 đ lent FLAT at
// 1 % a month for six months on 5 July, of which the first instalment alone was paid, and 2,000,000 đ BULLET on 10 November.
// It is 24 November 2026.
type village struct {
	*real
	*handset
	officer                *console
	an, bich, income, late models.RecordID
}

func number(name string, n int64) models.Assignment {
	return models.Assignment{Name: name, Value: models.IntValue(n)}
}

func refer(name string, id models.RecordID) models.Assignment {
	return models.Assignment{Name: name, Value: models.RefValue(id)}
}

// note writes a record of the club on the phone.
func (h *handset) note(typ string, record models.RecordID, set ...models.Assignment) models.RecordID {
	h.w.t.Helper()
	change := client.Change{Scope: models.ClubScope(clubA), Record: record, Type: typ, Set: models.NewValues(set...)}
	ids, err := h.Edit(h.phone.User.ID, change)
	if err != nil {
		h.w.t.Fatal(err)
	}
	return ids[0]
}

func newVillage(t *testing.T) *village {
	t.Helper()
	w := newReal(t)
	v := &village{real: w, handset: w.handset("Lò Thị An"), officer: w.officer(t)}
	none := models.RecordID{}
	v.note("club", clubA, text("name", "Câu lạc bộ Bản Thẳm"), text("unit", communeUnit), text("village", "Bản Thẳm"),
		text("foundedOn", "2026-01-10"), text("decisionNo", "12/QĐ-UBND"), text("funding", "self"), number("meetingDay", 5))
	law := v.note("byLaw", none, text("validFrom", "2026-01-10"), number("maxLoan", 6_000_000), number("maxTermMonths", 12),
		number("ratePpm", 10_000), text("method", "FLAT"), number("duesMonthly", 10_000))
	v.an = v.note("member", none, text("fullName", "Tao Thị Bản"), text("sex", "female"), text("joinedOn", "2026-01-10"))
	v.bich = v.note("member", none, text("fullName", "Lò Văn Bích"), text("sex", "male"), text("joinedOn", "2026-01-10"))
	v.note("member", none, text("fullName", "Vàng A Đi"), text("sex", "male"), text("joinedOn", "2026-01-10"), text("leftOn", "2026-02-01"))
	v.income = v.note("fundAccount", none, text("kind", "income"), number("openingBalance", 20_000_000))
	activity := v.note("fundAccount", none, text("kind", "activity"), number("openingBalance", 0))
	v.late = v.lend(v.an, law, 6_000_000, "FLAT", 6, "2026-07-05")
	v.lend(v.bich, law, 2_000_000, "BULLET", 3, "2026-11-10")
	paid := v.note("repayment", none, refer("loan", v.late), text("date", "2026-08-05"), number("principal", 1_000_000), number("interest", 60_000))
	v.entry(v.income, "2026-08-05", "in", "principal", 1_000_000, "PT01", refer("loan", v.late), refer("repayment", paid))
	v.entry(v.income, "2026-08-05", "in", "interest", 60_000, "PT02", refer("loan", v.late), refer("repayment", paid))
	v.entry(activity, "2026-11-05", "in", "dues", 10_000, "PT03", refer("member", v.an), text("duesMonth", "2026-10"))
	v.entry(activity, "2026-11-05", "in", "dues", 30_000, "PT04")
	receipt := v.entry(activity, "2026-11-05", "in", "donation", 500_000, "PT05")
	v.note("donation", none, text("donor", "Nhà hảo tâm"), text("date", "2026-11-05"), number("amount", 500_000), refer("transaction", receipt))
	v.note("donation", none, text("donor", "Nhà hảo tâm"), text("date", "2026-11-05"), text("goods", "Gạo"), number("value", 200_000))
	v.mustSync()
	if mend := v.ToMend(); len(mend) > 0 {
		t.Fatalf("refused: %+v", mend[0].Outcome)
	}
	return v
}

// lend writes request, board's opinion, meeting's decision, contract and payment of a loan.
func (v *village) lend(member, law models.RecordID, amount int64, method string, months int64, date string) models.RecordID {
	none := models.RecordID{}
	request := v.note("loanRequest", none, refer("member", member), text("date", date), number("amount", amount))
	v.note("loanReview", none, refer("request", request), refer("reviewer", v.bich), text("date", date), text("opinion", "approve"))
	decision := v.note("loanDecision", none, refer("request", request), text("date", date), text("decision", "approved"), number("amount", amount))
	lent := v.note("loan", none, refer("member", member), number("amount", amount), number("ratePpm", 10_000), text("method", method),
		number("termMonths", months), text("disbursedOn", date), refer("request", request), refer("decision", decision), refer("byLaw", law))
	v.entry(v.income, date, "out", "loanOut", amount, "PC"+date, refer("loan", lent))
	return lent
}

func (v *village) entry(fund models.RecordID, date, direction, category string, amount int64, slip string, more ...models.Assignment) models.RecordID {
	return v.note("fundTransaction", models.RecordID{}, append([]models.Assignment{
		refer("account", fund), text("date", date), text("direction", direction), text("category", category), number("amount", amount), text("slipNo", slip),
	}, more...)...)
}

// get asks as the officer of the commune, below the club.
func (v *village) get(t *testing.T, path string, into any) *answer {
	t.Helper()
	a := v.officer.ask(t, http.MethodGet, "/api/v1/clubs/"+clubA.String()+path, "", "", 200)
	a.read(t, into)
	return a
}

// equal compares one figure after the other.
func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

type sumsJSON struct{ Principal, Interest int64 }

type loanJSON struct {
	ID, Name, State, Bucket string
	Outstanding, DaysLate   int64
	Overdue, Current        sumsJSON
	Paid                    struct{ Principal, Interest, Count int64 }
	Next                    struct {
		No  int
		Due string
	}
}

func TestLoansAsOfADay(t *testing.T) {
	v := newVillage(t)
	var list struct {
		AsOfSeq int64
		AsOf    string
		Items   []loanJSON
		Next    string
	}
	v.get(t, "/loans", &list)
	if len(list.Items) != 2 || list.AsOf != "2026-11-24" || list.AsOfSeq == 0 {
		t.Fatalf("got %+v", list)
	}
	// Due on 5 September, October, November: three instalments of 1,000,000 + 60,000 are overdue, the oldest 80 days.
	equal(t, "the late loan", list.Items[0], loanJSON{
		ID: v.late.String(), Name: "Tao Thị Bản", State: "running", Bucket: "31-90", Outstanding: 5_000_000, DaysLate: 80,
		Overdue: sumsJSON{3_000_000, 180_000}, Current: sumsJSON{1_000_000, 60_000},
		Paid: struct{ Principal, Interest, Count int64 }{1_000_000, 60_000, 1},
		Next: struct {
			No  int
			Due string
		}{5, "2026-12-05"},
	})
	v.get(t, "/loans?asOf=2026-08-04", &list)
	if len(list.Items) != 1 || list.AsOf != "2026-08-04" {
		t.Fatalf("got %+v", list)
	}
	equal(t, "before the first payment", list.Items[0].Outstanding, 6_000_000)
	equal(t, "before the first payment", list.Items[0].Bucket, "current")
	v.get(t, "/loans?status=repaid", &list)
	equal(t, "repaid loans", len(list.Items), 0)

	v.get(t, "/loans?limit=1", &list)
	first, next := list.Items[0].ID, list.Next
	list.Next = ""
	v.get(t, "/loans?limit=1&after="+next, &list)
	if len(list.Items) != 1 || list.Items[0].ID == first || list.Next != "" {
		t.Errorf("the second page is %+v", list)
	}
}

func TestLoanFile(t *testing.T) {
	v := newVillage(t)
	type record struct {
		Type   string
		Fields map[string]any
	}
	var file struct {
		AsOf               string
		EffectiveYearlyPpm int64
		AboveLegalRate     bool
		Schedule           []struct {
			Due                 string
			Principal, Interest int64
			Left                sumsJSON
			DaysLate            int
		}
		Payments, Events, Entries []record
		Approval                  struct {
			Request            record
			Reviews, Decisions []record
		}
		Debt struct {
			Lent, Principal, PaidOut, Received int64
			Agrees                             bool
		}
		Cases []struct{ Fields map[string]any }
	}
	v.get(t, "/loans/"+v.late.String(), &file)
	equal(t, "instalments", len(file.Schedule), 6)
	equal(t, "the first is paid", file.Schedule[0].Left, sumsJSON{})
	equal(t, "the second", file.Schedule[1].Left, sumsJSON{1_000_000, 60_000})
	equal(t, "the second is due", file.Schedule[1].Due, "2026-09-05")
	equal(t, "the third is late", file.Schedule[2].DaysLate, 50)
	equal(t, "payments", len(file.Payments), 1)
	equal(t, "entries", len(file.Entries), 3)
	equal(t, "the request", file.Approval.Request.Type, "loanRequest")
	equal(t, "reviews", len(file.Approval.Reviews), 1)
	equal(t, "decisions", len(file.Approval.Decisions), 1)
	equal(t, "the debt", file.Debt, struct {
		Lent, Principal, PaidOut, Received int64
		Agrees                             bool
	}{6_000_000, 1_000_000, 6_000_000, 1_000_000, true})
	equal(t, "above the legal rate", file.AboveLegalRate, false)
	if file.EffectiveYearlyPpm < 200_000 || file.EffectiveYearlyPpm > 210_000 { // 12 % flat over six months costs about 20.5 %
		t.Errorf("effectively %d ppm a year", file.EffectiveYearlyPpm)
	}
	equal(t, "cases", len(file.Cases), 0)

	v.note("repayment", models.RecordID{}, refer("loan", v.late), text("date", "2026-11-05"), number("principal", 9_000_000), number("interest", 0))
	v.mustSync()
	v.get(t, "/loans/"+v.late.String(), &file)
	reasons := map[any]bool{}
	for _, c := range file.Cases {
		reasons[c.Fields["reason"]] = true
	}
	if !reasons[models.ReasonOverpaid] || file.Debt.Agrees {
		t.Errorf("after too much was paid: %v, %+v", reasons, file.Debt)
	}
	v.officer.ask(t, http.MethodGet, "/api/v1/clubs/"+clubA.String()+"/loans/"+v.late.String()+"?asOf=2026-07-04", "", "", 404)
}

func TestArrears(t *testing.T) {
	v := newVillage(t)
	type tally struct{ Loans, Outstanding int64 }
	type arrears struct {
		AsOf          string
		Total, AtRisk tally
		PAR30         struct{ Numerator, Denominator int64 }
		Overdue       sumsJSON
		Buckets       map[string]tally
		Items         []loanJSON
	}
	var a arrears
	v.get(t, "/arrears", &a)
	equal(t, "all", a.Total, tally{2, 7_000_000})
	equal(t, "at risk", a.AtRisk, tally{1, 5_000_000})
	equal(t, "PAR30", a.PAR30, struct{ Numerator, Denominator int64 }{5_000_000, 7_000_000})
	equal(t, "overdue", a.Overdue, sumsJSON{3_000_000, 180_000})
	equal(t, "31-90", a.Buckets["31-90"], tally{1, 5_000_000})
	equal(t, "in time", a.Buckets["current"], tally{1, 2_000_000})
	if len(a.Items) != 1 || a.Items[0].ID != v.late.String() {
		t.Errorf("late are %+v", a.Items)
	}
	var clubs struct {
		Items []struct {
			Club, Name string
			arrears
		}
	}
	v.officer.ask(t, http.MethodGet, "/api/v1/arrears", "", "", 200).read(t, &clubs)
	if len(clubs.Items) != 1 || clubs.Items[0].Club != clubA.String() || clubs.Items[0].Name != "Câu lạc bộ Bản Thẳm" {
		t.Fatalf("got %+v", clubs)
	}
	equal(t, "the club's PAR30", clubs.Items[0].PAR30, a.PAR30)
}

func TestFundsAndCashBook(t *testing.T) {
	v := newVillage(t)
	var funds struct {
		AsOfSeq int64
		Items   []struct {
			Kind                      string
			Opening, In, Out, Balance int64
			Entries                   int64
		}
	}
	v.get(t, "/funds", &funds)
	balances := map[string]int64{}
	for _, f := range funds.Items {
		balances[f.Kind] = f.Balance
	}
	equal(t, "the income fund", balances["income"], 20_000_000-6_000_000-2_000_000+1_060_000)
	equal(t, "the activity fund", balances["activity"], 540_000)

	type book struct {
		Opening, Received, Paid, Closing int64
		Lines                            []struct {
			Balance int64
			Fields  map[string]any
		}
		Next string
	}
	var b book
	v.get(t, "/funds/income/book?month=2026-08", &b)
	equal(t, "opening", b.Opening, 14_000_000)
	equal(t, "received", b.Received, 1_060_000)
	equal(t, "closing", b.Closing, 15_060_000)
	if len(b.Lines) != 2 || b.Lines[0].Balance != 15_000_000 || b.Lines[1].Fields["slipNo"] != "PT02" {
		t.Errorf("lines are %+v", b.Lines)
	}
	v.get(t, "/funds/income/book?month=2026-08&limit=1", &b)
	next := b.Next
	b.Next = ""
	v.get(t, "/funds/income/book?month=2026-08&limit=1&after="+next, &b)
	if len(b.Lines) != 1 || b.Lines[0].Fields["slipNo"] != "PT02" || b.Next != "" {
		t.Errorf("the second page is %+v", b)
	}
	b = book{}
	v.get(t, "/funds/income/book", &b)
	equal(t, "what is in the box now", b.Closing, balances["income"])
	equal(t, "paid out this month", b.Paid, 2_000_000)
}

func TestDuesAndDonations(t *testing.T) {
	v := newVillage(t)
	var dues struct {
		Expected, Unnamed [12]int64
		Collected         int64
		Items             []struct {
			Name   string
			Months [12]int64
		}
	}
	v.get(t, "/dues?year=2026", &dues)
	equal(t, "expected in January", dues.Expected[0], 0) // the by-law came into force on the tenth
	equal(t, "expected in October", dues.Expected[9], 10_000)
	equal(t, "collected", dues.Collected, 40_000)
	equal(t, "for many at once", dues.Unnamed[10], 30_000)
	equal(t, "members", len(dues.Items), 3)
	equal(t, "for October", dues.Items[0].Months[9], 10_000)
	v.get(t, "/dues?year=2027", &dues)
	equal(t, "members in 2027", len(dues.Items), 2)

	var gifts struct {
		Money, Goods, Count int64
		Items               []struct{ Fields map[string]any }
	}
	v.get(t, "/donations", &gifts)
	equal(t, "money", gifts.Money, 500_000)
	equal(t, "goods", gifts.Goods, 200_000)
	equal(t, "gifts", gifts.Count, 2)
	equal(t, "lines", len(gifts.Items), 2)
}

// Who has an answer already is not sent it again until something changes; nobody on the way keeps it.
func TestMoneyAnswersHaveTags(t *testing.T) {
	v := newVillage(t)
	for _, path := range []string{"/loans", "/loans/" + v.late.String(), "/arrears", "/funds", "/funds/income/book", "/dues", "/donations"} {
		var seen struct{ AsOfSeq int64 }
		a := v.get(t, path, &seen)
		if seen.AsOfSeq == 0 || a.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: seq %d, %v", path, seen.AsOfSeq, a.header)
		}
		again := func() int {
			r := httptest.NewRequest(http.MethodGet, "/api/v1/clubs/"+clubA.String()+path, http.NoBody)
			r.Header.Set("Authorization", "Bearer "+v.officer.token)
			r.Header.Set("If-None-Match", a.header.Get("ETag"))
			recorder := httptest.NewRecorder()
			v.api.ServeHTTP(recorder, r)
			return recorder.Code
		}
		equal(t, path+" again", again(), http.StatusNotModified)
		v.note("member", v.bich, text("note", path))
		v.mustSync()
		equal(t, path+" after a commit", again(), http.StatusOK)
	}
}
