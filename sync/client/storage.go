package client

import "github.com/beplua/beplua/models"

// Storage keeps a phone's state. A phone is killed at any instant: what Update did is there wholly or not at all.
type Storage interface {
	// Update runs change in one transaction and keeps what it did if it returns nil. When the phone is full it fails with
	// CodeStorageFull and keeps nothing.
	Update(change func(Tx) error) error
	// View runs read on a state that does not change meanwhile.
	View(read func(Tx) error) error
}

// Tx is a phone's state within one transaction. What it gives must not be written to.
type Tx interface {
	Meta() Meta
	SetMeta(m Meta)
	Base(scope models.Scope, id models.RecordID) (Base, bool)
	PutBase(b Base)
	DropBase(scope models.Scope, id models.RecordID)
	// Bases gives a scope's records by id.
	Bases(scope models.Scope) []Base
	// Scopes gives the scopes that records are held of, sorted.
	Scopes() []models.Scope
	Edit(id uint64) (Edit, bool)
	PutEdit(e Edit)
	DropEdit(id uint64)
	// Edits gives the edits in one state by id.
	Edits(state EditState) []Edit
	// EditsOf gives the edits that name one record, by id, in any state.
	EditsOf(scope models.Scope, record models.RecordID) []Edit
	// Clear deletes everything.
	Clear()
}
