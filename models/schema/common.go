package schema

import "github.com/beplua/beplua/models"

// Fields that many types share, so that they read and behave alike everywhere.

// remark is free text about a record. Two people who write one keep the later; the log has both.
func remark(class Sensitivity) Field {
	return Field{Name: "note", Kind: Text, Label: Label{"Ghi chú", "Note"}, Policy: Latest, Class: class, Max: 1000, Lines: true}
}

// atMeeting says at which meeting something was done.
func atMeeting() Field {
	return Field{Name: "meeting", Kind: Ref, Label: Label{"Buổi sinh hoạt", "Meeting"}, Policy: Latest, Class: Public, Target: []string{"meeting"}, Listed: true}
}

// ofMember says whom a record is about; without the person it means nothing.
func ofMember(policy Policy) Field {
	return Field{
		Name: "member", Kind: Ref, Label: Label{"Thành viên", "Member"}, Required: true, Policy: policy, Class: Personal,
		Target: []string{"member"}, Parent: true, Listed: true,
	}
}

// correcting names the record of the same type that this one takes back (money) or replaces (everything else). What takes
// back waits until the other is there: it must mirror it.
func correcting(name, typ string) Field {
	f := Field{
		Name: name, Kind: Ref, Label: Label{"Thay cho bản ghi", "Supersedes"}, Policy: Once, Class: Public, Target: []string{typ}, Listed: true,
	}
	if name == fieldReverses {
		f.Label, f.Parent = Label{"Đảo bút toán", "Reverses"}, true
	}
	return f
}

const (
	fieldReverses   = "reverses"
	fieldSupersedes = "supersedes"
	fieldRestores   = "restores" // a payment that was taken back by mistake is written anew
)

// signers are the members who signed.
func signers() Field {
	return Field{Name: "signers", Kind: Set, Label: Label{"Người ký", "Signers"}, Policy: Union, Class: Personal, Target: []string{"member"}, Max: 10}
}

// once makes the fields of an append-only type unchangeable: nothing ever merges there.
func once(fields ...Field) []Field {
	for i := range fields {
		fields[i].Policy = Once
	}
	return fields
}

// needed gives the field as one that a record cannot do without.
func (f Field) needed() Field {
	f.Required = true
	return f
}

// text gives a text field's text, "" if it is not set.
func text(v models.Values, name string) string { return v.Get(name).Str() }

// number gives a number, 0 if it is not set.
func number(v models.Values, name string) int64 {
	n, _ := integer(string(v.Get(name)))
	return n
}

// datesInOrder gives the fault of two dates that are both set and the wrong way round.
func datesInOrder(faults []models.Fault, v models.Values, from, to, message string) []models.Fault {
	first, last := v.Get(from), v.Get(to)
	if first.IsSet() && last.IsSet() && last < first {
		return append(faults, Rule("dates", to, message))
	}
	return faults
}

// roleOptions are the offices of a club.
func roleOptions() []Option {
	return []Option{
		{"head", Label{"Chủ nhiệm", "Head"}},
		{"deputy", Label{"Phó chủ nhiệm", "Deputy head"}},
		{"accountant", Label{"Kế toán", "Accountant"}},
		{"treasurer", Label{"Thủ quỹ", "Treasurer"}},
		{"secretary", Label{"Thư ký", "Secretary"}},
		{"member", Label{"Uỷ viên", "Board member"}},
		{"groupLeader", Label{"Tổ trưởng", "Group leader"}},
	}
}

// areaOptions are the eight areas of activity (tám mảng hoạt động; domain.md §1.3).
func areaOptions() []Option {
	return []Option{
		{"A1", Label{"Tăng thu nhập", "Income generation"}},
		{"A2", Label{"Chăm sóc sức khoẻ", "Health care"}},
		{"A3", Label{"Chăm sóc tại nhà", "Home care"}},
		{"A4", Label{"Tự giúp nhau và hỗ trợ cộng đồng", "Self-help and community support"}},
		{"A5", Label{"Quyền và lợi ích", "Rights and entitlements"}},
		{"A6", Label{"Nâng cao nhận thức, kiến thức", "Awareness and learning"}},
		{"A7", Label{"Chăm sóc đời sống tinh thần", "Spiritual life"}},
		{"A8", Label{"Vận động nguồn lực", "Resource mobilisation"}},
	}
}
