package api

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
)

//go:embed openapi.json
var openAPIDocument []byte

// keepAndAsk lets everybody keep a text that is no secret, and ask whether it is still the same.
const keepAndAsk = "no-cache"

// schema gives the description of all record types; forms and other languages are made from it.
func (s *Server) schema(c echo.Context, _ *account.Session) error {
	return s.tagged(c, s.tags.schema, keepAndAsk, s.Schema.Description)
}

func (s *Server) openAPI(c echo.Context, _ *account.Session) error {
	return s.tagged(c, s.tags.openAPI, keepAndAsk, openAPIDocument)
}

// tags are the ETags of texts that do not change while the program runs.
type tags struct{ schema, openAPI string }

func newTags(d *Deps) tags {
	return tags{schema: tagOf(d.Schema.Description), openAPI: tagOf(openAPIDocument)}
}

func tagOf(text []byte) string {
	sum := sha256.Sum256(text)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}
