// Package client is the reference phone: it keeps records for reading without a network, an outbox of edits, and brings
// both together with the server in sessions that may break anywhere. It never merges: it shows the records as the server
// gave them with its own unanswered edits laid over.
//
// The simulator, load tools and integrators use it; the app's own engine (web/src/sync) does the same in TypeScript.
package client
