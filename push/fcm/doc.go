// Package fcm carries reminders through Firebase Cloud Messaging. A Sender tries once and says exactly what became of the
// try; the tries after that are the outbox's. It alone knows the Firebase SDK.
//
// The SDK left alone tries up to five times behind the caller's back, which a phone shows as five reminders, and forgets
// whether an answer was lost or never asked for. So everything the SDK sends passes one RoundTripper (once.go) that sends
// it once and remembers what happened (exchange).
package fcm
