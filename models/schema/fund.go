package schema

import "github.com/beplua/beplua/models"

// fundTypes are the club's money (domain.md §2). Every entry stands for ever; a mistake is taken back by a reversing entry.
func fundTypes() []Type {
	return []Type{fundAccount(), fundTransaction(), cashCount(), donation(), monthClosing()}
}

// Bounds that no club comes near; what is above them is a slip of the finger. đồng.
const (
	fundMax = 10_000_000_000
	loanMax = 500_000_000
)

// moneyStep is the smallest note in use: amounts that are no multiple of it are asked about. đồng.
const moneyStep = 1000

// fundAccount is one of the two funds of a club. Each has its natural id, so that two phones open the same.
func fundAccount() Type {
	return Type{
		Name: "fundAccount", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Quỹ", "Fund"},
		Identity: []string{"kind"},
		Fields: []Field{
			{Name: "kind", Kind: Enum, Label: Label{"Loại quỹ", "Kind"}, Required: true, Policy: Once, Class: Public, Listed: true, Options: []Option{
				{"income", Label{"Quỹ tăng thu nhập", "Income-raising fund"}},
				{"activity", Label{"Quỹ hoạt động", "Activity fund"}},
			}},
			{Name: "openedOn", Kind: Date, Label: Label{"Ngày mở", "Opened on"}, Policy: Ask, Class: Public, Horizon: Past},
			{Name: "openingBalance", Kind: Money, Label: Label{"Số dư ban đầu", "Opening balance"}, Policy: Once, Class: Public, Max: fundMax, Unit: "đ"},
			{Name: "keeper", Kind: Ref, Label: Label{"Người giữ quỹ", "Keeper"}, Policy: Latest, Class: Personal, Target: []string{"member"}},
			remark(Public),
		},
	}
}

func fundTransaction() Type {
	return Type{
		Name: "fundTransaction", Scope: models.ScopeClub, Mode: AppendOnly, Label: Label{"Thu chi quỹ", "Fund transaction"},
		Fields: once(
			Field{Name: "account", Kind: Ref, Label: Label{"Quỹ", "Fund"}, Required: true, Class: Public, Target: []string{"fundAccount"}, Parent: true, Listed: true},
			Field{Name: "date", Kind: Date, Label: Label{"Ngày", "Date"}, Required: true, Class: Public, Listed: true, Horizon: Past},
			Field{Name: "direction", Kind: Enum, Label: Label{"Thu hay chi", "Direction"}, Required: true, Class: Public, Options: []Option{
				{"in", Label{"Thu", "In"}},
				{"out", Label{"Chi", "Out"}},
			}},
			Field{Name: "category", Kind: Enum, Label: Label{"Khoản", "Category"}, Required: true, Class: Public, Listed: true, Options: categoryOptions()},
			Field{Name: "amount", Kind: Money, Label: Label{"Số tiền", "Amount"}, Required: true, Class: Personal, Min: 1, Max: fundMax, Step: moneyStep, Unit: "đ"},
			Field{Name: "slipNo", Kind: Text, Label: Label{"Số phiếu", "Slip number"}, Required: true, Class: Public, Min: 1, Max: 30},
			Field{Name: "counterparty", Kind: Text, Label: Label{"Người nộp, người nhận", "Counterparty"}, Class: Personal, Max: 120},
			Field{Name: "member", Kind: Ref, Label: Label{"Thành viên", "Member"}, Class: Personal, Target: []string{"member"}, Listed: true},
			Field{Name: "duesMonth", Kind: Text, Label: Label{"Phí của tháng", "Dues of the month"}, Class: Public, Max: 7, Pattern: Month},
			Field{Name: "loan", Kind: Ref, Label: Label{"Khoản vay", "Loan"}, Class: Personal, Target: []string{"loan"}, Listed: true},
			Field{Name: "repayment", Kind: Ref, Label: Label{"Lần trả nợ", "Repayment"}, Class: Personal, Target: []string{"repayment"}, Listed: true},
			Field{Name: "transfer", Kind: Ref, Label: Label{"Quyết định chuyển vốn", "Capital transfer"}, Class: Public, Target: []string{"capitalTransfer"}},
			Field{Name: "counterpart", Kind: Ref, Label: Label{"Bút toán ở quỹ kia", "Entry in the other fund"}, Class: Public, Target: []string{"fundTransaction"}},
			correcting(fieldReverses, "fundTransaction"),
			atMeeting(),
			remark(Personal),
		),
		Hints: []Hint{{Kind: models.CaseLedger, Reason: models.ReasonSlipTwice, Key: sameSlip}},
		Check: checkDirection,
	}
}

