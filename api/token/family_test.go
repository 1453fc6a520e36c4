package token_test

import (
	mathrand "math/rand/v2"
	"testing"
	"time"

	"github.com/beplua/beplua/api/token"
)

func TestPresent(t *testing.T) {
	now := newClock().at
	family := token.Family{ID: testFamily, Presented: 5, Born: now.Add(-24 * time.Hour), Used: now.Add(-time.Hour)}
	revoked := family
	revoked.Revoked = true
	idle := family
	idle.Born, idle.Used = now.Add(-70*24*time.Hour), now.Add(-61*24*time.Hour)
	old := family
	old.Born = now.Add(-181 * 24 * time.Hour)
	for _, story := range []struct {
		name       string
		family     token.Family
		generation uint64
		want       token.Verdict
		presented  uint64
		revoked    bool
	}{
		{"the successor", family, 6, token.Renewed, 6, false},
		{"the predecessor, whose reply was lost", family, 5, token.Repeated, 5, false},
		{"the grandparent", family, 4, token.Reused, 5, true},
		{"the first", family, 1, token.Reused, 5, true},
		{"a generation that a restored backup forgot", family, 9, token.Renewed, 9, false},
		{"none", family, 0, token.Dead, 5, false},
		{"of a revoked family", revoked, 6, token.Dead, 5, true},
		{"after 61 idle days", idle, 6, token.Dead, 5, false},
		{"after 181 days in all", old, 6, token.Dead, 5, false},
	} {
		got, verdict := story.family.Present(story.generation, now, token.PhoneLives())
		if verdict != story.want || got.Presented != story.presented || got.Revoked != story.revoked {
			t.Errorf("%s: %s %+v, want %s presented %d revoked %v",
				story.name, verdict, got, story.want, story.presented, story.revoked)
		}
	}
}

// rotation is how a server answers a presented generation: the successor, or 0 for a refusal.
type rotation func(f token.Family, generation uint64, now time.Time) (token.Family, uint64)

func untilSuccessorUsed(f token.Family, generation uint64, now time.Time) (token.Family, uint64) {
	next, verdict := f.Present(generation, now, token.PhoneLives())
	if verdict == token.Renewed || verdict == token.Repeated {
		return next, generation + 1
	}
	return next, 0
}

// strict is what is usually built: a token is good once.
func strict(f token.Family, generation uint64, _ time.Time) (token.Family, uint64) {
	if f.Revoked || generation != f.Presented+1 {
		f.Revoked = true
		return f, 0
	}
	f.Presented = generation
	return f, generation + 1
}

// lockedOut simulates 2,000 phones with 26 contacts 1 to 14 days apart and three tries each, losing replies at a rate in
// per cent; after one loss the next is likelier, as on a bad link.
func lockedOut(rotate rotation, loss int) int {
	random := mathrand.New(mathrand.NewPCG(7, uint64(loss)))
	out := 0
	for range 2000 {
		now := newClock().at
		family := token.Family{ID: testFamily, Born: now, Used: now}
		held := uint64(1)
	phone:
		for range 26 {
			now = now.Add(time.Duration(1+random.IntN(6)) * 24 * time.Hour)
			chance := loss
			for range 3 {
				var successor uint64
				if family, successor = rotate(family, held, now); successor == 0 {
					out++
					break phone
				}
				now = now.Add(time.Minute)
				if random.IntN(100) >= chance {
					held = successor
					break
				}
				chance = max(chance, 50)
			}
		}
	}
	return out
}

func TestLostRepliesLockNobodyOut(t *testing.T) {
	for _, loss := range []int{1, 5, 15, 40} {
		if n := lockedOut(untilSuccessorUsed, loss); n != 0 {
			t.Errorf("at %d %% loss: %d of 2000 phones locked out", loss, n)
		}
		if n := lockedOut(strict, loss); n < 100 {
			t.Errorf("at %d %% loss strict rotation locked out only %d: the simulation loses too little to prove anything", loss, n)
		}
	}
}

// A thief's copy is found as soon as both he and the phone have used a successor, whoever comes first.
func TestStolenTokenIsFound(t *testing.T) {
	random := mathrand.New(mathrand.NewPCG(11, 13))
	for range 2000 {
		now := newClock().at
		family := token.Family{ID: testFamily, Born: now, Used: now}
		hands := [2]uint64{1, 1} // the phone's and the thief's
		for range 60 {
			now = now.Add(time.Hour)
			who := random.IntN(2)
			next, successor := untilSuccessorUsed(family, hands[who], now)
			if family = next; successor == 0 {
				break
			}
			hands[who] = successor
		}
		if !family.Revoked {
			t.Fatal("two hands used one family 60 times and nobody noticed")
		}
	}
}

func TestRefreshTokenIsDerived(t *testing.T) {
	secret, other := token.Secret{1}, token.Secret{2}
	r := token.Refresh{Family: testFamily, Generation: 3}
	text := secret.Refresh(r)
	if again := secret.Refresh(r); again != text {
		t.Error("the same successor came out differently")
	}
	if got, err := secret.ParseRefresh(text); err != nil || got != r {
		t.Errorf("got %+v, %v", got, err)
	}
	for name, bad := range map[string]string{
		"another server's": other.Refresh(r), "shortened": text[:len(text)-1], "lengthened": text + "A",
		"last character": lastCharacter(text), "none": "", "generation 0": secret.Refresh(token.Refresh{Family: testFamily}),
		"generation changed": text[:28] + string(text[28]^1) + text[29:],
	} {
		if got, err := secret.ParseRefresh(bad); err == nil {
			t.Errorf("%s was taken: %+v", name, got)
		}
	}
}
