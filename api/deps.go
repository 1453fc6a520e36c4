package api

import (
	"context"
	"io"
	"log/slog"
	"net/netip"
	"time"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// Sync is the engine as phones see it.
type Sync interface {
	// Epoch names the life of the server's database.
	Epoch() string
	Submit(ctx context.Context, access models.Access, batch models.Batch) (models.Receipt, error)
	Changes(ctx context.Context, access models.Access, request models.PageRequest) (models.Page, error)
	Digest(ctx context.Context, access models.Access, query models.DigestQuery) (models.DigestAnswer, error)
}

// Cases is the engine as officers see it.
type Cases interface {
	Queue(ctx context.Context, access models.Access, filter models.CaseFilter) (view.Queue, error)
	Case(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID) (models.Record, error)
	CaseFile(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID) (view.CaseFile, error)
	// Accept decides a case whose sides mean the same.
	Accept(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID, seen models.Vector) (models.Record, error)
	Resolve(ctx context.Context, access models.Access, r models.Resolution) (models.Record, error)
	Undo(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID, seen models.Vector, note string) (models.Record, error)
}

// Records is the engine as whoever reads records one by one sees it, and as officers who correct them do.
type Records interface {
	// History gives what was done to a record, the newest first, below a seq (0: from the newest), and where to go on (0 at the end).
	History(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID, below uint64, limit int) (edits []view.Edit, next uint64, err error)
	Record(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID) (models.Record, error)
	Records(ctx context.Context, access models.Access, q models.RecordQuery) (records []models.Record, next models.RecordID, err error)
	Edit(ctx context.Context, access models.Access, edit models.Correction) (models.Corrected, error)
	Found(ctx context.Context, access models.Access, club models.RecordID, set models.Values) (models.Corrected, error)
	TakeBack(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID, seen models.Vector, note string) (models.Corrected, error)
}

// Books is the engine as whoever reads a club's books sees it. Each method gives the seq that its answer is as of, and fails
// with CodeNotFound for a club that the asker may not read.
type Books interface {
	Glances(ctx context.Context, access models.Access) ([]view.Glance, error)
	AddArrears(ctx context.Context, access models.Access, clubs []view.Glance, on models.Day) error
	Club(ctx context.Context, access models.Access, club models.RecordID) (view.ClubPage, uint64, error)
	Meetings(ctx context.Context, access models.Access, club models.RecordID) ([]view.Meeting, uint64, error)
	Loans(ctx context.Context, access models.Access, club models.RecordID, on models.Day) ([]view.Loan, uint64, error)
	Arrears(ctx context.Context, access models.Access, after models.RecordID, limit int, on models.Day) (clubs []view.ClubArrears, next models.RecordID, err error)
	LoanFile(ctx context.Context, access models.Access, club, id models.RecordID, on models.Day) (view.File, uint64, error)
	PreviewLoan(ctx context.Context, access models.Access, club models.RecordID, p view.Proposal) (view.Preview, uint64, error)
	Funds(ctx context.Context, access models.Access, club models.RecordID) ([]view.Fund, uint64, error)
	FundPage(ctx context.Context, access models.Access, club models.RecordID, kind, month string) (view.Page, uint64, error)
	Dues(ctx context.Context, access models.Access, club models.RecordID, year int) (view.Dues, uint64, error)
	ClubNames(ctx context.Context, access models.Access, clubs []models.RecordID) (map[models.RecordID]string, error)
	Dashboard(ctx context.Context, access models.Access, on models.Day) (view.Dashboard, error)
	Donations(ctx context.Context, access models.Access, club models.RecordID) ([]models.Record, uint64, error)
}

// Store says whether reads and writes can be served.
type Store interface {
	Ready(ctx context.Context) error
}

// Build says which program this is.
type Build struct {
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
	Go      string `json:"go,omitempty"`
}

// Schema is the description of all record types, as JSON, and its number.
type Schema struct {
	Number      int
	Description []byte
}

// Deps is what the API works with. All fields are needed but OpenCases and Config.
type Deps struct {
	Sync      Sync
	Cases     Cases
	Books     Books
	Records   Records
	Events    Events
	Reminders Reminders
	Imports   Imports
	Exports   Exports
	Store     Store
	Accounts  *account.Accounts
	Verifier  *token.Verifier
	Schema    Schema
	Build     Build
	Now       func() time.Time
	Random    io.Reader // for request ids
	Log       *slog.Logger
	// OpenCases counts the cases that wait, for the metrics; nil leaves that figure out.
	OpenCases func(ctx context.Context) (int, error)
	Config    Config
}

// Config is what an operator may set. The zero value is good for one machine on a private network.
type Config struct {
	// PublicURL is how phones reach the server, "https://…" without a slash at the end; it stands in the enrolment QR.
	// With https the console's cookie is Secure and browsers are told to use nothing else (HSTS).
	PublicURL string
	// TrustedProxies are the only ones whose X-Forwarded-For is believed.
	TrustedProxies []netip.Prefix
	// MetricsApart keeps /metrics from this handler: Server.Metrics is then served on a listener of its own.
	MetricsApart bool
	// DeviceRate bounds the requests of one device or officer; zero: 300 a minute, 120 at once.
	DeviceRate Rate
	// AddressRate bounds the requests of one address that are not logged in; zero: 600 a minute, 300 at once, since
	// mobile carriers put thousands of phones behind one address.
	AddressRate Rate
	// OldestSchema is the lowest schema number of apps that changes are given to; others are answered 426 when they have
	// nothing left to submit. What they submit is taken. Zero: all.
	OldestSchema int
	// RequestLife is how long a request may take; zero: 90 s.
	RequestLife time.Duration
}

// Rate is so many requests a minute, and so many at once.
type Rate struct {
	PerMinute int
	Burst     int
}

func (c Config) withDefaults() Config {
	if c.DeviceRate == (Rate{}) {
		c.DeviceRate = Rate{PerMinute: 300, Burst: 120}
	}
	if c.AddressRate == (Rate{}) {
		c.AddressRate = Rate{PerMinute: 600, Burst: 300}
	}
	if c.RequestLife == 0 {
		c.RequestLife = 90 * time.Second
	}
	return c
}
