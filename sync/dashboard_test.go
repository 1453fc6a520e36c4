package sync_test

import (
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store/storetest"
)

// TestDashboardDoesNotWait: loans that nobody added up since they changed are added up while there is time; the others are left
// out, said to be, and found the next time. Prepare leaves none out.
func TestDashboardDoesNotWait(t *testing.T) {
	s := &interrupted{Store: storetest.NewModel()}
	o := openOffice(t, s)
	var all models.Access
	lend := func(who, where string) {
		here, _ := club(where)
		p := o.phone(who, here)
		p.loan(here, p.member(here, "Lò Thị "+who, "1956-02-03"))
		p.send()
		all.Reads = append(all.Reads, here)
	}
	lend("an", "Nà Một")
	lend("binh", "Nà Hai")
	lend("chi", "Nà Ba")
	counted := func() (int, int64) {
		t.Helper()
		d, err := o.Dashboard(t.Context(), all, march15)
		if err != nil || d.Clubs != 3 {
			t.Fatalf("%d clubs: %v", d.Clubs, err)
		}
		return d.Loans.Counted, d.Loans.Total.Outstanding
	}
	s.meanwhile = func() { o.clock = o.clock.Add(time.Second) } // each club takes a second
	for want := 1; want <= 3; want++ {
		if n, sum := counted(); n != want || sum != int64(want)*1_000_000 {
			t.Errorf("%d clubs were counted, with %d đ; want %d", n, sum, want)
		}
	}
	lend("dung", "Nà Một") // the same club, another loan
	all.Reads = all.Reads[:3]
	if err := o.Prepare(t.Context(), all, march15); err != nil {
		t.Fatal(err)
	}
	s.meanwhile = func() { t.Error("what was prepared is added up again") }
	if n, sum := counted(); n != 3 || sum != 4_000_000 {
		t.Errorf("prepared: %d clubs, %d đ", n, sum)
	}
	if d, err := o.Dashboard(t.Context(), models.Access{Reads: all.Reads, Revoked: true}, march15); err != nil || d.Clubs != 0 {
		t.Errorf("a revoked asker sees %d clubs (%v)", d.Clubs, err)
	}
}