func categoryOptions() []Option {
	return []Option{
		{"seed", Label{"Vốn hỗ trợ ban đầu", "Seed capital"}},
		{"dues", Label{"Phí thành viên", "Dues"}},
		{"donation", Label{"Sổ Tấm lòng vàng", "Donation"}},
		{"interest", Label{"Lãi vay", "Interest"}},
		{"principal", Label{"Thu gốc vay", "Principal repaid"}},
		{"penalty", Label{"Lãi chậm trả", "Late interest"}},
		{"loanOut", Label{"Giải ngân vay", "Loan paid out"}},
		{"expense", Label{"Chi hoạt động", "Expense"}},
		{"business", Label{"Làm kinh tế chung", "Joint business"}},
		{"rotationIn", Label{"Nhận vốn luân chuyển", "Rotated capital received"}},
		{"rotationOut", Label{"Chuyển vốn luân chuyển", "Rotated capital passed on"}},
		{"transfer", Label{"Chuyển giữa hai quỹ", "Transfer between funds"}},
		{"adjustment", Label{"Điều chỉnh", "Adjustment"}},
	}
}

// checkDirection wants money in what is received, and out what is paid; a reversing entry goes the other way.
func checkDirection(v models.Values, _ string) []models.Fault {
	var want string
	switch text(v, "category") {
	case "seed", "dues", "donation", "interest", "principal", "penalty", "rotationIn":
		want = "in"
	case "loanOut", "expense", "rotationOut":
		want = "out"
	default:
		return nil
	}
	if reversing := v.Get(fieldReverses).IsSet(); (text(v, "direction") == want) == reversing {
		return []models.Fault{Rule("direction", "direction", "Khoản này không khớp với thu hay chi.")}
	}
	return nil
}

// cashCount is the money counted on a day against the book (kiểm quỹ).
func cashCount() Type {
	return Type{
		Name: "cashCount", Scope: models.ScopeClub, Mode: AppendOnly, Label: Label{"Kiểm quỹ", "Cash count"},
		Fields: once(
			Field{Name: "account", Kind: Ref, Label: Label{"Quỹ", "Fund"}, Required: true, Class: Public, Target: []string{"fundAccount"}, Parent: true, Listed: true},
			Field{Name: "date", Kind: Date, Label: Label{"Ngày", "Date"}, Required: true, Class: Public, Listed: true, Horizon: Past},
			Field{Name: "counted", Kind: Money, Label: Label{"Tiền đếm được", "Counted"}, Required: true, Class: Public, Max: fundMax, Unit: "đ"},
			Field{Name: "book", Kind: Money, Label: Label{"Số trên sổ", "By the book"}, Class: Public, Max: fundMax, Unit: "đ"},
			signers(),
			atMeeting(),
			correcting(fieldSupersedes, "cashCount"),
			remark(Public),
		),
		Check: func(v models.Values, _ string) []models.Fault {
			if v.Get("book").IsSet() && v.Get("book") != v.Get("counted") && text(v, "note") == "" {
				return []models.Fault{Rule("difference", "note", "Tiền đếm được khác số trên sổ thì phải ghi rõ lý do.")}
			}
			return nil
		},
	}
}

