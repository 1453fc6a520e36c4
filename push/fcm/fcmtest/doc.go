// Package fcmtest is a carrier for tests, the simulator and the bench: a server that speaks as Firebase Cloud Messaging and
// Google's token endpoint do, as strict as they are, and that fails as they do when told to. It knows what reached whom.
//
// What it answers is written from the carrier's documentation (REST reference of projects.messages, FcmError and
// google.rpc.BadRequest); no real project was asked.
package fcmtest
