package models

// Head is where a scope stands.
type Head struct {
	Scope  Scope
	Seq    uint64 // of the newest operation; 0 for a scope nobody has written to
	Chain  Hash   // audit chain up to Seq
	Digest Digest // over all records of the scope
}

// Commit is everything that one decision changes in one scope. A store takes all of it or nothing.
type Commit struct {
	ID         RecordID // random; settles whose commit it was when the answer got lost
	Base       Head     // what was decided on; the store refuses with ErrStale if the scope's seq is not Base.Seq any more
	Next       Head     // where the scope stands afterwards
	Operations []LoggedOperation
	Records    []RecordState
	// Projections are those that the commit changes, by key, each once; see Projection.
	Projections []Projection
	At          int64 // milliseconds since 1970 UTC
}

// Moved says which scopes were committed to since a mark.
type Moved struct {
	Mark    uint64 // of now: with it one asks again. 0: the store has no marks
	Scopes  []Scope
	Unknown bool // Scopes does not tell: there was no mark, or too much was committed since
}

// RecordState is the new state of one record and the index keys it has now and had before.
type RecordState struct {
	Record Record
	// Created says that the record is new and simply what the operation Record.Last created.
	Created bool
	Keys    []string // sorted, each once
	Before  []string // the keys of the state that this one replaces
}

// ActorSeen is the highest number of one actor's operations in one scope.
type ActorSeen struct {
	Actor ActorID
	N     uint64
}

// Written says that something was committed in a scope.
type Written struct {
	Scope Scope
	Seq   uint64 // where the scope stands
	Cases bool   // cases are among it
}
