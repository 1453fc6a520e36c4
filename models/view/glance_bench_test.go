package view_test

import (
	"fmt"
	"testing"

	"github.com/beplua/beplua/models"
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
