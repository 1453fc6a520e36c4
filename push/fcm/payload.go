package fcm

import (
	"encoding/base64"
	"encoding/json"
	"strconv"
	"time"

	"firebase.google.com/go/v4/messaging"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
)

// The carrier's bounds: firebase.google.com/docs/cloud-messaging, "Set the lifespan of a message" and "FCM message payload".
const (
	maxTTL   = 28 * 24 * time.Hour
	maxBytes = 4096 // of a message to one device
)

// payload is the message as the carrier takes it: ids, a kind and a day, never a name, an amount or a diagnosis. The texts
// of an Android notification are keys of the app's own resources.
//
// A phone that was away is given the newest message per collapse key, and at most four such keys are kept per device: so
// the key is the kind, and a phone woken by one message looks in its own records for everything of that kind. The web has
// no such bound: its topic is the subject, for one person.
//
// It fails with CodeInvalid for a message that the carrier would refuse. What it lets pass is valid, so that of a refusal
// for an invalid argument only the target can be the cause.
func payload(m push.Message) (*messaging.Message, error) {
	switch {
	case m.Key.IsZero() || m.Device.IsZero() || m.Subject.IsZero():
		return nil, models.Errorf(models.CodeInvalid, "a message names its delivery, its device and its subject")
	case !known(m.Kind):
		return nil, models.Errorf(models.CodeInvalid, "unknown kind of reminder")
	case m.TTL < time.Second:
		return nil, models.Errorf(models.CodeInvalid, "a message lives for at least a second")
	case m.Target.Value == "":
		return nil, models.Errorf(models.CodeInvalid, "a message needs a target")
	}
	ttl := min(m.TTL, maxTTL).Truncate(time.Second)
	message := &messaging.Message{
		Data:    data(m),
		Android: android(m, ttl),
		Webpush: &messaging.WebpushConfig{Headers: map[string]string{
			"TTL":     strconv.Itoa(int(ttl / time.Second)),
			"Urgency": priority(m),
			"Topic":   topic(m),
		}},
	}
	switch m.Target.Kind {
	case push.TargetInstallation:
		message.Fid = m.Target.Value
	case push.TargetToken:
		message.Token = m.Target.Value //nolint:staticcheck // phones that registered before installation ids have no other
	default:
		return nil, models.Errorf(models.CodeInvalid, "unknown kind of target")
	}
	return message, fits(message)
}

// data is what the app reads. A web page's push handler is given nothing else: it looks the rest up and shows it itself.
func data(m push.Message) map[string]string {
	fields := map[string]string{
		"key":     m.Key.String(),
		"kind":    string(m.Kind),
		"device":  m.Device.String(),
		"subject": m.Subject.String(),
		"lead":    strconv.Itoa(m.Lead),
		"on":      m.On.String(),
	}
	if !m.Club.IsZero() {
		fields["club"] = m.Club.String()
	}
	return fields
}

// android shows the reminder even where the system has ended the app. A second copy has the same tag, so that it takes the
// first one's place.
func android(m push.Message, ttl time.Duration) *messaging.AndroidConfig {
	kind := string(m.Kind)
	return &messaging.AndroidConfig{
		CollapseKey: kind,
		Priority:    priority(m),
		TTL:         &ttl,
		Notification: &messaging.AndroidNotification{
			TitleLocKey: "reminder_" + kind + "_title",
			BodyLocKey:  "reminder_" + kind + "_body",
			Tag:         m.Subject.String(),
			ChannelID:   kind,
			Visibility:  messaging.VisibilityPrivate,
		},
	}
}

// topic is at most 32 characters: RFC 8030 §5.4. Two people who share a phone do not lose each other's reminders.
func topic(m push.Message) string {
	id := models.DerivedID("push/topic", m.Device.String(), m.Subject.String())
	return base64.RawURLEncoding.EncodeToString(id[:])
}

// priority is the same word for Android and the web.
func priority(m push.Message) string {
	if m.High {
		return "high"
	}
	return "normal"
}

func known(k push.Kind) bool {
	switch k {
	case push.KindMeeting, push.KindLoan, push.KindVisit, push.KindCase:
		return true
	}
	return false
}

// fits counts the target in, though the carrier does not: what passes here passes there.
func fits(message *messaging.Message) error {
	body, err := json.Marshal(message)
	if err != nil {
		return err
	}
	if len(body) > maxBytes {
		return models.Errorf(models.CodeTooLarge, "the message has %d bytes; the carrier takes %d", len(body), maxBytes)
	}
	return nil
}
