package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// ask runs one command in a world of its own and gives what it said.
func ask(t *testing.T, environment map[string]string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	w := &world{Environment: environment, In: strings.NewReader(""), Out: &out, Err: &err, Now: time.Now}
	status = run(t.Context(), w, args)
	return status, out.String(), err.String()
}

// TestConfigTellsAllErrors gives several wrong settings and wants every one of them named.
func TestConfigTellsAllErrors(t *testing.T) {
	status, _, stderr := ask(t, map[string]string{
		"BEPLUA_ADDRESS":         "8080",
		"BEPLUA_DRAIN":           "soon",
		"BEPLUA_OLDEST_SCHEMA":   "99",
		"BEPLUA_LOG_LEVEL":       "loud",
		"BEPLUA_TRUSTED_PROXIES": "10.0.0.0/8,nowhere",
		"BEPLUA_PUBLIC_URL":      "beplua",
		"BEPLUA_PORT":            ":80",
		"BEPLUA_REMIND_UNTIL":    "5h",
		"BEPLUA_KEY_SIGNING":     "c2hvcnQ=",
		"MONGODB_URI":            "localhost:27017",
	}, "config", "print", "--redacted")
	if status != 1 {
		t.Errorf("status %d, want 1", status)
	}
	for _, want := range []string{
		"BEPLUA_ADDRESS:", "BEPLUA_DRAIN:", "BEPLUA_OLDEST_SCHEMA: want 0 to", "BEPLUA_LOG_LEVEL:", "BEPLUA_TRUSTED_PROXIES:", "BEPLUA_PUBLIC_URL:", "BEPLUA_PORT: no such setting", "BEPLUA_REMIND_…: want", "BEPLUA_KEY_SIGNING:",
		"give IDENTITY, SIGNING, REFRESH and CURSOR", "MONGODB_URI:",
	} {
		if !strings.Contains(stderr, want) {
			t.Errorf("%q is not told; told was\n%s", want, stderr)
		}
	}
}

// TestConfigPrintHidesSecrets plants secrets and looks for them in what is printed.
func TestConfigPrintHidesSecrets(t *testing.T) {
	key := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{7}, keyBytes))
	status, stdout, stderr := ask(t, map[string]string{
		"MONGODB_URI":         "mongodb://planted-user:planted-password@db/",
		"BEPLUA_KEY_IDENTITY": key, "BEPLUA_KEY_SIGNING": key, "BEPLUA_KEY_REFRESH": key, "BEPLUA_KEY_CURSOR": key,
		"BEPLUA_ADDRESS": "127.0.0.1:9", "BEPLUA_CRASH_CYCLES": "3",
	}, "config", "print", "--redacted")
	if status != 0 {
		t.Fatalf("status %d: %s", status, stderr)
	}
	if strings.Contains(stdout, "planted") || strings.Contains(stdout, key) {
		t.Errorf("a secret is printed:\n%s", stdout)
	}
	for _, want := range []string{"BEPLUA_ADDRESS=127.0.0.1:9\n", "MONGODB_URI=(set, not shown)\n", "BEPLUA_DRAIN=20s\n", "BEPLUA_LOG_LEVEL=INFO\n"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("%q is not printed in\n%s", want, stdout)
		}
	}
}

// TestUsage gives wrong commands and flags: each fails at once, says why, and exits with 2.
func TestUsage(t *testing.T) {
	tests := []struct{ args, want string }{
		{"", "expected one of"},
		{"fly", "unexpected argument fly"},
		{"serve --dmeo", "unknown flag --dmeo"},
		{"version now", "unexpected argument now"},
		{"config print", "missing flags: --redacted"},
	}
	for _, tt := range tests {
		status, _, stderr := ask(t, nil, strings.Fields(tt.args)...)
		if status != 2 || !strings.Contains(stderr, tt.want) {
			t.Errorf("beplua %s: status %d, %q; want 2, %q", tt.args, status, stderr, tt.want)
		}
	}
	if status, stdout, _ := ask(t, nil, "--help"); status != 0 || !strings.Contains(stdout, "Usage: beplua") {
		t.Errorf("--help: status %d, %q", status, stdout)
	}
	if status, stdout, _ := ask(t, nil, "version"); status != 0 || !strings.HasPrefix(stdout, "beplua ") {
		t.Errorf("version: status %d, %q", status, stdout)
	}
}

// TestKeys starts twice in one folder: the keys are made once, for their owner alone, and are refused when others may
// read them.
func TestKeys(t *testing.T) {
	c := Config{Data: filepath.Join(t.TempDir(), "data")}
	first, err := loadKeys(&c, strings.NewReader(strings.Repeat("a", 32)+strings.Repeat("b", 32)+strings.Repeat("c", 32)+strings.Repeat("d", 32)))
	if err != nil {
		t.Fatal(err)
	}
	if string(first.Identity) != strings.Repeat("a", 32) || string(first.Cursor) != strings.Repeat("d", 32) {
		t.Errorf("keys are not the random ones: %q", first)
	}
	second, err := loadKeys(&c, strings.NewReader(strings.Repeat("z", 128)))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(second.Signing, first.Signing) || !bytes.Equal(second.Refresh, first.Refresh) {
		t.Error("the second start made other keys: every phone would have to enrol again")
	}
	path := filepath.Join(c.Data, "keys.json")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("mode %v, %v; want 0600", info.Mode(), err)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := loadKeys(&c, strings.NewReader("")); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("keys that others may read were taken: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(c.Data, "keys-*")); len(left) != 0 {
		t.Errorf("left behind: %q", left)
	}
}

// TestHealthcheck asks where nothing listens.
func TestHealthcheck(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	var out bytes.Buffer
	w := &world{Environment: map[string]string{"BEPLUA_ADDRESS": "127.0.0.1:1"}, Out: &out, Err: &out, Now: time.Now}
	if status := run(ctx, w, []string{"healthcheck"}); status != 1 || !strings.Contains(out.String(), "not serving") {
		t.Errorf("status %d, %q; want 1, not serving", status, out.String())
	}
}
