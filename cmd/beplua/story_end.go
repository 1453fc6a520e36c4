package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
)

// storyChoices is how the officer decides each kind of case, and the words for it.
var storyChoices = map[models.CaseKind]struct {
	choice models.Choice
	word   string
}{
	models.CaseFieldConflict:    {models.ChooseIncoming, "lấy giá trị sau"},
	models.CaseDeleteEdit:       {models.ChooseStanding, "giữ bên đang đứng"},
	models.CaseDuplicatePerson:  {models.ChooseJoin, "nhập làm một người"},
	models.CaseDuplicateEvent:   {models.ChooseApart, "là hai việc"},
	models.CaseDuplicatePayment: {models.ChooseVoid, "giữ một, đảo lần ghi kia"},
	models.CaseRefused:          {models.ChooseKnown, "đã biết, tình nguyện viên sửa"},
	models.CaseOutOfScope:       {models.ChooseApply, "cho ghi"},
	models.CaseOrphan:           {models.ChooseDiscard, "bỏ"},
	models.CaseForkedPhone:      {models.ChooseKnown, "đã biết"},
	models.CaseClock:            {models.ChooseKnown, "đã biết, nhắc chỉnh giờ"},
	models.CaseLedger:           {models.ChooseKnown, "đã biết"},
}

// decide is the officer's work: every open case, one of them twice.
func (s *story) decide(ctx context.Context) error {
	var err error
	if s.chief, err = logIn(ctx, s.base, "canbo", demoPassword); err != nil {
		return err
	}
	open, err := s.chief.cases(ctx, s.known.home, s.known.elsewhere)
	if err != nil {
		return err
	}
	s.title(fmt.Sprintf("4. Cán bộ xã: %d vụ việc chờ quyết định, một hàng đợi", len(open)))
	for i := range open {
		if err := s.decideOne(ctx, &open[i]); err != nil {
			return err
		}
	}
	left, err := s.chief.cases(ctx, s.known.home, s.known.elsewhere)
	if err == nil && len(left) > 0 {
		err = fmt.Errorf("%d cases are still open", len(left))
	}
	return err
}

func (s *story) decideOne(ctx context.Context, c *storyCase) error {
	f := c.fields()
	kind := models.CaseKind(f.Get(models.CaseFieldKind).Str())
	how, ok := storyChoices[kind]
	if !ok {
		return fmt.Errorf("a case of an unknown kind %q", kind)
	}
	decision := map[string]any{"choice": how.choice, "note": "Cán bộ xã: " + how.word + "."}
	if how.choice == models.ChooseJoin || how.choice == models.ChooseVoid {
		decision["keep"] = f.Get(models.CaseFieldSubject).Str()
	}
	after, err := s.chief.decide(ctx, c, decision)
	if err != nil {
		return fmt.Errorf("decide %s: %w", kind, err)
	}
	about := f.Get(models.CaseFieldSubjectType).Str()
	if field := f.Get(models.CaseFieldField).Str(); field != "" {
		about += "." + field
	}
	s.say("  %-18s %-20s %-16s → %s", kind, about, f.Get(models.CaseFieldReason).Str(), how.word)
	for _, side := range sidesOf(f) {
		s.say("      %s", side)
	}
	if kind != models.CaseFieldConflict || f.Get(models.CaseFieldField).Str() != "birthOn" {
		return nil
	}
	if after, err = s.chief.undo(ctx, &after, "Nhầm, xem lại căn cước."); err != nil {
		return fmt.Errorf("undo %s: %w", kind, err)
	}
	decision["choice"], decision["note"] = models.ChooseStanding, "Căn cước ghi ngày của bên A."
	if _, err = s.chief.decide(ctx, &after, decision); err != nil {
		return fmt.Errorf("decide %s again: %w", kind, err)
	}
	s.say("      cán bộ hoàn tác, xem căn cước, quyết định lại: giữ giá trị đang đứng")
	return nil
}

// sidesOf gives a line for each side of a case that has a value.
func sidesOf(f models.Values) []string {
	rows, _ := f.Get(models.CaseFieldSides).Table()
	if len(rows) < 2 {
		return nil
	}
	var out []string
	for i, row := range rows {
		out = append(out, fmt.Sprintf("bên %c: %s (máy %s, lúc %s)", 'A'+i, row.Get(models.SideValue).Str(), row.Get(models.SideActor).Str(), row.Get(models.SideAt).Str()))
	}
	return out
}

