package fcm_test

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/push/fcm/fcmtest"
)

// BenchmarkMany sends 10,000 reminders by 64 senders at once to a carrier in the same process, and tells the highest heap
// that was seen, the carrier's part included. Carriers stay until the end:
// read the heap with -benchtime 1x.
func BenchmarkMany(b *testing.B) {
	const reminders, senders = 10_000, 64
	for b.Loop() {
		carrier, sender := dial(b, fcmtest.Faults{})
		var next, highest atomic.Int64
		var wait sync.WaitGroup
		for range senders {
			wait.Go(func() {
				for n := next.Add(1); n <= reminders; n = next.Add(1) {
					if got := sender.Send(b.Context(), reminder(fmt.Sprintf("phone-%d", n))); got.Outcome != push.OutcomeSent {
						b.Errorf("got %s %q: %v", got.Outcome, got.Code, got.Err)
						return
					}
					if n%500 == 0 {
						raise(&highest)
					}
				}
			})
		}
		wait.Wait()
		if n := carrier.Requests(); n != reminders {
			b.Errorf("%d requests", n)
		}
		b.ReportMetric(float64(highest.Load())/1e6, "MB-heap")
	}
}

// raise keeps the highest heap.
func raise(highest *atomic.Int64) {
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	for old := highest.Load(); int64(now.HeapInuse) > old && !highest.CompareAndSwap(old, int64(now.HeapInuse)); old = highest.Load() {
	}
}
