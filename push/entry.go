package push

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/beplua/beplua/models"
)

// kindReminder is the kind of the documents that reminders are kept as.
const kindReminder = "reminder"

// The index keys of reminders.
const keyOpen = "open"

func keyDevice(id models.RecordID) string  { return "device:" + id.String() }
func keySubject(id models.RecordID) string { return "subject:" + id.String() }
func keyClub(id models.RecordID) string    { return "club:" + id.String() }
func keyState(s State) string              { return "state:" + string(s) }
func keyDone(day models.Day) string        { return "done:" + day.String() }

// entry is the stored shape of a reminder. Times are milliseconds since 1970 UTC, 0 for none.
type entry struct {
	Kind     Kind   `json:"kind"`
	Club     string `json:"club,omitempty"`
	Subject  string `json:"subject"`
	Lead     int    `json:"lead"`
	On       string `json:"on"`
	Device   string `json:"device"`
	User     string `json:"user"`
	State    State  `json:"state"`
	Attempt  int    `json:"attempt,omitempty"`
	NextAt   int64  `json:"nextAt"`
	NotAfter int64  `json:"notAfter"`
	Doubt    bool   `json:"doubt,omitempty"`
	Code     string `json:"code,omitempty"`
	Done     int64  `json:"done,omitempty"`
	Seen     int64  `json:"seen,omitempty"`
	Owner    string `json:"owner,omitempty"`
	Until    int64  `json:"until,omitempty"`
}

func (r *Reminder) document() (models.Document, error) {
	body, err := json.Marshal(entry{
		Kind: r.Kind, Club: idText(r.Club), Subject: r.Subject.String(), Lead: r.Lead, On: r.On.String(),
		Device: r.Device.String(), User: r.User.String(), State: r.State, Attempt: r.Attempt,
		NextAt: milli(r.NextAt), NotAfter: milli(r.NotAfter), Doubt: r.Doubt, Code: r.Code, Done: milli(r.Done), Seen: milli(r.Seen),
		Owner: r.owner, Until: milli(r.until),
	})
	if err != nil {
		return models.Document{}, fmt.Errorf("write reminder %s: %w", r.Key, err)
	}
	keys := []string{keyDevice(r.Device), keySubject(r.Subject), keyClub(r.Club), keyState(r.State)}
	if r.open() {
		keys = append(keys, keyOpen)
	} else {
		keys = append(keys, keyDone(models.DayOf(r.Done.UTC().Date())))
	}
	slices.Sort(keys)
	return models.Document{Kind: kindReminder, ID: r.Key.String(), Rev: r.rev, Keys: keys, Body: body}, nil
}

func readReminder(d models.Document) (Reminder, error) {
	var e entry
	if err := json.Unmarshal(d.Body, &e); err != nil {
		return Reminder{}, fmt.Errorf("read stored reminder %s: %w", d.ID, err)
	}
	on, ok := models.ParseDay(e.On)
	if !ok {
		return Reminder{}, fmt.Errorf("read stored reminder %s: no such day", d.ID)
	}
	return Reminder{
		Due: Due{Kind: e.Kind, Club: idOf(e.Club), Subject: idOf(e.Subject), Lead: e.Lead, On: on},
		Key: idOf(d.ID), Device: idOf(e.Device), User: idOf(e.User), State: e.State, Attempt: e.Attempt,
		NextAt: moment(e.NextAt), NotAfter: moment(e.NotAfter), Doubt: e.Doubt, Code: e.Code, Done: moment(e.Done), Seen: moment(e.Seen),
		owner: e.Owner, until: moment(e.Until), rev: d.Rev,
	}, nil
}

// idOf reads an id that was stored by us; an unreadable one is zero, which names nothing.
func idOf(text string) models.RecordID {
	id, _ := models.ParseRecordID(text)
	return id
}

func idText(id models.RecordID) string {
	if id.IsZero() {
		return ""
	}
	return id.String()
}

func milli(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}
