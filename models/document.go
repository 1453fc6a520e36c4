package models

// Document is what the accounts keep: users, devices, enrolment codes, log-in families. Unlike records, documents do not
// sync. A Document is replaced as a whole, under its revision.
type Document struct {
	Kind string // "user", "device", "enrolment", "session", …
	ID   string
	Rev  uint64   // of the stored one; 0 before it is first put. Put answers ErrStale if another one is stored
	Keys []string // sorted; look-ups by (kind, key). A key that begins with '=' is unique within its kind
	Body []byte   // a JSON object, at most DocumentBytesMax bytes
}
