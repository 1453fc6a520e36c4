package view_test

import (
	"fmt"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/summary"
	"github.com/beplua/beplua/models/view"
)

// BenchmarkSelect sorts and searches the clubs of a whole province.
func BenchmarkSelect(b *testing.B) {
	all := make([]view.Glance, 8000)
	for i := range all {
		all[i] = view.Glance{Club: models.DerivedID("club", fmt.Sprint(i)), Summary: &summary.Summary{
			Name: fmt.Sprintf("Câu lạc bộ liên thế hệ tự giúp nhau Bản Nậm Mạ %d", i*7919%8000), Village: "Bản Nậm Mạ", Code: fmt.Sprint(i),
		}}
	}
	for name, q := range map[string]view.GlanceQuery{
		"by name": {Order: view.ByName}, "by silence": {Order: view.BySilence}, "searched": {Order: view.ByName, Text: "nậm mạ 12"},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				q.Select(all)
			}
		})
	}
}

// Each order puts the same clubs another way; those of which nothing is known come last, or first where that is what one looks for.
func TestSelectSorts(t *testing.T) {
	glance := func(name string, club summary.Summary, late int64) view.Glance {
		g := view.Glance{Club: id(name), Summary: &club}
		if late >= 0 {
			g.Arrears = &view.Arrears{Overdue: loan.Sums{Principal: late}}
		}
		return g
	}
	days := func(n int) []models.Day { return make([]models.Day, n) }
	all := []view.Glance{
		glance("a", summary.Summary{Name: "Đoàn Kết", Women: days(1), HeldBefore: 20, Cases: map[models.CaseKind]int{models.CaseClock: 1}}, 5),
		glance("b", summary.Summary{Name: "Ánh Sáng", Women: days(3), HeldBefore: 30}, -1),
		glance("c", summary.Summary{Name: "Bản Mới", Women: days(2), Status: "paused", Cases: map[models.CaseKind]int{models.CaseClock: 2}}, 0),
	}
	names := map[models.RecordID]string{id("a"): "a", id("b"): "b", id("c"): "c"}
	for order, want := range map[view.Order]string{view.ByName: "bca", view.BySilence: "cab", view.ByCases: "cab", view.ByMembers: "bca", view.ByArrears: "acb"} {
		got := ""
		for _, g := range (view.GlanceQuery{Order: order}).Select(all) {
			got += names[g.Club]
		}
		if got != want {
			t.Errorf("%s: %s, not %s", order, got, want)
		}
	}
	if got := (view.GlanceQuery{Order: view.ByName, Status: "active", Text: "doan"}).Select(all); len(got) != 1 || got[0].Club != id("a") {
		t.Errorf("found %d", len(got))
	}
}
