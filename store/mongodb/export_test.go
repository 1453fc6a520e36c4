package mongodb

import "github.com/beplua/beplua/models"

// RecordThere and back are what the tests of the stored form see of it.
func RecordThere(r models.Record, keys []string) []byte { return encodeRecord(&r, keys) }

// RecordBack reads what RecordThere made.
func RecordBack(doc []byte) (models.Record, []string, error) { return decodeRecord(string(doc)) }

// CommitThere gives a commit's document.
func CommitThere(c models.Commit) ([]byte, error) {
	d, err := encodeCommit(c)
	return d.doc, err
}

// CommitBack gives the operations of a commit's document, the documents of its records by key, and how many of them
// were stored as nothing but their creating operation.
func CommitBack(doc []byte) (operations []models.LoggedOperation, docs map[string][]byte, created int, err error) {
	d, operations, err := decodeCommit(string(doc))
	docs = map[string][]byte{}
	for _, s := range append(d.created, d.rewritten...) {
		docs[s.key] = s.doc
	}
	return operations, docs, len(d.created), err
}

// RecordKey gives the key of a record's document.
func RecordKey(scope models.Scope, id models.RecordID) string { return recordKey(scope, id) }

// CommitKey gives the key of a commit's document.
func CommitKey(scope models.Scope, base uint64) string { return commitKey(scope, base) }

// Runs gives the last numbers of the runs in a commit.
func Runs(c models.Commit) []uint64 {
	var out []uint64
	for _, r := range runsOf(c) {
		out = append(out, r.to)
	}
	return out
}

// Failure gives what a caller is told of a failure of the driver.
var Failure = failure
