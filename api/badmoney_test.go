package api_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/wire"
)

// hand writes operations straight onto the wire, as no app of ours would.
type hand struct {
	*handset
	t *testing.T
	n uint64
}

// outcomeJSON is what the server says of one operation.
type outcomeJSON struct {
	N       uint64
	Outcome string
	Case    string
	Problem string
	Message string
	Faults  []struct{ Field, Code, Message string }
}

// send submits one operation that makes a record; taken plainly, its outcome is "".
func (h *hand) send(typ string, set ...models.Assignment) (status int, record models.RecordID, out outcomeJSON) {
	h.t.Helper()
	h.n++
	record = h.w.newID()
	now := h.w.clock.Now().UnixMilli()
	actor := h.phone.Device.Actor
	body := wire.AppendSubmit(nil, &wire.Submit{Batch: models.Batch{Actor: actor, Now: now, Operations: []models.Operation{{
		Dot: models.Dot{Actor: actor, N: h.n}, Scope: models.ClubScope(clubA), Record: record, Type: typ, Set: models.NewValues(set...),
		At: now, By: h.phone.User.ID, Schema: schema.Current,
	}}}})
	r := httptest.NewRequest(http.MethodPost, "/api/v1/sync", strings.NewReader(string(body)))
	r.Header.Set("Authorization", "Bearer "+h.tokens.Access)
	r.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	h.w.api.ServeHTTP(recorder, r)
	a := &answer{status: recorder.Code, header: recorder.Header(), text: recorder.Body.Bytes()}
	checkDocumented(h.t, r, a)
	if recorder.Code != http.StatusOK {
		h.n-- // the number was not taken
		return recorder.Code, record, out
	}
	var all struct{ Answers []outcomeJSON }
	a.read(h.t, &all)
	for _, one := range all.Answers {
		if one.N == h.n {
			out = one
		}
	}
	return recorder.Code, record, out
}

// kept says how many cases keep a record's operation word for word.
func (v *village) kept(t *testing.T, kind string, record models.RecordID, words string) int {
	t.Helper()
	var page struct {
		Items []struct {
			Fields struct {
				Subject string
				Reason  string
				Sides   []struct{ Operation string }
			}
		}
	}
	v.officer.ask(t, http.MethodGet, "/api/v1/cases?kind="+kind, "", "", 200).read(t, &page)
	count := 0
	for _, c := range page.Items {
		if c.Fields.Subject != record.String() {
			continue
		}
		raw, err := json.Marshal(c.Fields)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), words) {
			count++
		}
	}
	return count
}

// loanOf is a good contract but for what is changed.
func (v *village) loanOf(change ...models.Assignment) []models.Assignment {
	good := []models.Assignment{
		refer("member", v.bich), number("amount", 1_000_000), number("ratePpm", 10_000), text("method", "FLAT"), number("termMonths", 6),
		text("disbursedOn", "2026-11-24"),
	}
	return models.NewValues(append(good, change...)...)
}

func (v *village) repaymentOf(change ...models.Assignment) []models.Assignment {
	good := []models.Assignment{refer("loan", v.late), text("date", "2026-11-24"), number("principal", 100_000), number("interest", 0)}
	return models.NewValues(append(good, change...)...)
}

