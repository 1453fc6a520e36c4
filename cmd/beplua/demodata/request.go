package demodata

import "github.com/beplua/beplua/models"

// approve writes how a loan came about: asked for, looked at by the accountant, agreed at the meeting.
func (b *book) approve(at gathering, m *member, amount int64, months int, purpose string) (request, decision models.RecordID) {
	signers := []models.RecordID{b.officer("head").id, b.officer("accountant").id, b.officer("treasurer").id}
	request = b.request(at.day-models.Day(b.c.between(3, 12)), m, amount, months, purpose)
	b.note("loanReview", moment(at.day-1, 16, 0),
		ref("request", request), ref("reviewer", b.officer("accountant").id), date("date", at.day-1), text("opinion", "approve"), number("amount", amount),
	)
	decision = b.note("loanDecision", moment(at.day, 9, 58),
		ref("request", request), date("date", at.day), text("decision", "approved"), number("amount", amount), number("termMonths", months),
		number("votesFor", b.c.between(28, 38)), number("votesAgainst", b.c.IntN(2)), number("abstained", b.c.IntN(3)), refs("signers", signers),
		ref("meeting", at.id),
	)
	return request, decision
}

func (b *book) request(on models.Day, m *member, amount int64, months int, purpose string) models.RecordID {
	on = max(on, m.joined)
	return b.note("loanRequest", moment(on, 15, 0),
		ref("member", m.id), date("date", on), number("amount", amount), number("termMonths", months), text("purpose", purpose), text("status", "asked"),
	)
}

// ask writes requests that the next meeting has to decide.
func (b *book) ask() {
	for range b.c.IntN(3) {
		if m := b.borrower(b.g.until); m != nil {
			b.request(b.g.until-models.Day(b.c.IntN(10)), m, b.c.money(2_000_000, b.law.most, 500_000), b.c.between(6, b.law.months), pick(b.c, purposes).purpose)
		}
	}
}
