package api

import (
	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/view"
)

// fileWire is everything that is known of one loan.
type fileWire struct {
	asOf
	loanWire
	YearlyPpm      int64        `json:"effectiveYearlyPpm"`
	AboveLegalRate bool         `json:"aboveLegalRate"`
	Schedule       []lineWire   `json:"schedule"`
	Payments       []recordWire `json:"payments"`
	Events         []recordWire `json:"events"`
	Approval       approvalWire `json:"approval"`
	Entries        []recordWire `json:"entries"`
	Debt           debtWire     `json:"debt"`
	Cases          []caseWire   `json:"cases"`
}

// approvalWire is how the loan came about, up to the payment, which is among the entries.
type approvalWire struct {
	Request   *recordWire  `json:"request,omitempty"`
	Reviews   []recordWire `json:"reviews"`
	Decisions []recordWire `json:"decisions"`
}

// debtWire is what the loan comes to by the contract and by the cash books.
type debtWire struct {
	Lent      int64 `json:"lent"`
	Principal int64 `json:"principal"`
	PaidOut   int64 `json:"paidOut"`
	Received  int64 `json:"received"`
	Agrees    bool  `json:"agrees"`
}

// loanFile shows one loan with all that was written about it.
func (s *Server) loanFile(c echo.Context, session *account.Session) error {
	club, err := pathClub(c)
	if err != nil {
		return err
	}
	id, err := pathRecord(c, "loan")
	if err != nil {
		return err
	}
	on, err := s.dayAsked(c)
	if err != nil {
		return err
	}
	f, seq, err := s.Books.LoanFile(c.Request().Context(), session.Access, club, id, on)
	if err != nil {
		return err
	}
	return s.money(c, wireFile(&f, asOf{seq, on}))
}

func wireFile(f *view.File, as asOf) fileWire {
	terms := f.Contract.Terms
	out := fileWire{
		asOf: as, loanWire: wireLoan(&f.Loan), YearlyPpm: loan.EffectiveYearlyPpm(terms.Amount, f.Contract.Schedule),
		AboveLegalRate: terms.AboveLegalRate(), Schedule: []lineWire{}, Payments: wireRecords(f.Payments), Events: wireRecords(f.Events),
		Approval: approvalWire{Reviews: wireRecords(f.Reviews), Decisions: wireRecords(f.Decisions)}, Entries: wireRecords(f.Entries),
		Debt:  debtWire{f.Debt.Lent, f.Debt.Principal, f.Debt.PaidOut, f.Debt.Received, f.Debt.Agrees()},
		Cases: []caseWire{},
	}
	for _, line := range f.Standing.Lines {
		out.Schedule = append(out.Schedule, wireLine(line))
	}
	if f.Request != nil {
		request := wireRecord(f.Request)
		out.Approval.Request = &request
	}
	for _, r := range f.Cases {
		out.Cases = append(out.Cases, wireCase(r))
	}
	return out
}

// faultWire is one thing wrong with one field, as in answers to a submit.
type faultWire struct {
	Field   string `json:"field,omitempty"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func wireFaults(faults []models.Fault) []faultWire {
	out := make([]faultWire, len(faults))
	for i, f := range faults {
		out[i] = faultWire(f)
	}
	return out
}

// preview plans a loan before anybody signs. It writes nothing.
func (s *Server) preview(c echo.Context, session *account.Session) error {
	club, err := pathClub(c)
	if err != nil {
		return err
	}
	var in struct {
		Amount      int64        `json:"amount"`
		TermMonths  int          `json:"termMonths"`
		DisbursedOn string       `json:"disbursedOn"`
		RatePpm     *int64       `json:"ratePpm"`
		Method      *loan.Method `json:"method"`
		Rounding    *int64       `json:"rounding"`
		PenaltyPpm  *int64       `json:"penaltyPpm"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	p := view.Proposal{
		Amount: in.Amount, Months: in.TermMonths, DisbursedOn: models.Today(s.Now()), RatePpm: in.RatePpm, Method: in.Method,
		Rounding: in.Rounding, PenaltyPpm: in.PenaltyPpm,
	}
	if in.DisbursedOn != "" {
		var ok bool
		if p.DisbursedOn, ok = models.ParseDay(in.DisbursedOn); !ok {
			return models.Errorf(models.CodeMalformed, "at \"/disbursedOn\": expected a day such as 2026-06-30")
		}
	}
	v, seq, err := s.Books.PreviewLoan(c.Request().Context(), session.Access, club, p)
	if err != nil {
		return err
	}
	out := previewWire{
		asOf: asOf{seq, p.DisbursedOn}, Terms: wireTerms(v.Terms), Faults: wireFaults(v.Faults), Cautions: wireFaults(v.Cautions),
		Schedule: []instalmentWire{}, Interest: loan.Interest(v.Schedule), YearlyPpm: v.YearlyPpm, Costly: v.YearlyPpm >= loan.CostlyYearlyPpm,
	}
	if v.Law != nil {
		out.ByLaw = v.Law.ID.String()
	}
	for _, line := range v.Schedule {
		out.Schedule = append(out.Schedule, instalmentWire(line))
	}
	return s.json(c, 200, out)
}

// previewWire is what a proposal would come to, as of the day of disbursement.
type previewWire struct {
	asOf
	ByLaw     string           `json:"byLaw,omitempty"`
	Terms     termsWire        `json:"terms"`
	Faults    []faultWire      `json:"faults"`
	Cautions  []faultWire      `json:"cautions"`
	Schedule  []instalmentWire `json:"schedule"`
	Interest  int64            `json:"interest"`
	YearlyPpm int64            `json:"effectiveYearlyPpm"`
	Costly    bool             `json:"costly"`
}

type instalmentWire struct {
	No        int        `json:"no"`
	Due       models.Day `json:"due"`
	Principal int64      `json:"principal"`
	Interest  int64      `json:"interest"`
}
