package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"

	"github.com/beplua/beplua/models/schema"
)

// Config is every setting. All come from the environment; README.md lists them. Secrets have the tag "secret".
type Config struct {
	Address  string `env:"BEPLUA_ADDRESS" envDefault:":8080"`
	Metrics  string `env:"BEPLUA_METRICS_ADDRESS"` // "": /metrics is not served
	Public   string `env:"BEPLUA_PUBLIC_URL"`      // what the QR of an enrolment names; "": http://localhost:port
	Data     string `env:"BEPLUA_DATA" envDefault:"data"`
	MongoDB  string `env:"MONGODB_URI" secret:"true"` // "": SQLite in Data
	Database string `env:"BEPLUA_MONGODB_DATABASE" envDefault:"beplua"`

	Proxies []netip.Prefix `env:"BEPLUA_TRUSTED_PROXIES"` // whose X-Forwarded-For is believed
	// DeviceRate bounds the requests of one phone a minute; 0: 300, and 120 at once.
	DeviceRate int `env:"BEPLUA_DEVICE_RATE" envDefault:"0"`
	// RequireFactor: officers must set up a second factor before they may do anything else.
	RequireFactor bool `env:"BEPLUA_REQUIRE_FACTOR" envDefault:"false"`
	// OldestSchema is the lowest schema number of apps that changes are given to; 0: all.
	OldestSchema int           `env:"BEPLUA_OLDEST_SCHEMA" envDefault:"0"`
	Drain        time.Duration `env:"BEPLUA_DRAIN" envDefault:"20s"`
	Level        slog.Level    `env:"BEPLUA_LOG_LEVEL" envDefault:"info"`

	// When reminders may be sent, and when the day's begin: since midnight in Vietnam.
	RemindFrom    time.Duration `env:"BEPLUA_REMIND_FROM" envDefault:"6h30m"`
	RemindMorning time.Duration `env:"BEPLUA_REMIND_MORNING" envDefault:"7h"`
	RemindUntil   time.Duration `env:"BEPLUA_REMIND_UNTIL" envDefault:"21h"`
	// FCMCredentials is the file of a Firebase service account; "": reminders are in the app's list and the log only.
	FCMCredentials string `env:"BEPLUA_FCM_CREDENTIALS"`
	FCMEndpoint    string `env:"BEPLUA_FCM_ENDPOINT"` // instead of Google's, for tests

	// Keys given here replace the file of the data folder; all four or none. Base64, 32 bytes each.
	IdentityKey string `env:"BEPLUA_KEY_IDENTITY" secret:"true"`
	SigningKey  string `env:"BEPLUA_KEY_SIGNING" secret:"true"`
	RefreshKey  string `env:"BEPLUA_KEY_REFRESH" secret:"true"`
	CursorKey   string `env:"BEPLUA_KEY_CURSOR" secret:"true"`
	RetiringKey string `env:"BEPLUA_KEY_SIGNING_RETIRING" secret:"true"` // the signing key before; still verifies
}

// foreign are beginnings of names that look like settings but belong to tests and scripts.
var foreign = []string{"BEPLUA_TEST_", "BEPLUA_CI_", "BEPLUA_CRASH_", "BEPLUA_LINT_"}

// readConfig reads the environment. It tells everything that is wrong with it at once.
func readConfig(environment map[string]string) (Config, error) {
	var c Config
	wrong := []error{}
	if err := env.ParseWithOptions(&c, env.Options{Environment: environment}); err != nil {
		wrong = append(wrong, parseErrors(err)...)
	}
	known := map[string]bool{}
	for _, s := range c.settings() {
		known[s.name] = true
	}
	for name := range environment {
		isForeign := slices.ContainsFunc(foreign, func(start string) bool { return strings.HasPrefix(name, start) })
		if strings.HasPrefix(name, "BEPLUA_") && !known[name] && !isForeign {
			wrong = append(wrong, fmt.Errorf("%s: no such setting", name))
		}
	}
	wrong = append(wrong, c.check()...)
	if len(wrong) == 0 {
		return c, nil
	}
	lines := make([]string, len(wrong))
	for i, err := range wrong {
		lines[i] = "  - " + err.Error()
	}
	slices.Sort(lines)
	return Config{}, fmt.Errorf("the settings are wrong:\n%s", strings.Join(lines, "\n"))
}

// parseErrors names the variables that no value could be read from.
func parseErrors(err error) []error {
	var all env.AggregateError
	if !errors.As(err, &all) {
		return []error{err}
	}
	out := make([]error, len(all.Errors))
	for i, one := range all.Errors {
		var parse env.ParseError
		out[i] = one
		if errors.As(one, &parse) {
			if field, ok := reflect.TypeFor[Config]().FieldByName(parse.Name); ok {
				out[i] = fmt.Errorf("%s: %w", field.Tag.Get("env"), parse.Err)
			}
		}
	}
	return out
}

// check gives what no type could tell.
func (c *Config) check() []error {
	var wrong []error
	add := func(name, format string, args ...any) {
		wrong = append(wrong, fmt.Errorf("%s: %s", name, fmt.Sprintf(format, args...)))
	}
	if _, _, err := net.SplitHostPort(c.Address); c.Address != "" && err != nil {
		add("BEPLUA_ADDRESS", "want host:port or :port: %v", err)
	}
	if _, _, err := net.SplitHostPort(c.Metrics); c.Metrics != "" && err != nil {
		add("BEPLUA_METRICS_ADDRESS", "want host:port or :port: %v", err)
	}
	if u, err := url.Parse(c.Public); c.Public != "" && (err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http")) {
		add("BEPLUA_PUBLIC_URL", "want http(s)://host[:port]")
	}
	if c.MongoDB != "" && !strings.HasPrefix(c.MongoDB, "mongodb://") && !strings.HasPrefix(c.MongoDB, "mongodb+srv://") {
		add("MONGODB_URI", "want mongodb://… or mongodb+srv://…")
	}
	if c.DeviceRate < 0 {
		add("BEPLUA_DEVICE_RATE", "want 0 or more")
	}
	if c.OldestSchema < 0 || c.OldestSchema > schema.Current {
		add("BEPLUA_OLDEST_SCHEMA", "want 0 to %d", schema.Current)
	}
	if c.Drain < 0 || c.Drain > 5*time.Minute {
		add("BEPLUA_DRAIN", "want 0s to 5m")
	}
	if c.RemindFrom < 0 || c.RemindMorning < c.RemindFrom || c.RemindUntil <= c.RemindMorning || c.RemindUntil > 24*time.Hour {
		add("BEPLUA_REMIND_…", "want 0 ≤ FROM ≤ MORNING < UNTIL ≤ 24h")
	}
	given := 0
	for _, k := range []struct{ name, text string }{
		{"BEPLUA_KEY_IDENTITY", c.IdentityKey},
		{"BEPLUA_KEY_SIGNING", c.SigningKey},
		{"BEPLUA_KEY_REFRESH", c.RefreshKey},
		{"BEPLUA_KEY_CURSOR", c.CursorKey},
	} {
		if k.text == "" {
			continue
		}
		given++
		if _, err := decodeKey(k.text); err != nil {
			add(k.name, "%v", err)
		}
	}
	if given != 0 && given != 4 {
		add("BEPLUA_KEY_…", "give IDENTITY, SIGNING, REFRESH and CURSOR, or none of them")
	}
	if _, err := decodeKey(c.RetiringKey); c.RetiringKey != "" && err != nil {
		add("BEPLUA_KEY_SIGNING_RETIRING", "%v", err)
	}
	return wrong
}