// donation is a line of the book of golden hearts (Sổ Tấm lòng vàng).
func donation() Type {
	return Type{
		Name: "donation", Scope: models.ScopeClub, Mode: AppendOnly, Label: Label{"Ủng hộ", "Donation"},
		Fields: once(
			Field{Name: "donor", Kind: Text, Label: Label{"Người ủng hộ", "Donor"}, Required: true, Class: Personal, Min: 1, Max: 120},
			Field{Name: "date", Kind: Date, Label: Label{"Ngày", "Date"}, Required: true, Class: Public, Listed: true, Horizon: Past},
			Field{Name: "amount", Kind: Money, Label: Label{"Số tiền", "Amount"}, Class: Personal, Min: 1, Max: fundMax, Step: moneyStep, Unit: "đ"},
			Field{Name: "goods", Kind: Text, Label: Label{"Hiện vật", "Goods"}, Class: Personal, Max: 300},
			Field{Name: "value", Kind: Money, Label: Label{"Giá trị hiện vật", "Value of the goods"}, Class: Personal, Max: fundMax, Unit: "đ"},
			Field{Name: "transaction", Kind: Ref, Label: Label{"Phiếu thu", "Receipt"}, Class: Public, Target: []string{"fundTransaction"}, Listed: true},
			correcting(fieldReverses, "donation"),
			atMeeting(),
			remark(Personal),
		),
		Check: func(v models.Values, _ string) []models.Fault {
			switch {
			case !v.Get("amount").IsSet() && text(v, "goods") == "":
				return []models.Fault{Rule("gift", "amount", "Phải ghi số tiền hoặc hiện vật ủng hộ.")}
			case v.Get("amount").IsSet() && !v.Get("transaction").IsSet():
				return []models.Fault{Rule("receipt", "transaction", "Tiền ủng hộ phải có phiếu thu.")}
			}
			return nil
		},
	}
}

// monthClosing is a fund's month closed in the book.
func monthClosing() Type {
	return Type{
		Name: "monthClosing", Scope: models.ScopeClub, Mode: AppendOnly, Label: Label{"Chốt sổ tháng", "Month closing"},
		Fields: once(
			Field{Name: "account", Kind: Ref, Label: Label{"Quỹ", "Fund"}, Required: true, Class: Public, Target: []string{"fundAccount"}, Parent: true, Listed: true},
			Field{Name: "month", Kind: Text, Label: Label{"Tháng", "Month"}, Required: true, Class: Public, Min: 7, Max: 7, Pattern: Month, Listed: true},
			Field{Name: "opening", Kind: Money, Label: Label{"Đầu kỳ", "Opening"}, Required: true, Class: Public, Max: fundMax, Unit: "đ"},
			Field{Name: "received", Kind: Money, Label: Label{"Thu trong tháng", "Received"}, Required: true, Class: Public, Max: fundMax, Unit: "đ"},
			Field{Name: "paid", Kind: Money, Label: Label{"Chi trong tháng", "Paid"}, Required: true, Class: Public, Max: fundMax, Unit: "đ"},
			Field{Name: "closing", Kind: Money, Label: Label{"Cuối kỳ", "Closing"}, Required: true, Class: Public, Max: fundMax, Unit: "đ"},
			Field{Name: "cashCount", Kind: Ref, Label: Label{"Biên bản kiểm quỹ", "Cash count"}, Class: Public, Target: []string{"cashCount"}},
			signers(),
			correcting(fieldSupersedes, "monthClosing"),
			remark(Public),
		),
		Check: func(v models.Values, _ string) []models.Fault {
			if number(v, "opening")+number(v, "received")-number(v, "paid") != number(v, "closing") {
				return []models.Fault{Rule("sum", "closing", "Cuối kỳ phải bằng đầu kỳ cộng thu trừ chi.")}
			}
			return nil
		},
	}
}