// Bad input about money, as submitted: each gets its exact code and a sentence, and is kept word for word in a case.
func TestBadMoneyIsRefusedExactly(t *testing.T) {
	v := newVillage(t)
	h := &hand{handset: v.real.handset("Vàng A Bình"), t: t}
	for _, bad := range []struct {
		name, typ   string
		set         []models.Assignment
		field, code string
	}{
		{"negative loan", "loan", v.loanOf(number("amount", -1_000_000)), "amount", schema.FaultRange},
		{"loan of nothing", "loan", v.loanOf(number("amount", 0)), "amount", schema.FaultRange},
		{"oversized loan", "loan", v.loanOf(number("amount", 500_000_001)), "amount", schema.FaultRange},
		{"amount in words", "loan", v.loanOf(text("amount", "một triệu")), "amount", schema.FaultType},
		{"fraction in quotes", "loan", v.loanOf(text("amount", "1.5")), "amount", schema.FaultType},
		{"term 0", "loan", v.loanOf(number("termMonths", 0)), "termMonths", schema.FaultRange},
		{"term of six years", "loan", v.loanOf(number("termMonths", 72)), "termMonths", schema.FaultRange},
		{"rate above the law", "loan", v.loanOf(number("ratePpm", 16_667)), "ratePpm", "rule:legal-rate"},
		{"rate beyond all", "loan", v.loanOf(number("ratePpm", 100_001)), "ratePpm", schema.FaultRange},
		{"negative rate", "loan", v.loanOf(number("ratePpm", -1)), "ratePpm", schema.FaultRange},
		{"unknown method", "loan", v.loanOf(text("method", "COMPOUND")), "method", schema.FaultEnum},
		{"paid out tomorrow", "loan", v.loanOf(text("disbursedOn", "2026-11-25")), "disbursedOn", schema.FaultFuture},
		{"by-law that is no id", "loan", v.loanOf(text("byLaw", "quy chế cũ")), "byLaw", schema.FaultRef},
		{"negative repayment", "repayment", v.repaymentOf(number("principal", -100_000)), "principal", schema.FaultRange},
		{"oversized repayment", "repayment", v.repaymentOf(number("principal", 500_000_001)), "principal", schema.FaultRange},
		{"repayment of nothing", "repayment", v.repaymentOf(number("principal", 0)), "principal", "rule:sum"},
		{"repaid tomorrow", "repayment", v.repaymentOf(text("date", "2026-11-25")), "date", schema.FaultFuture},
		{"repaid on no day", "repayment", v.repaymentOf(text("date", "2026-02-30")), "date", schema.FaultDate},
		{"negative entry", "fundTransaction", v.entryOf(number("amount", -1)), "amount", schema.FaultRange},
		{"oversized entry", "fundTransaction", v.entryOf(number("amount", 10_000_000_001)), "amount", schema.FaultRange},
		{"entry of tomorrow", "fundTransaction", v.entryOf(text("date", "2026-11-25")), "date", schema.FaultFuture},
		{"dues paid out", "fundTransaction", v.entryOf(text("direction", "out")), "direction", "rule:direction"},
	} {
		status, record, out := h.send(bad.typ, bad.set...)
		if status != 200 || out.Outcome != "refused" || out.Problem != models.ReasonInvalid || len(out.Faults) != 1 ||
			out.Faults[0].Field != bad.field || out.Faults[0].Code != bad.code {
			t.Errorf("%s: %d %+v", bad.name, status, out)
			continue
		}
		if !strings.HasSuffix(out.Message, ".") || !strings.HasSuffix(out.Faults[0].Message, ".") {
			t.Errorf("%s: no sentence: %+v", bad.name, out)
		}
		if v.kept(t, "refused", record, `\"type\":\"`+bad.typ) != 1 {
			t.Errorf("%s: what was refused is not kept word for word", bad.name)
		}
	}
}

func (v *village) entryOf(change ...models.Assignment) []models.Assignment {
	good := []models.Assignment{
		refer("account", v.income), text("date", "2026-11-24"), text("direction", "in"), text("category", "dues"), number("amount", 10_000), text("slipNo", "X1"),
	}
	return models.NewValues(append(good, change...)...)
}

// What cannot be a value at all turns the batch away as a whole; nothing of it is taken, not even its number.
func TestNumbersThatCannotBeKept(t *testing.T) {
	v := newVillage(t)
	h := &hand{handset: v.real.handset("Vàng A Bình"), t: t}
	for _, amount := range []models.Value{"1.5", "1e6", "9007199254740993", "-9007199254740993", "NaN", "null", "01", "+5", "1_000"} {
		if status, _, _ := h.send("loan", v.loanOf(models.Assignment{Name: "amount", Value: amount})...); status != http.StatusBadRequest {
			t.Errorf("%s: got %d", amount, status)
		}
	}
	if status, _, out := h.send("member", text("fullName", "Lò Thị Sau"), text("sex", "female"), text("joinedOn", "2026-11-24")); status != 200 || out.Outcome != "" {
		t.Errorf("the same number afterwards: %d %+v", status, out)
	}
}

