package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// TestSettingsReachTheEdge sets what the operator may demand of officers and apps, and meets it over HTTP.
func TestSettingsReachTheEdge(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	lax := edgeOver(t, data)
	p := lax.phone(lax.officer("lo.la", edgePassword), "Người Cũ", newID())
	old := `{"actor":"` + p.Actor + `","now":"2026-01-02T03:04:05.000Z","heartbeat":{"app":"0.9","schema":1,"outbox":0}}`
	lax.want(http.StatusOK, nil, p.Access, http.MethodPost, "/api/v1/sync", old)
	lax.hangUp()
	if err := lax.app.close(); err != nil {
		t.Fatal(err)
	}

	strict := edgeOver(t, data, [2]string{"BEPLUA_REQUIRE_FACTOR", "true"}, [2]string{"BEPLUA_OLDEST_SCHEMA", "2"})
	strict.want(http.StatusUpgradeRequired, nil, p.Access, http.MethodPost, "/api/v1/sync", old)
	strict.want(http.StatusUpgradeRequired, nil, p.Access, http.MethodGet, "/api/v1/sync/changes", nil)
	var in struct{ Access string }
	strict.want(http.StatusOK, &in, "", http.MethodPost, "/api/v1/login", map[string]string{"login": "lo.la", "password": edgePassword})
	strict.want(http.StatusForbidden, nil, in.Access, http.MethodGet, "/api/v1/cases", nil)
	if told := strict.problems.String(); !strings.Contains(told, "Ứng dụng quá cũ") || !strings.Contains(told, "Hãy bật xác thực hai bước") {
		t.Errorf("told %s", told)
	}
}
