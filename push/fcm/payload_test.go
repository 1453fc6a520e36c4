package fcm_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
	"github.com/beplua/beplua/push/fcm/fcmtest"
)

// messages is every form of a message: kinds, both kinds of targets, with and without club, early, late, far off.
func messages() map[string]push.Message {
	on, _ := models.ParseDay("2027-02-03")
	of := func(kind push.Kind, lead int) push.Message {
		m := reminder("target-of-the-golden-payloads")
		m.Kind, m.Lead, m.On, m.Subject = kind, lead, on, models.DerivedID(string(kind))
		return m
	}
	token := of(push.KindMeeting, 1)
	token.Target.Kind = push.TargetToken
	far := of(push.KindMeeting, 3)
	far.TTL = 60 * 24 * time.Hour
	short := of(push.KindLoan, 0)
	short.TTL = 90*time.Minute + 900*time.Millisecond
	late := of(push.KindLoan, -7)
	decided := of(push.KindCase, 0)
	decided.Club, decided.High = models.RecordID{}, false
	return map[string]push.Message{
		"meeting-token": token, "meeting-far": far, "loan-due": short, "loan-late": late,
		"visit": of(push.KindVisit, 1), "case": decided,
	}
}

// TestPayloads compares what goes over the wire, byte for byte, with testdata/. BEPLUA_TEST_GOLDEN=write writes it anew.
func TestPayloads(t *testing.T) {
	carrier, sender := dial(t, fcmtest.Faults{})
	for name, message := range messages() {
		if got := sender.Send(t.Context(), message); got.Outcome != push.OutcomeSent {
			t.Errorf("%s: %s %q: %v", name, got.Outcome, got.Code, got.Err)
			continue
		}
		var indented bytes.Buffer
		if err := json.Indent(&indented, carrier.Phone(message.Target.Value).Last, "", "  "); err != nil {
			t.Fatal(err)
		}
		got := append(indented.Bytes(), '\n')
		file := filepath.Join("testdata", name+".json")
		if os.Getenv("BEPLUA_TEST_GOLDEN") == "write" {
			if err := os.WriteFile(file, got, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: sent\n%s", file, got)
		}
	}
	if n := len(carrier.Phone("target-of-the-golden-payloads").Collapse); n > 4 {
		t.Errorf("%d collapse keys: a phone that is away is kept four", n)
	}
}

// TestTopics: on the web a second reminder of one thing replaces the first; two things, or two people, do not.
func TestTopics(t *testing.T) {
	carrier, sender := dial(t, fcmtest.Faults{})
	topic := func(m push.Message) string {
		var sent struct {
			Message struct {
				Webpush struct{ Headers map[string]string }
			}
		}
		if got := sender.Send(t.Context(), m); got.Outcome != push.OutcomeSent {
			t.Fatalf("got %s %q: %v", got.Outcome, got.Code, got.Err)
		}
		if err := json.Unmarshal(carrier.Phone(m.Target.Value).Last, &sent); err != nil {
			t.Fatal(err)
		}
		return sent.Message.Webpush.Headers["Topic"]
	}
	first := reminder("one phone")
	next, other, person := first, first, first
	next.Key, next.Lead = models.DerivedID("next"), 1
	other.Subject = models.DerivedID("another meeting")
	person.Device = models.DerivedID("another person")
	if topic(first) != topic(next) || topic(first) == topic(other) || topic(first) == topic(person) {
		t.Errorf("%s, next %s, other %s, person %s", topic(first), topic(next), topic(other), topic(person))
	}
}

// TestRefusedHere: what the carrier would refuse never leaves, so that its refusals can only mean the target.
func TestRefusedHere(t *testing.T) {
	carrier, sender := dial(t, fcmtest.Faults{})
	for name, spoil := range map[string]func(*push.Message){
		"no key":          func(m *push.Message) { m.Key = models.RecordID{} },
		"no device":       func(m *push.Message) { m.Device = models.RecordID{} },
		"no subject":      func(m *push.Message) { m.Subject = models.RecordID{} },
		"no kind":         func(m *push.Message) { m.Kind = "" },
		"a name as kind":  func(m *push.Message) { m.Kind = "Lò Thị Mai" },
		"over":            func(m *push.Message) { m.TTL = 0 },
		"long over":       func(m *push.Message) { m.TTL = -time.Hour },
		"no target":       func(m *push.Message) { m.Target.Value = "" },
		"unknown target":  func(m *push.Message) { m.Target.Kind = "topic" },
		"too many bytes":  func(m *push.Message) { m.Target.Value = string(bytes.Repeat([]byte("x"), 4000)) },
		"no longer alive": func(m *push.Message) { m.TTL = time.Millisecond },
	} {
		message := reminder("good")
		spoil(&message)
		got := sender.Send(t.Context(), message)
		if got.Outcome != push.OutcomeRejected || got.Code != "payload" || got.Err == nil {
			t.Errorf("%s: %s %q: %v", name, got.Outcome, got.Code, got.Err)
		}
	}
	if n := carrier.Requests(); n != 0 {
		t.Errorf("%d requests", n)
	}
}
