package schema

import "github.com/beplua/beplua/models"

// loanTypes are lending and paying back (domain.md §2.3–§2.8, §6).
func loanTypes() []Type {
	return []Type{loanRequest(), loanReview(), loanDecision(), loan(), repayment(), loanEvent()}
}

// LegalRatePpm is the highest interest a month that may be agreed, in parts per million: 20 % a year (Civil Code 2015,
// Art. 468).
const LegalRatePpm = 16_666

// rateField is interest per month. Old loans above the legal rate are kept as they were agreed, so the bound is wider.
func rateField(policy Policy, class Sensitivity) Field {
	return Field{
		Name: "ratePpm", Kind: Int, Label: Label{"Lãi suất mỗi tháng (phần triệu)", "Interest per month (ppm)"},
		Policy: policy, Class: class, Max: 100_000, SoftMax: 10_000,
	}
}

func methodField(policy Policy, class Sensitivity) Field {
	return Field{
		Name: "method", Kind: Enum, Label: Label{"Cách tính lãi, trả gốc", "Method"}, Policy: policy, Class: class,
		Options: []Option{
			{"FLAT", Label{"Gốc chia đều, lãi phẳng", "Flat interest"}},
			{"BALANCE", Label{"Gốc chia đều, lãi theo dư nợ giảm dần", "Declining balance"}},
			{"BULLET", Label{"Lãi hằng tháng, gốc cuối kỳ", "Principal at term"}},
			{"FREE", Label{"Trả gốc tự do, lãi theo dư nợ", "Free principal payments"}},
		},
	}
}

// legalRate refuses interest above the law for everything but what is taken over from old books.
func legalRate(faults []models.Fault, v models.Values) []models.Fault {
	if number(v, "ratePpm") > LegalRatePpm && text(v, fieldSource) != SourceImport {
		return append(faults, Rule("legal-rate", "ratePpm", "Lãi suất không được quá 20% một năm (1,6666% một tháng) theo Điều 468 Bộ luật Dân sự."))
	}
	return faults
}

func amountField(label Label, policy Policy) Field {
	return Field{Name: "amount", Kind: Money, Label: label, Policy: policy, Class: Sensitive, Min: 1, Max: loanMax, Step: moneyStep, Unit: "đ"}
}

func termField(policy Policy) Field {
	return Field{
		Name: "termMonths", Kind: Int, Label: Label{"Thời hạn vay", "Term"}, Policy: policy, Class: Sensitive,
		Min: 1, Max: 60, SoftMin: 1, SoftMax: 36, Unit: "tháng",
	}
}

func purposeField(policy Policy) Field {
	return Field{Name: "purpose", Kind: Enum, Label: Label{"Vay để", "Purpose"}, Policy: policy, Class: Personal, Options: []Option{
		{"livestock", Label{"Chăn nuôi", "Livestock"}},
		{"crops", Label{"Trồng trọt", "Crops"}},
		{"trade", Label{"Buôn bán nhỏ", "Small trade"}},
		{"craft", Label{"Nghề thủ công", "Craft"}},
		{"tools", Label{"Mua công cụ", "Tools"}},
		{"other", Label{"Việc khác", "Other"}},
	}}
}

// loanRequest is a member's wish to borrow (giấy đề nghị vay).
func loanRequest() Type {
	return Type{
		Name: "loanRequest", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Đề nghị vay", "Loan request"},
		Fields: []Field{
			ofMember(Once),
			{Name: "date", Kind: Date, Label: Label{"Ngày đề nghị", "Date"}, Required: true, Policy: Ask, Class: Personal, Listed: true, Horizon: Past},
			amountField(Label{"Số tiền muốn vay", "Amount wished"}, Ask).needed(),
			termField(Ask),
			purposeField(Latest),
			guarantors(Ask),
			{Name: "status", Kind: Enum, Label: Label{"Tình trạng", "Status"}, Policy: Latest, Class: Personal, Options: []Option{
				{"asked", Label{"Đã đề nghị", "Asked"}},
				{"withdrawn", Label{"Rút đề nghị", "Withdrawn"}},
			}},
			atMeeting(),
			remark(Sensitive),
		},
	}
}

func guarantors(policy Policy) Field {
	return Field{Name: "guarantors", Kind: Set, Label: Label{"Người bảo lãnh", "Guarantors"}, Policy: policy, Class: Personal, Target: []string{"member"}, Max: 10}
}

func ofRequest() Field {
	return Field{Name: "request", Kind: Ref, Label: Label{"Đề nghị vay", "Loan request"}, Required: true, Class: Personal, Target: []string{"loanRequest"}, Parent: true, Listed: true}
}

// loanReview is what one of the board says of a request.
func loanReview() Type {
	return Type{
		Name: "loanReview", Scope: models.ScopeClub, Mode: AppendOnly, Label: Label{"Thẩm định vay", "Loan review"},
		Fields: once(
			ofRequest(),
			Field{Name: "reviewer", Kind: Ref, Label: Label{"Người thẩm định", "Reviewer"}, Required: true, Class: Personal, Target: []string{"member"}},
			Field{Name: "date", Kind: Date, Label: Label{"Ngày", "Date"}, Required: true, Class: Personal, Listed: true, Horizon: Past},
			Field{Name: "opinion", Kind: Enum, Label: Label{"Ý kiến", "Opinion"}, Required: true, Class: Personal, Options: []Option{
				{"approve", Label{"Đồng ý", "Approve"}},
				{"less", Label{"Cho vay ít hơn", "Lend less"}},
				{"refuse", Label{"Không đồng ý", "Refuse"}},
			}},
			amountField(Label{"Số tiền nên cho vay", "Amount advised"}, Once),
			correcting(fieldSupersedes, "loanReview"),
			remark(Sensitive),
		),
	}
}

// loanDecision is what the meeting decided.
func loanDecision() Type {
	return Type{
		Name: "loanDecision", Scope: models.ScopeClub, Mode: AppendOnly, Label: Label{"Quyết định cho vay", "Loan decision"},
		Fields: once(
			ofRequest(),
			Field{Name: "date", Kind: Date, Label: Label{"Ngày", "Date"}, Required: true, Class: Personal, Listed: true, Horizon: Past},
			Field{Name: "decision", Kind: Enum, Label: Label{"Quyết định", "Decision"}, Required: true, Class: Personal, Options: []Option{
				{"approved", Label{"Cho vay", "Approved"}},
				{"refused", Label{"Không cho vay", "Refused"}},
				{"waiting", Label{"Để buổi sau", "Postponed"}},
			}},
			amountField(Label{"Số tiền cho vay", "Amount approved"}, Once),
			termField(Once),
			Field{Name: "votesFor", Kind: Int, Label: Label{"Số người đồng ý", "Votes for"}, Class: Public, Max: 1000},
			Field{Name: "votesAgainst", Kind: Int, Label: Label{"Số người không đồng ý", "Votes against"}, Class: Public, Max: 1000},
			Field{Name: "abstained", Kind: Int, Label: Label{"Số người không ý kiến", "Abstained"}, Class: Public, Max: 1000},
			signers(),
			atMeeting(),
			correcting(fieldSupersedes, "loanDecision"),
			remark(Sensitive),
		),
		Check: func(v models.Values, _ string) []models.Fault {
			if text(v, "decision") == "approved" && !v.Get("amount").IsSet() {
				return []models.Fault{Rule("amount", "amount", "Đã cho vay thì phải ghi số tiền cho vay.")}
			}
			return nil
		},
	}
}