// Money that moved in the village is taken, and somebody is to look at it.
func TestOddMoneyIsTakenAndFlagged(t *testing.T) {
	v := newVillage(t)
	h := &hand{handset: v.real.handset("Vàng A Bình"), t: t}
	for _, odd := range []struct {
		name, typ, reason string
		set               []models.Assignment
	}{
		{"repaid before it was paid out", "repayment", models.ReasonBeforePayout, v.repaymentOf(text("date", "2026-07-04"))},
		{"more repaid than lent", "repayment", models.ReasonOverpaid, v.repaymentOf(number("principal", 6_000_000))},
		{"an unknown by-law", "loan", models.ReasonAboveByLaw, v.loanOf(refer("byLaw", aCase))},
		{"before any by-law", "loan", models.ReasonNoByLaw, v.loanOf(text("disbursedOn", "2025-12-01"))},
		{"more than the by-law allows", "loan", models.ReasonAboveByLaw, v.loanOf(number("amount", 6_001_000))},
		{"a second loan", "loan", models.ReasonSecondLoan, v.loanOf()},
		{"a slip used twice", "fundTransaction", models.ReasonSlipTwice, v.entryOf(text("slipNo", "PT05"))},
		{"an empty box", "fundTransaction", models.ReasonBelowZero, v.entryOf(text("direction", "out"), text("category", "expense"), number("amount", 90_000_000))},
	} {
		status, record, out := h.send(odd.typ, odd.set...)
		if status != 200 || out.Outcome != "" {
			t.Errorf("%s: %d %+v", odd.name, status, out)
			continue
		}
		if !v.flagged(t, odd.reason, record, v.late, v.income) {
			t.Errorf("%s: nobody is told %s", odd.name, odd.reason)
		}
	}
	status, _, out := h.send("repayment", v.repaymentOf(refer("loan", aCase))...)
	if status != 200 || out.Outcome != "held" || out.Problem != models.ReasonOrphan || !strings.HasSuffix(out.Message, ".") {
		t.Errorf("a repayment on no loan: %d %+v", status, out)
	}
}

// flagged says whether a case of the books names one of some records, for a reason.
func (v *village) flagged(t *testing.T, reason string, about ...models.RecordID) bool {
	t.Helper()
	var page struct {
		Items []struct {
			Fields struct{ Reason, Subject, Other string }
		}
	}
	v.officer.ask(t, http.MethodGet, "/api/v1/cases?kind=ledger", "", "", 200).read(t, &page)
	for _, c := range page.Items {
		for _, id := range about {
			if c.Fields.Reason == reason && (c.Fields.Subject == id.String() || c.Fields.Other == id.String()) {
				return true
			}
		}
	}
	return false
}

func TestReversals(t *testing.T) {
	v := newVillage(t)
	h := &hand{handset: v.real.handset("Vàng A Bình"), t: t}
	_, wrong, _ := h.send("repayment", v.repaymentOf()...)
	reversal := func(change ...models.Assignment) []models.Assignment {
		return v.repaymentOf(append([]models.Assignment{refer("reverses", wrong)}, change...)...)
	}
	for _, step := range []struct {
		name             string
		set              []models.Assignment
		outcome, problem string
	}{
		{"another sum", reversal(number("principal", 90_000)), "refused", models.ReasonReversalMismatch},
		{"of what never was", v.repaymentOf(refer("reverses", aCase)), "held", models.ReasonOrphan},
		{"rightly", reversal(), "", ""},
		{"a second time", reversal(), "refused", models.ReasonAlreadyReversed},
	} {
		status, record, out := h.send("repayment", step.set...)
		if status != 200 || out.Outcome != step.outcome || out.Problem != step.problem || out.Outcome != "" && !strings.HasSuffix(out.Message, ".") {
			t.Errorf("%s: %d %+v", step.name, status, out)
		}
		if step.outcome == "refused" && v.kept(t, "refused", record, `\"reverses\"`) != 1 {
			t.Errorf("%s: what was refused is not kept word for word", step.name)
		}
	}
	var file struct {
		Outstanding int64
		Payments    []any
	}
	v.get(t, "/loans/"+v.late.String(), &file)
	equal(t, "outstanding after all", file.Outstanding, 5_000_000)
	equal(t, "payments on the file", len(file.Payments), 3)
}
