package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/client"
	"github.com/beplua/beplua/sync/rules"
)

// storyMoney is what the act about money is about.
type storyMoney struct {
	loan     models.RecordID
	payments []models.RecordID // told by two phones
}

// money is a loan from its request to a payment that two phones told of, and an entry that is taken back.
func (s *story) money(ctx context.Context) error {
	s.title("5. Tiền: một khoản vay từ đề nghị đến trả nợ, mỗi bước một bản ghi")
	m, first, second := &storyMoney{}, s.phoneOf(mai), s.phoneOf(sung)
	for _, p := range []*storyPhone{first, second} {
		p.did = nil
	}
	if err := s.lends(first, m); err != nil {
		return err
	}
	for _, p := range []*storyPhone{first, second} {
		if err := s.sync(ctx, p); err != nil {
			return err
		}
	}
	for _, p := range []*storyPhone{first, second} {
		id, err := p.edit("thu kỳ 1 của khoản vay mới: "+schema.Dong(100_000)+" gốc, kèm phiếu thu", s.payment(m.loan, 100_000, 0)...)
		if err != nil {
			return err
		}
		m.payments = append(m.payments, id)
	}
	wrong, err := first.edit("ghi nhầm một phiếu chi "+schema.Dong(90_000), s.entry("activity", "out", "expense", 90_000))
	if err != nil {
		return err
	}
	if _, err := first.edit("đảo phiếu chi ấy bằng bút toán ngược", s.takesBack(wrong)); err != nil {
		return err
	}
	if err := s.sync(ctx, first); err != nil {
		return err
	}
	if _, err := second.edit("cũng đảo phiếu chi ấy, không biết là đã đảo", s.takesBack(wrong)); err != nil {
		return err
	}
	if err := s.sync(ctx, second); err != nil {
		return err
	}
	for _, p := range []*storyPhone{first, second} {
		s.say("  %s", p.name)
		for _, d := range p.did {
			s.say("     · %s", d)
		}
	}
	return s.voids(ctx, m)
}

// lends writes a loan under the by-law in force: request, review, decision, contract with its schedule, and the payment.
func (s *story) lends(p *storyPhone, m *storyMoney) error {
	k, today := s.known, s.today()
	var laws []*models.Record
	for _, v := range p.List(k.club, "byLaw") {
		laws = append(laws, &v.Record)
	}
	law := rules.InForce(laws, today.String())
	if law == nil {
		return errors.New("the demo's club has no by-law")
	}
	rate, _ := law.Value("ratePpm").Int()
	terms := loan.Terms{Amount: 1_000_000, RatePpm: rate, Months: 10, Method: loan.Method(law.Value("method").Str()), Rounding: loan.RoundingDefault, DisbursedOn: today}
	club, _ := p.Show(k.club, k.home)
	day, _ := club.Record.Value("meetingDay").Int()
	member := s.debtFree(p)
	request, e1 := p.edit("ghi đề nghị vay "+schema.Dong(1_000_000), change(k.club, "loanRequest", "member", member, "date", today, "amount", 1_000_000, "termMonths", 10))
	_, e2 := p.edit("kế toán thẩm định: đồng ý", change(k.club, "loanReview", "request", request, "reviewer", k.attended[0], "date", today, "opinion", "approve"))
	decision, e3 := p.edit("buổi họp quyết định cho vay: 32 đồng ý, 1 không", change(k.club, "loanDecision",
		"request", request, "date", today, "decision", "approved", "amount", 1_000_000, "termMonths", 10, "votesFor", 32, "votesAgainst", 1))
	m.loan = newID()
	contract := change(k.club, "loan", "member", member, "amount", 1_000_000, "ratePpm", int(rate), "method", string(terms.Method),
		"termMonths", 10, "rounding", int(terms.Rounding), "disbursedOn", today, "request", request, "decision", decision, "byLaw", law.ID, "status", "running")
	contract.Record = m.loan
	schedule := loan.Schedule(terms, loan.Meetings{Day: int(day)})
	contract.Set = models.NewValues(append(contract.Set, models.Assignment{Name: "schedule", Value: loan.ScheduleValue(schedule)})...)
	_, e4 := p.edit(fmt.Sprintf("giải ngân: khế ước, lịch trả %d kỳ theo quy chế, phiếu chi", len(schedule)),
		contract, s.entry("income", "out", "loanOut", 1_000_000, "loan", m.loan, "member", member))
	return errors.Join(e1, e2, e3, e4)
}

