package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestServe starts the program as a process, logs an officer in over HTTP who was made by another command, asks for health, and
// stops it as an operator would.
func TestServe(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	environment := map[string]string{"BEPLUA_DATA": data, "BEPLUA_LOG_LEVEL": "warn"}
	var out, errs bytes.Buffer
	w := &world{Environment: environment, In: strings.NewReader("mat-khau-dai-2026\n"), Out: &out, Err: &errs, Now: time.Now}
	if status := run(t.Context(), w, []string{"admin", "create", "--login", "lan", "--name", "Lò Thị Lan"}); status != 0 {
		t.Fatalf("admin create: status %d: %s", status, errs.String())
	}
	if !strings.HasSuffix(out.String(), " lan\n") {
		t.Errorf("admin create printed %q", out.String())
	}

	p, err := startProcess(t.Context(), data, time.Now, "BEPLUA_CRASH_SERVER=1", "BEPLUA_METRICS_ADDRESS=127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	status, body := fetchURL(t, http.MethodPost, p.base+"/api/v1/login", `{"login":"lan","password":"mat-khau-dai-2026"}`)
	var login map[string]any
	if err := json.Unmarshal([]byte(body), &login); err != nil || status != http.StatusOK {
		t.Errorf("login: %d %s", status, body)
	}
	if status, body := fetchURL(t, http.MethodPost, p.base+"/api/v1/login", `{"login":"lan","password":"mat-khau-khac-2026"}`); status != http.StatusUnauthorized {
		t.Errorf("a wrong password: %d %s", status, body)
	}
	if status, _ := fetchURL(t, http.MethodGet, p.base+"/metrics", ""); status != http.StatusNotFound {
		t.Errorf("/metrics beside the API although it has a listener of its own: %d", status)
	}
	if status, out, errs := ask(t, map[string]string{"BEPLUA_ADDRESS": strings.TrimPrefix(p.base, "http://")}, "healthcheck"); status != 0 {
		t.Errorf("healthcheck: status %d, %s%s", status, out, errs)
	}
	if err := p.stop(); err != nil {
		t.Errorf("did not end well: %v\n%s", err, p.logEnd())
	}
	log, err := os.ReadFile(p.log.Name())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"msg":"stopping"`, `"msg":"stopped"`, `"route":"/api/v1/login"`} {
		if !bytes.Contains(log, []byte(want)) {
			t.Errorf("the log does not say %s", want)
		}
	}
	for _, secret := range []string{"mat-khau", "Lò Thị Lan"} {
		if bytes.Contains(log, []byte(secret)) {
			t.Errorf("the log says %q", secret)
		}
	}
}

func fetchURL(t *testing.T, method, url, body string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// TestServeWrongly starts servers that cannot be: each fails at once and says why.
func TestServeWrongly(t *testing.T) {
	first := filepath.Join(t.TempDir(), "data")
	var listen net.ListenConfig
	listener, err := listen.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	busy := listener.Addr().String()
	tests := []struct {
		environment map[string]string
		args        []string
		status      int
		want        string
	}{
		{map[string]string{"BEPLUA_DATA": first, "BEPLUA_ADDRESS": busy}, []string{"serve"}, 1, "listen at BEPLUA_ADDRESS"},
		{map[string]string{"BEPLUA_DATA": first, "BEPLUA_ADDRESS": busy}, []string{"restore", "x"}, 1, "stop the server first"},
		{map[string]string{"BEPLUA_DATA": filepath.Join(os.DevNull, "data")}, []string{"serve"}, 1, "make the data folder"},
		{map[string]string{"BEPLUA_DATA": first}, []string{"serve", "--demo-clubs", "3"}, 2, "--demo-clubs"},
		{map[string]string{"BEPLUA_DATA": first}, []string{"admin", "create", "--login", "a", "--name", "A", "--role", "commune"}, 2, "--unit"},
		{map[string]string{"BEPLUA_DATA": first}, []string{"admin", "create", "--login", "a", "--name", "A"}, 2, "no password"},
		{map[string]string{"BEPLUA_DATA": first}, []string{"enrol", "--user", "nobody"}, 2, "--user"},
		{map[string]string{"BEPLUA_DATA": first}, []string{"audit", "store", "--limit", "0"}, 2, "--limit"},
		{map[string]string{"BEPLUA_DATA": first}, []string{"simulate", "--seeds", "0"}, 2, "--seeds"},
		{map[string]string{"BEPLUA_DATA": first}, []string{"bench", "--records", "10"}, 2, "--records"},
	}
	for _, tt := range tests {
		status, _, stderr := ask(t, tt.environment, tt.args...)
		if status != tt.status || !strings.Contains(stderr, tt.want) {
			t.Errorf("beplua %s: status %d, %q; want %d, %q", strings.Join(tt.args, " "), status, stderr, tt.status, tt.want)
		}
	}
}

// TestBackup copies a store, loses what comes after, restores, and finds another life with the old officer in it.
func TestBackup(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	copyOf := filepath.Join(t.TempDir(), "copy.db")
	environment := map[string]string{"BEPLUA_DATA": data, "BEPLUA_ADDRESS": "127.0.0.1:0"}
	command := func(want int, in string, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		w := &world{Environment: environment, In: strings.NewReader(in), Out: &out, Err: &out, Now: time.Now}
		if status := run(t.Context(), w, args); status != want {
			t.Fatalf("beplua %s: status %d, want %d: %s", strings.Join(args, " "), status, want, out.String())
		}
		return out.String()
	}
	command(0, "mat-khau-dai-2026\n", "admin", "create", "--login", "lan", "--name", "Lan")
	before := command(0, "", "migrate")
	command(0, "", "backup", copyOf)
	command(2, "", "backup", copyOf)
	command(0, "mat-khau-dai-2026\n", "admin", "create", "--login", "sau", "--name", "Sau")
	command(0, "", "restore", copyOf)
	if after := command(0, "", "migrate"); after == before {
		t.Errorf("the restored store is in its old life: %s", after)
	}
	command(1, "mat-khau-dai-2026\n", "admin", "create", "--login", "lan", "--name", "Lan") // taken: she was in the backup
	command(0, "mat-khau-dai-2026\n", "admin", "create", "--login", "sau", "--name", "Sau") // free: she was not
	command(0, "", "audit", "store")
	if kept, _ := filepath.Glob(filepath.Join(data, "beplua.db.2*Z")); len(kept) != 1 {
		t.Errorf("the store of before is not kept: %q", kept)
	}
}
