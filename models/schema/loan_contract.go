package schema

import "github.com/beplua/beplua/models"

// loan is a contract (khế ước). Its terms never change once written: old loans are not recomputed with new rules
// (domain.md §6). How it stands is a status, and the later word counts.
func loan() Type {
	return Type{
		Name: "loan", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Khoản vay", "Loan"},
		Fields: []Field{
			ofMember(Once),
			amountField(Label{"Số tiền vay", "Amount"}, Once).needed(),
			rateField(Once, Sensitive).needed(),
			methodField(Once, Sensitive).needed(),
			termField(Once).needed(),
			{Name: "disbursedOn", Kind: Date, Label: Label{"Ngày giải ngân", "Disbursed on"}, Required: true, Policy: Once, Class: Personal, Listed: true, Horizon: Past},
			{Name: "dueOn", Kind: Date, Label: Label{"Ngày đến hạn cuối", "Due on"}, Policy: Once, Class: Sensitive},
			{Name: "rounding", Kind: Money, Label: Label{"Làm tròn đến", "Rounding"}, Policy: Once, Class: Public, Min: 1, Max: 10_000, Unit: "đ"},
			{Name: "penaltyPpm", Kind: Int, Label: Label{"Lãi phạt chậm trả mỗi tháng (phần triệu)", "Late penalty per month (ppm)"}, Policy: Once, Class: Sensitive, Max: 25_000},
			{Name: "schedule", Kind: Table, Label: Label{"Lịch trả nợ", "Schedule"}, Policy: Once, Class: Sensitive, Max: 60, Columns: []Field{
				{Name: "no", Kind: Int, Label: Label{"Kỳ", "No."}, Required: true, Policy: Once, Class: Sensitive, Min: 1, Max: 60},
				{Name: "due", Kind: Date, Label: Label{"Ngày phải trả", "Due"}, Required: true, Policy: Once, Class: Sensitive},
				{Name: "principal", Kind: Money, Label: Label{"Gốc", "Principal"}, Required: true, Policy: Once, Class: Sensitive, Max: loanMax, Unit: "đ"},
				{Name: "interest", Kind: Money, Label: Label{"Lãi", "Interest"}, Required: true, Policy: Once, Class: Sensitive, Max: loanMax, Unit: "đ"},
			}},
			{Name: "contractNo", Kind: Text, Label: Label{"Số khế ước", "Contract number"}, Policy: Ask, Class: Personal, Max: 30},
			{Name: "request", Kind: Ref, Label: Label{"Đề nghị vay", "Request"}, Policy: Once, Class: Personal, Target: []string{"loanRequest"}},
			{Name: "decision", Kind: Ref, Label: Label{"Quyết định cho vay", "Decision"}, Policy: Once, Class: Personal, Target: []string{"loanDecision"}},
			{Name: "byLaw", Kind: Ref, Label: Label{"Theo quy chế", "Under the by-law"}, Policy: Once, Class: Public, Target: []string{"byLaw"}},
			{Name: "transaction", Kind: Ref, Label: Label{"Phiếu chi giải ngân", "Payment"}, Policy: Ask, Class: Personal, Target: []string{"fundTransaction"}},
			purposeField(Ask),
			guarantors(Ask),
			signers(),
			{Name: "status", Kind: Enum, Label: Label{"Tình trạng", "Status"}, Policy: Latest, Class: Sensitive, Options: []Option{
				{"running", Label{"Đang vay", "Running"}},
				{"repaid", Label{"Đã trả hết", "Repaid"}},
				{"extended", Label{"Gia hạn", "Extended"}},
				{"frozen", Label{"Khoanh nợ", "Frozen"}},
				{"writtenOff", Label{"Xoá nợ", "Written off"}},
				{"cancelled", Label{"Huỷ trước khi nhận tiền", "Cancelled before payment"}},
			}},
			{Name: "closedOn", Kind: Date, Label: Label{"Ngày tất toán", "Closed on"}, Policy: Latest, Class: Sensitive, Horizon: Past},
			atMeeting(),
			remark(Sensitive),
		},
		Check: checkLoan,
	}
}

func checkLoan(v models.Values, _ string) []models.Fault {
	faults := legalRate(nil, v)
	faults = datesInOrder(faults, v, "disbursedOn", "closedOn", "Ngày tất toán không được trước ngày giải ngân.")
	faults = datesInOrder(faults, v, "disbursedOn", "dueOn", "Ngày đến hạn không được trước ngày giải ngân.")
	if !v.Get("schedule").IsSet() {
		return faults
	}
	rows, _ := v.Get("schedule").Table()
	var principal int64
	last := v.Get("disbursedOn")
	ordered := true
	for _, row := range rows {
		principal += number(row, "principal")
		due := row.Get("due")
		ordered = ordered && last <= due
		last = due
	}
	if len(rows) > 0 && principal != number(v, "amount") {
		faults = append(faults, Rule("schedule-sum", "schedule", "Tổng gốc trong lịch trả nợ phải bằng số tiền vay."))
	}
	if !ordered {
		faults = append(faults, Rule("schedule-order", "schedule", "Các kỳ trả nợ phải theo thứ tự ngày, sau ngày giải ngân."))
	}
	return faults
}