// settle lets every phone learn the decisions.
func (s *story) settle(ctx context.Context) error {
	for range 2 {
		for _, p := range s.phones {
			if err := s.sync(ctx, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// printFates tells what became of each edit, as the phones show it.
func (s *story) printFates() error {
	s.title("3. Số phận từng bản ghi, như điện thoại cho xem")
	for _, p := range s.phones {
		if p.gone {
			s.say("  %s: máy đã xóa; máy chủ giữ tất cả", p.name)
			continue
		}
		s.say("  %s", p.name)
		counts := map[string]int{}
		var order []string
		err := p.store.View(func(tx client.Tx) error {
			for _, e := range tx.Edits(client.Acknowledged) {
				line := fmt.Sprintf("%-12s %-8s %s", e.Operation.Type, e.Outcome.Kind, e.Message)
				if e.Outcome.Kind == "" {
					line = fmt.Sprintf("%-12s %-8s", e.Operation.Type, models.Applied)
				}
				for _, f := range e.Outcome.Faults {
					line += " " + f.Message
				}
				if counts[line] == 0 {
					order = append(order, line)
				}
				counts[line]++
			}
			return nil
		})
		if err != nil {
			return err
		}
		if len(order) == 0 {
			s.say("     máy chủ đã giữ; hồ sơ của câu lạc bộ cũ đã gỡ khỏi máy")
		}
		for _, line := range order {
			s.say("     %2d × %s", counts[line], line)
		}
	}
	return nil
}

// verify compares every phone with the server: equal digests, empty outboxes.
func (s *story) verify(ctx context.Context) error {
	s.title("7. Cuối cùng: máy và máy chủ giống nhau")
	var wrong []error
	for _, p := range s.phones {
		if waiting := len(p.Outbox()); waiting > 0 {
			wrong = append(wrong, fmt.Errorf("%s still has %d edits", p.name, waiting))
		}
		if p.gone {
			s.say("  %-30s đã xóa sạch", p.name)
			continue
		}
		var mine map[models.Scope]models.Digest
		if err := p.store.View(func(tx client.Tx) error { mine = digestsOf(tx); return nil }); err != nil {
			return err
		}
		line, equal, err := s.compare(ctx, mine)
		if err != nil {
			return err
		}
		if !equal {
			wrong = append(wrong, fmt.Errorf("%s differs from the server", p.name))
		}
		s.say("  %-30s %s", p.name, line)
	}
	differences, err := s.app.store.Audit(ctx, 10, "audit")
	if err != nil {
		return err
	}
	for _, d := range differences {
		wrong = append(wrong, errors.New(d))
	}
	books := ledgerAudit{app: s.app, command: &auditLedgerCommand{}, say: s.say}
	if err := books.run(ctx); err != nil {
		return err
	}
	if books.differences > 0 {
		wrong = append(wrong, fmt.Errorf("the books differ %d times", books.differences))
	}
	if err := errors.Join(wrong...); err != nil {
		return err
	}
	s.say("\nKhông mất bản ghi nào; mọi vân tay khớp; kiểm kho và sổ quỹ: 0 khác biệt.")
	return nil
}

// digestsOf are the fingerprints of what a phone holds, by scope.
func digestsOf(tx client.Tx) map[models.Scope]models.Digest {
	out := map[models.Scope]models.Digest{}
	for _, scope := range tx.Scopes() {
		for _, b := range tx.Bases(scope) {
			out[scope] = out[scope].XOR(models.RecordDigest(b.Record.ID, b.Record.Vector))
		}
	}
	return out
}

// compare holds a phone's fingerprints against the server's.
func (s *story) compare(ctx context.Context, mine map[models.Scope]models.Digest) (string, bool, error) {
	line, equal := "", true
	for _, scope := range []models.Scope{
		s.known.club, s.known.health, models.ClubScope(s.known.elsewhere), models.HealthScope(s.known.elsewhere), models.ProvinceScope,
	} {
		digest, held := mine[scope]
		if !held {
			continue
		}
		heads, err := s.app.store.Heads(ctx, []models.Scope{scope})
		if err != nil {
			return "", false, err
		}
		sign := "="
		if heads[0].Digest != digest {
			sign, equal = "≠", false
		}
		line += fmt.Sprintf("%s %x %s %x  ", scope.Kind(), digest[:3], sign, heads[0].Digest[:3])
	}
	return line, equal, nil
}

func (s *story) say(format string, args ...any) { fmt.Fprintf(s.out, format+"\n", args...) }

func (s *story) title(text string) { s.say("\n%s", text) }
