package schema_test

import (
	"testing"

	"github.com/beplua/beplua/models/schema"
)

func TestDong(t *testing.T) {
	for amount, want := range map[int64]string{
		0: "0 đ", 500: "500 đ", 1_000: "1.000 đ", 90_000: "90.000 đ", 1_000_000: "1.000.000 đ", -1_234_567: "-1.234.567 đ",
	} {
		if got := schema.Dong(amount); got != want {
			t.Errorf("%d: %q, want %q", amount, got, want)
		}
	}
}
