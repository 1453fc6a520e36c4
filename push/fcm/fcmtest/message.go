package fcmtest

import (
	"bytes"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// request is a message as it came.
type request struct {
	message message
	field   string // that the real carrier would refuse, "" for none
	body    []byte
}

// message is the part of the carrier's form that is used here; anything else is refused, so that nothing slips in.
type message struct {
	Token   string            `json:"token"`
	Fid     string            `json:"fid"`
	Data    map[string]string `json:"data"`
	Android struct {
		CollapseKey  string `json:"collapse_key"`
		Priority     string `json:"priority"`
		TTL          string `json:"ttl"`
		Notification struct {
			TitleLocKey string `json:"title_loc_key"`
			BodyLocKey  string `json:"body_loc_key"`
			Tag         string `json:"tag"`
			ChannelID   string `json:"channel_id"`
			Visibility  string `json:"visibility"`
		} `json:"notification"`
	} `json:"android"`
	Webpush struct {
		Headers map[string]string `json:"headers"`
	} `json:"webpush"`
}

func (m message) target() string { return m.Token + m.Fid }

const (
	maxBytes   = 4096
	maxSeconds = 2_419_200
)

var topicForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,32}$`)

func read(body []byte) request {
	var sent struct {
		Message message `json:"message"`
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if decoder.Decode(&sent) != nil {
		return request{field: "message", body: body}
	}
	m := sent.Message
	for _, check := range []struct {
		good  bool
		field string
	}{
		{len(body) <= maxBytes, "message"},
		{(m.Token == "") != (m.Fid == ""), "message.target"},
		{!slices.ContainsFunc(slices.Collect(maps.Keys(m.Data)), reserved), "message.data"},
		{seconds(strings.TrimSuffix(m.Android.TTL, "s")) && strings.HasSuffix(m.Android.TTL, "s"), "message.android.ttl"},
		{slices.Contains([]string{"normal", "high"}, m.Android.Priority), "message.android.priority"},
		{slices.Contains([]string{"PRIVATE", "PUBLIC", "SECRET"}, m.Android.Notification.Visibility), "message.android.notification.visibility"},
		{seconds(m.Webpush.Headers["TTL"]), "message.webpush.headers"},
		{slices.Contains([]string{"very-low", "low", "normal", "high"}, m.Webpush.Headers["Urgency"]), "message.webpush.headers"},
		{topicForm.MatchString(m.Webpush.Headers["Topic"]), "message.webpush.headers"},
	} {
		if !check.good {
			return request{m, check.field, body}
		}
	}
	return request{message: m, body: body}
}

// reserved are the names of data that the carrier keeps for itself.
func reserved(name string) bool {
	return name == "from" || name == "message_type" || strings.HasPrefix(name, "google") || strings.HasPrefix(name, "gcm")
}

func seconds(text string) bool {
	n, err := strconv.ParseUint(text, 10, 64)
	return err == nil && n <= maxSeconds
}
