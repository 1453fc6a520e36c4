package sync

import "github.com/beplua/beplua/models"

// Why a decision cannot be made or taken back, in Details["reason"] of CodeConflict, so that people are told in their words.
const (
	ConflictDecided    = "decided"     // the case is decided already
	ConflictUndecided  = "undecided"   // there is no decision to take back
	ConflictCarriedOut = "carried-out" // operations that were carried out are corrected by new ones
	ConflictNewer      = "newer"       // a newer case asks about the same thing
	ConflictChanged    = "changed"     // what the decision wrote was changed since
	ConflictJoined     = "joined"      // one of the two records is joined already
	ConflictTakenBack  = "taken-back"  // the payment is taken back already
	ConflictOneHand    = "one-hand"    // who wrote it cannot also approve that it is taken back
	ConflictGone       = "gone"        // a record that the case needs is not there
	ConflictDiffers    = "differs"     // the sides differ in meaning: a person must compare them
)

func conflict(reason, message string) *models.Error {
	return &models.Error{Code: models.CodeConflict, Message: message, Details: map[string]string{"reason": reason}}
}
