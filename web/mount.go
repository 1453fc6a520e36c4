package web

import (
	"fmt"
	"io/fs"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
)

// Base is the path under which the console lives.
const Base = "/console/"

// policy lets a page use what this server gives and nothing else: no script or style in the page itself, no plug-in, no
// frame, and no text that becomes a script.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// Mount serves the console at Base, and sends whoever asks for the root there. It fails if the build lacks its index.
func Mount(e *echo.Echo) error {
	build, err := fs.Sub(dist, "dist/console")
	if err != nil {
		return err
	}
	pages, err := read(build)
	if err != nil {
		return fmt.Errorf("read the console's build: %w", err)
	}
	if _, ok := pages[indexName]; !ok {
		return fmt.Errorf("the console was not built: `make web` makes web/dist")
	}
	methods := []string{http.MethodGet, http.MethodHead}
	home := func(c echo.Context) error { return c.Redirect(http.StatusFound, Base) }
	e.Match(methods, "/", home)
	e.Match(methods, strings.TrimSuffix(Base, "/"), home)
	e.Match(methods, Base+"*", pages.serve)
	return nil
}

// serve answers with a file of the build, compressed if the browser can read that, or 304 when it has it already.
func (f files) serve(c echo.Context) error {
	found, ok := f.find(c.Param("*"))
	if !ok {
		return echo.ErrNotFound
	}
	r, h := c.Request(), c.Response().Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
	h.Set(echo.HeaderVary, echo.HeaderAcceptEncoding)
	h.Set(echo.HeaderCacheControl, found.keep())
	text, tag := found.text, `"`+found.tag+`"`
	if len(found.small) > 0 && readsGzip(r.Header.Get(echo.HeaderAcceptEncoding)) {
		text, tag = found.small, `"`+found.tag+`-gz"`
		h.Set(echo.HeaderContentEncoding, "gzip")
	}
	h.Set("ETag", tag)
	if hasAlready(r.Header.Get("If-None-Match"), tag) {
		h.Del(echo.HeaderContentEncoding)
		return c.NoContent(http.StatusNotModified)
	}
	h.Set(echo.HeaderContentType, found.mime)
	h.Set(echo.HeaderContentLength, strconv.Itoa(len(text)))
	c.Response().WriteHeader(http.StatusOK)
	if r.Method == http.MethodGet {
		_, _ = c.Response().Write(text) // a connection that breaks is the browser's to notice
	}
	return nil
}

// keep says how long a browser may use a file without asking: for ever if its name changes with its text.
func (f file) keep() string {
	if f.forever {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}

// readsGzip says whether an Accept-Encoding names gzip and does not refuse it.
func readsGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.ReplaceAll(part, " ", ""), ";q=")
		if strings.EqualFold(name, "gzip") {
			return strings.Trim(weight, "0.") != "" || weight == ""
		}
	}
	return false
}

// hasAlready says whether an If-None-Match names a tag.
func hasAlready(header, tag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if known := strings.TrimPrefix(strings.TrimSpace(part), "W/"); known == tag || known == "*" {
			return true
		}
	}
	return false
}
