package models

import "time"

// Every bound of the system, with its unit in the name or the comment and the reason beside it.
const (
	// BatchOperationsMax bounds a submit: one atomic commit per scope must stay small (MongoDB: one document).
	BatchOperationsMax = 500
	// BatchWireBytesMax bounds a request body as it arrives, still compressed: bytes.
	BatchWireBytesMax = 1 << 20
	// BatchBytesMax bounds a request body after decompression: bytes. A bomb stops here.
	BatchBytesMax = 4 << 20
	// RequestBytesMax bounds every other request body: bytes.
	RequestBytesMax = 64 << 10
	// AliasHopsMax bounds how far a chain of joined records is followed: joining a joined record re-points it, so one is usual.
	AliasHopsMax = 8
	// JSONDepthMax bounds nesting: an operation needs seven levels.
	JSONDepthMax = 12
	// ScopesPerBatchMax bounds the scopes of one batch: a volunteer serves a few clubs.
	ScopesPerBatchMax = 32
	// ScopesPerDeviceMax bounds the scopes that one device fetches; above it an officer uses the console.
	ScopesPerDeviceMax = 64

	// FieldsPerOperationMax bounds the fields set by one operation; the largest record type has about 30.
	FieldsPerOperationMax = 64
	// FieldNameBytesMax bounds a field's name: bytes.
	FieldNameBytesMax = 40
	// ValueBytesMax bounds one value's canonical JSON: bytes.
	ValueBytesMax = 16 << 10
	// ListItemsMax bounds the items of a set or the rows of a table.
	ListItemsMax = 200
	// TextRunesMax bounds a text whose field declares no bound of its own: Unicode code points after NFC.
	TextRunesMax = 2000
	// VectorEntriesMax bounds a version vector: one entry per actor that ever wrote the record.
	VectorEntriesMax = 128
	// IntMax bounds every integer value: larger ones are not exact in JavaScript.
	IntMax = 1<<53 - 1

	// PageBytesMax bounds a page of changes before compression: bytes. Records shrink to a fifth, so a page stays
	// below 50 kB on the wire (measured in api tests).
	PageBytesMax = 192 << 10
	// PageRecordsMax bounds the records of a page.
	PageRecordsMax = 1000
	// DigestRecordsMax bounds the records compared in one step of a repair.
	DigestRecordsMax = 1000
	// ListMax bounds one answer of a listing.
	ListMax = 200
	// ClubsListMax bounds one answer of a listing that looks into every club it names: about a millisecond each.
	ClubsListMax = 50
	// CasesLookedMax bounds the cases that one listing looks at to sort and count them: who has more waiting narrows by club.
	CasesLookedMax = 5000
	// CasesAcceptedMax bounds the cases that one request accepts.
	CasesAcceptedMax = 50
	// ListenersMax bounds the pages that listen to one process: a goroutine and some kilobytes each.
	ListenersMax = 512
	// KeysSeenMax bounds the reminders that one request says were shown.
	KeysSeenMax = 100

	// KnownRecordsMax bounds how many records the engine knows to exist without asking: about 100 bytes each.
	KnownRecordsMax = 1 << 15
	// KnownArrearsMax bounds of how many clubs the engine remembers what is overdue: about 500 bytes each.
	KnownArrearsMax = 1 << 14
	// KnownGlancesMax bounds of how many scopes the engine remembers the summary: about 1 kB each.
	KnownGlancesMax = 1 << 15
	// CommitTriesMax bounds how often the engine decides a batch again because its scope moved on.
	CommitTriesMax = 64
	// OrphansPerCommitMax bounds the waiting operations that one commit lets go on; the rest follow with later ones.
	OrphansPerCommitMax = 500
	// CommitBytesMax is where a commit is cut at a group border: half of what one MongoDB document holds. Bytes.
	CommitBytesMax = 8 << 20
	// ProjectionKeyBytesMax bounds the key of a projection: a short word and an id. Bytes.
	ProjectionKeyBytesMax = 80
	// ProjectionBytesMax bounds what one projection says: bytes. The sums of a fund or a loan take some hundred.
	ProjectionBytesMax = 4 << 10
	// ProjectionsPerCommitMax bounds the projections of one commit: a batch of BatchOperationsMax changes a fund's, a loan's
	// and one more each. At their longest they take 6 MiB, beside CommitBytesMax still one MongoDB document.
	ProjectionsPerCommitMax = 3 * BatchOperationsMax
	// CaseSidesMax bounds the sides shown in one case; the operation log has them all.
	CaseSidesMax = 20

	// YearMin and YearMax bound the days that may be written: the oldest member was born after the first year, no plan
	// reaches beyond the last.
	YearMin = 1900
	YearMax = 2100

	// ClockOffsetFlagged is the difference between a phone's clock and ours from which the device list warns.
	ClockOffsetFlagged = 24 * time.Hour
	// AcknowledgedKept is how long a phone keeps operations that the server has acknowledged, to offer them again
	// after the server was restored from a backup.
	AcknowledgedKept = 30 * 24 * time.Hour
	// SchemaKept is how long an old schema number is accepted at least.
	SchemaKept = 365 * 24 * time.Hour

	// ImportBytesMax bounds a spreadsheet that is imported, as it arrives: bytes. A club's list takes some 20 kB.
	ImportBytesMax = 2 << 20
	// ImportExpandedMax bounds what a workbook says that it expands to: bytes. A thousand lines take 2 MB; the worst that fits
	// is read in some two seconds (measured).
	ImportExpandedMax = 8 << 20
	// ImportPartsMax bounds the parts of a workbook: sheets, styles, pictures.
	ImportPartsMax = 500
	// ImportLinesMax bounds the filled lines of a sheet that is imported: a club has some 60 members.
	ImportLinesMax = 1000
	// ImportRowsLookedMax bounds the rows that are looked at for filled ones: somebody may have formatted a whole column.
	ImportRowsLookedMax = 20_000
	// ImportColumnsMax bounds the columns that are looked at.
	ImportColumnsMax = 60
	// ImportWideRowsMax bounds the rows that reach far beyond those columns: a stray mark is forgiven, each costs two milliseconds.
	ImportWideRowsMax = 100
	// ImportCellBytesMax bounds what is read of a cell: bytes. What is longer no field takes.
	ImportCellBytesMax = 4 << 10
	// ExportRowsMax bounds the rows of an exported table: what a sheet of Excel holds, less its heading.
	ExportRowsMax = 1<<20 - 100

	// DocumentBytesMax bounds a document of the accounts: bytes.
	DocumentBytesMax = 64 << 10
)