// debtFree is a member who never borrowed.
func (s *story) debtFree(p *storyPhone) models.RecordID {
	owing := map[string]bool{}
	for _, v := range p.List(s.known.club, "loan") {
		owing[v.Record.Value("member").Str()] = true
	}
	for _, id := range s.known.attended {
		if !owing[id.String()] {
			return id
		}
	}
	return s.known.newcomer
}

func change(scope models.Scope, typ string, pairs ...any) client.Change {
	return client.Change{Scope: scope, Type: typ, Set: set(pairs...)}
}

// entry is a line of the story's cash book.
func (s *story) entry(fund, direction, category string, amount int, more ...any) client.Change {
	return bookkeeper{s.app.registry, s.known.club, s.today()}.entry(fund, direction, category, amount, more...)
}

// payment is money paid back on a loan of the story.
func (s *story) payment(of models.RecordID, principal, interest int) []client.Change {
	return bookkeeper{s.app.registry, s.known.club, s.today()}.payment(of, principal, interest)
}

// takesBack is the reversing entry of the wrong payment of the story.
func (s *story) takesBack(wrong models.RecordID) client.Change {
	return s.entry("activity", "in", "expense", 90_000, "reverses", wrong)
}

// voids is the officer's part: of the two payments one is taken back, and the rest is known.
func (s *story) voids(ctx context.Context, m *storyMoney) error {
	open, err := s.chief.cases(ctx, s.known.home, s.known.elsewhere)
	if err != nil {
		return err
	}
	for i := range open {
		f := open[i].fields()
		subject := f.Get(models.CaseFieldSubject).Str()
		if subject != m.payments[0].String() && subject != m.payments[1].String() {
			if err := s.decideOne(ctx, &open[i]); err != nil {
				return err
			}
			continue
		}
		decision := map[string]any{"choice": models.ChooseVoid, "keep": m.payments[0].String(), "note": "Hai máy ghi cùng một lần trả."}
		if _, err := s.chief.decide(ctx, &open[i], decision); err != nil {
			return fmt.Errorf("void a payment: %w", err)
		}
		s.say("  %-18s %-20s %-16s → hai máy ghi một lần trả: huỷ một bên, kèm phiếu thu, bằng bút toán đảo",
			models.CaseDuplicatePayment, ledger.TypeRepayment, f.Get(models.CaseFieldReason).Str())
	}
	p := s.phoneOf(mai)
	if err := s.sync(ctx, p); err != nil {
		return err
	}
	paid := ledger.Debt{}
	for _, typ := range []string{ledger.TypeLoan, ledger.TypeRepayment, ledger.TypeEntry} {
		for _, v := range p.List(s.known.club, typ) {
			if id, d, ok := ledger.DebtOf(&v.Record); ok && id == m.loan {
				paid = paid.Add(d)
			}
		}
	}
	s.say("  khoản vay: cho vay %s, đã trả %s gốc, còn %s; sổ quỹ cũng nói còn %s",
		schema.Dong(paid.Lent), schema.Dong(paid.Principal), schema.Dong(paid.Outstanding()), schema.Dong(paid.Receivable()))
	if paid.Principal != 100_000 || !paid.Agrees() {
		return fmt.Errorf("the loan comes to %+v", paid)
	}
	return nil
}
