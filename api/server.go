// Package api is the HTTP edge: it finds out who asks, reads what is asked strictly, lets the engine or the accounts decide,
// and writes the answer. It decides nothing itself. The routes are the table below; openapi.yaml describes them.
package api

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// route is one line of the route table.
type route struct {
	method string
	path   string
	who    who   // who may come in
	most   int64 // bytes of the body on the wire; 0: no body is read
	handle handler
}

const metricsPath = "/metrics"

func (s *Server) routes() []route {
	const small = models.RequestBytesMax
	return append(s.fleetRoutes(), []route{
		{http.MethodPost, "/api/v1/enrol", anyone, small, s.enrol},
		{http.MethodPost, "/api/v1/token/refresh", anyone, small, s.refresh},
		{http.MethodPost, "/api/v1/login", anyone, small, s.login},
		{http.MethodPost, "/api/v1/logout", known, 0, s.logout},
		{http.MethodGet, "/api/v1/session", known, 0, s.whoAmI},
		{http.MethodPost, "/api/v1/session/factor", console, small, s.beginFactor},
		{http.MethodPost, "/api/v1/session/factor/confirm", console, small, s.confirmFactor},
		{http.MethodPost, "/api/v1/session/factor/remove", console, small, s.removeFactor},

		{http.MethodPost, "/api/v1/sync", phone, models.BatchWireBytesMax, s.sync},
		{http.MethodGet, "/api/v1/sync/changes", phone, 0, s.changes},
		{http.MethodPost, "/api/v1/sync/digest", phone, wire.DigestQueryBytesMax, s.digest},
		{http.MethodPost, "/api/v1/sync/wiped", phone, small, s.wiped},

		{http.MethodGet, "/api/v1/cases", officer, 0, s.cases},
		{http.MethodGet, "/api/v1/cases/:scope/:id", officer, 0, s.oneCase},
		{http.MethodGet, "/api/v1/cases/:scope/:id/file", officer, 0, s.caseFile},
		{http.MethodPost, "/api/v1/cases/accept", officer, small, s.accept},
		{http.MethodPost, "/api/v1/cases/:scope/:id/resolve", officer, small, s.resolve},
		{http.MethodPost, "/api/v1/cases/:scope/:id/undo", officer, small, s.undo},
		{http.MethodGet, "/api/v1/events", officer, 0, s.events},
		{http.MethodGet, "/api/v1/records/:scope/:id/history", reader, 0, s.history},

		{http.MethodGet, "/api/v1/records/:scope", reader, 0, s.records},
		{http.MethodPost, "/api/v1/records/:scope", officer, small, s.newRecord},
		{http.MethodGet, "/api/v1/records/:scope/:id", reader, 0, s.oneRecord},
		{http.MethodPatch, "/api/v1/records/:scope/:id", officer, small, s.changeRecord},
		{http.MethodDelete, "/api/v1/records/:scope/:id", officer, 0, s.dropRecord},
		{http.MethodPost, "/api/v1/records/:scope/:id/takeback", officer, small, s.takeBack},

		{http.MethodGet, "/api/v1/dashboard", officer, 0, s.dashboard},
		{http.MethodGet, "/api/v1/clubs", reader, 0, s.clubs},
		{http.MethodPost, "/api/v1/clubs", officer, small, s.foundClub},
		{http.MethodGet, "/api/v1/clubs/:club", reader, 0, s.club},
		{http.MethodGet, "/api/v1/clubs/:club/meetings", reader, 0, s.meetings},
		{http.MethodGet, "/api/v1/clubs/:club/loans", reader, 0, s.loans},
		{http.MethodPost, "/api/v1/clubs/:club/loans/preview", reader, small, s.preview},
		{http.MethodGet, "/api/v1/clubs/:club/loans/:loan", reader, 0, s.loanFile},
		{http.MethodGet, "/api/v1/clubs/:club/arrears", reader, 0, s.arrears},
		{http.MethodGet, "/api/v1/arrears", officer, 0, s.arrearsOfClubs},
		{http.MethodGet, "/api/v1/clubs/:club/funds", reader, 0, s.funds},
		{http.MethodGet, "/api/v1/clubs/:club/funds/:kind/book", reader, 0, s.book},
		{http.MethodGet, "/api/v1/clubs/:club/dues", reader, 0, s.dues},
		{http.MethodGet, "/api/v1/clubs/:club/donations", reader, 0, s.donations},

		{http.MethodPut, "/api/v1/push", phone, small, s.register},
		{http.MethodDelete, "/api/v1/push", phone, 0, s.unregister},
		{http.MethodGet, "/api/v1/reminders", phone, 0, s.reminders},
		{http.MethodPost, "/api/v1/reminders/seen", phone, small, s.remindersSeen},
		{http.MethodGet, "/api/v1/reminders/outbox", officer, 0, s.outbox},
		{http.MethodGet, "/api/v1/clubs/:club/reminders", officer, 0, s.clubReminders},

		{http.MethodGet, "/api/v1/units", known, 0, s.units},
		{http.MethodGet, "/api/v1/schema", known, 0, s.schema},
		{http.MethodGet, "/openapi.json", anyone, 0, s.openAPI},
		{http.MethodGet, "/healthz", anyone, 0, s.healthy},
		{http.MethodGet, "/readyz", anyone, 0, s.ready},
		{http.MethodGet, "/version", anyone, 0, s.version},
		{http.MethodGet, metricsPath, anyone, 0, s.exposition},
	}...)
}