func ofLoan() Field {
	return Field{Name: "loan", Kind: Ref, Label: Label{"Khoản vay", "Loan"}, Required: true, Class: Personal, Target: []string{"loan"}, Parent: true, Listed: true}
}

// repayment is money paid back on a loan.
func repayment() Type {
	return Type{
		Name: "repayment", Scope: models.ScopeClub, Mode: AppendOnly, Label: Label{"Trả nợ", "Repayment"},
		Fields: once(
			ofLoan(),
			Field{Name: "date", Kind: Date, Label: Label{"Ngày trả", "Date"}, Required: true, Class: Personal, Listed: true, Horizon: Past},
			Field{Name: "principal", Kind: Money, Label: Label{"Gốc", "Principal"}, Required: true, Class: Sensitive, Max: loanMax, Step: moneyStep, Unit: "đ"},
			Field{Name: "interest", Kind: Money, Label: Label{"Lãi", "Interest"}, Required: true, Class: Sensitive, Max: loanMax, Step: moneyStep, Unit: "đ"},
			Field{Name: "penalty", Kind: Money, Label: Label{"Lãi chậm trả", "Late interest"}, Class: Sensitive, Max: loanMax, Step: moneyStep, Unit: "đ"},
			Field{Name: "instalment", Kind: Int, Label: Label{"Kỳ", "Instalment"}, Class: Sensitive, Min: 1, Max: 60},
			Field{Name: "principalTransaction", Kind: Ref, Label: Label{"Phiếu thu gốc", "Receipt of principal"}, Class: Personal, Target: []string{"fundTransaction"}},
			Field{Name: "interestTransaction", Kind: Ref, Label: Label{"Phiếu thu lãi", "Receipt of interest"}, Class: Personal, Target: []string{"fundTransaction"}},
			Field{Name: "collectedBy", Kind: Ref, Label: Label{"Người thu", "Collected by"}, Class: Personal, Target: []string{"member"}},
			correcting(fieldReverses, "repayment"),
			Field{Name: fieldRestores, Kind: Ref, Label: Label{"Ghi lại lần trả đã huỷ nhầm", "Restores"}, Class: Public, Target: []string{"repayment"}, Listed: true},
			atMeeting(),
			remark(Sensitive),
		),
		Hints: []Hint{{Kind: models.CaseDuplicatePayment, Key: samePayment, Same: mayBeOnePayment, OtherActor: true}},
		Check: func(v models.Values, _ string) []models.Fault {
			if paid(v) == 0 {
				return []models.Fault{Rule("sum", "principal", "Phải ghi số tiền gốc hoặc lãi đã trả.")}
			}
			return nil
		},
	}
}

// loanEvent is what happens to a loan besides payments: extended, frozen, written off.
func loanEvent() Type {
	return Type{
		Name: "loanEvent", Scope: models.ScopeClub, Mode: AppendOnly, Label: Label{"Sự kiện khoản vay", "Loan event"},
		Fields: once(
			ofLoan(),
			Field{Name: "kind", Kind: Enum, Label: Label{"Sự kiện", "Kind"}, Required: true, Class: Sensitive, Options: []Option{
				{"extend", Label{"Gia hạn", "Extend"}},
				{"freeze", Label{"Khoanh nợ", "Freeze"}},
				{"unfreeze", Label{"Thôi khoanh nợ", "Unfreeze"}},
				{"writeOff", Label{"Xoá nợ", "Write off"}},
				{"correct", Label{"Đính chính", "Correct"}},
			}},
			Field{Name: "date", Kind: Date, Label: Label{"Ngày", "Date"}, Required: true, Class: Personal, Listed: true, Horizon: Past},
			Field{Name: "newDueOn", Kind: Date, Label: Label{"Hạn mới", "New due date"}, Class: Sensitive},
			amountField(Label{"Số tiền", "Amount"}, Once),
			atMeeting(),
			correcting(fieldSupersedes, "loanEvent"),
			remark(Sensitive),
		),
		Check: func(v models.Values, _ string) []models.Fault {
			var faults []models.Fault
			kind := text(v, "kind")
			if (kind == "writeOff" || kind == "extend") && !v.Get("meeting").IsSet() {
				faults = append(faults, Rule("meeting", "meeting", "Gia hạn hoặc xoá nợ phải do một buổi họp quyết định."))
			}
			if kind == "extend" && !v.Get("newDueOn").IsSet() {
				faults = append(faults, Rule("new-due", "newDueOn", "Gia hạn phải ghi hạn mới."))
			}
			return faults
		},
	}
}
