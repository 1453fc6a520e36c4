// Package wire holds the JSON shapes that phones and server exchange: batches up, outcomes and pages of changes down,
// digests, problems. It turns them into models and back, strictly where the server reads and forgivingly where a phone
// reads (a newer server may say more than an older phone knows). The shapes are described in docs/protocol.md.
//
// Decoders fail with CodeMalformed, CodeLimit or CodeTooLarge; the message names the place by a JSON pointer and holds
// no values, so that it may be logged.
package wire