// fleetRoutes is the part of the table about phones and people.
func (s *Server) fleetRoutes() []route {
	const small = models.RequestBytesMax
	return []route{
		{http.MethodGet, "/api/v1/devices", watcher, 0, s.devices},
		{http.MethodGet, "/api/v1/devices/:id", watcher, 0, s.oneDevice},
		{http.MethodPost, "/api/v1/devices/:id/revoke", officer, 0, s.revoke},
		{http.MethodPost, "/api/v1/devices/:id/pin", officer, 0, s.resetPIN},
		{http.MethodDelete, "/api/v1/devices/:id/pin", officer, 0, s.keepPIN},

		{http.MethodGet, "/api/v1/users", officer, 0, s.users},
		{http.MethodPost, "/api/v1/users", officer, small, s.newUser},
		{http.MethodGet, "/api/v1/users/:id", officer, 0, s.oneUser},
		{http.MethodPatch, "/api/v1/users/:id", officer, small, s.changeUser},
		{http.MethodPost, "/api/v1/users/:id/password", console, small, s.setPassword},
		{http.MethodPost, "/api/v1/users/:id/logout", console, 0, s.endLogins},
		{http.MethodGet, "/api/v1/enrolments", officer, 0, s.enrolments},
		{http.MethodPost, "/api/v1/enrolments", officer, small, s.newEnrolment},
		{http.MethodDelete, "/api/v1/enrolments/:id", officer, 0, s.dropEnrolment},
	}
}

// sheetRoutes are where lists come in and tables go out.
func (s *Server) sheetRoutes() []route {
	return []route{
		{http.MethodPost, "/api/v1/clubs/:club/imports/plan", officer, models.ImportBytesMax, s.planImport},
		{http.MethodPost, "/api/v1/clubs/:club/imports", officer, models.ImportBytesMax, s.importMembers},
		{http.MethodGet, "/api/v1/exports", reader, 0, s.exportTables},
		{http.MethodGet, "/api/v1/exports/file", reader, 0, s.exportFile},
		{http.MethodGet, "/api/v1/exports/taken", officer, 0, s.exportsTaken},
	}
}

// Server is the API over its dependencies. It is an http.Handler.
type Server struct {
	Deps
	echo      *echo.Echo
	tags      tags
	codec     wire.Codec
	bodies    bodies
	replies   replies
	askers    *limiter
	addresses *limiter
	origins   *http.CrossOriginProtection
	meter     *meter
	leaving   leaving
	streams   streams
}

// New makes the API. It fails with CodeInvalid on a public URL that is none.
func New(deps Deps) (*Server, error) {
	deps.Config = deps.Config.withDefaults()
	s := &Server{
		Deps: deps, echo: echo.New(), tags: newTags(&deps), meter: newMeter(), origins: http.NewCrossOriginProtection(),
		askers: newLimiter(deps.Config.DeviceRate), addresses: newLimiter(deps.Config.AddressRate),
	}
	if deps.Config.PublicURL != "" {
		if err := s.origins.AddTrustedOrigin(deps.Config.PublicURL); err != nil {
			return nil, models.Errorf(models.CodeInvalid, "the public URL must be scheme://host without a path")
		}
	}
	if deps.OpenCases != nil {
		s.meter.watch(func() float64 { return s.countOpenCases() })
	}
	s.echo.IPExtractor = ipExtractor(deps.Config.TrustedProxies)
	s.echo.HTTPErrorHandler = func(err error, c echo.Context) { s.problem(c, err) }
	s.echo.Use(s.trace)
	for _, r := range slices.Concat(s.routes(), s.sheetRoutes()) {
		if r.path == metricsPath && deps.Config.MetricsApart {
			continue
		}
		s.echo.Add(r.method, r.path, s.serve(r))
	}
	return s, nil
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// Echo gives the router, so that the pages of console and app can be mounted beside the API.
func (s *Server) Echo() *echo.Echo { return s.echo }

// ipExtractor believes X-Forwarded-For from the proxies named and from nobody else: Echo's own default believes everybody.
func ipExtractor(proxies []netip.Prefix) echo.IPExtractor {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, proxy := range proxies {
		options = append(options, echo.TrustIPRange(&net.IPNet{
			IP: proxy.Addr().AsSlice(), Mask: net.CIDRMask(proxy.Bits(), proxy.Addr().BitLen()),
		}))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

// NewHTTPServer wraps a handler in a server with every timeout set: Go's defaults wait for ever.
func NewHTTPServer(handler http.Handler, address string) *http.Server {
	return &http.Server{
		Addr: address, Handler: handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       2 * time.Minute, // a megabyte on a slow link
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
}
