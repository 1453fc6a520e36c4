package models

// DeviceState is how far a phone's life has come.
type DeviceState string

// A revoked phone still hands in what it has (drains), is then told to wipe, and confirms it.
const (
	DeviceActive   DeviceState = "active"
	DeviceDraining DeviceState = "draining" // revoked: submits are held, nothing is given, until its outbox is empty
	DeviceWiping   DeviceState = "wiping"   // told to wipe, not yet confirmed
	DeviceWiped    DeviceState = "wiped"
)

// Device is one installation of the app, enrolled for one user. Two volunteers who share a phone have two devices.
type Device struct {
	ID       RecordID
	User     RecordID
	Name     string // what the person called it
	State    DeviceState
	Actor    ActorID   // its present life
	Actors   []ActorID // all its lives, oldest first
	Enrolled int64     // milliseconds since 1970 UTC
	Key      []byte    // Ed25519 public key made at enrolment; refresh requests are signed with it
	Wipe     string    // nonce of the wipe order
	Contact  Heartbeat
	Given    []Scope // the scopes it was last given; a scope that is no longer its own is purged
	Purging  []Scope // told to purge, not yet confirmed
}

// Permission is whether the person lets the app show notifications, in the words of browsers.
type Permission string

// A phone that was never asked (PermissionDefault) shows as little as one whose person said no.
const (
	PermissionGranted Permission = "granted"
	PermissionDenied  Permission = "denied"
	PermissionDefault Permission = "default"
)

// Heartbeat is what a phone said of itself at its last contact, so that an officer sees why it has not synced.
type Heartbeat struct {
	At         int64  // last contact by the server's clock: milliseconds since 1970 UTC
	Offset     int64  // its clock minus ours: milliseconds
	App        string // build of the app
	Schema     int
	Outbox     int   // operations waiting
	Oldest     int64 // when the oldest of them was made, by its clock: milliseconds since 1970 UTC; 0 for none
	StorageLow bool  // it could hardly store
	Refused    int   // operations it still has to mend
	Forks      int   // how often it was found restored or cloned
	// Notifications is whether reminders can be shown; "" for an app that does not say.
	Notifications Permission
	// PINReset is the nonce of the order to choose another PIN that the person has followed; "" for none.
	PINReset string
}
