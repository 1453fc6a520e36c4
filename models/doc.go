// Package models holds the words that every other package speaks: version vectors, operations, records, outcomes, cases,
// users and devices. It is pure: standard library only, no input or output, no clock, no tags of any technology.
//
// # Glossary
//
// One meaning each; the words after "not" are avoided because they mean several things.
//
//   - actor: one life of one installation (not: client, replica, node).
//   - batch: the operations a phone submits at once (not: push).
//   - board: those who hold the offices of a club on a day.
//   - case: what a person must decide or should know (not: issue, ticket).
//   - change: a record in its newest state, as fetched (not: update, delta).
//   - commit: everything one decision changes in one scope, taken whole or not at all.
//   - correction: one edit by an officer, carried out as an operation of the server in the officer's name (not: amendment).
//   - cursor: an opaque mark of what a phone has fetched (not: checkpoint, token).
//   - device: one installation enrolled for one user.
//   - digest: a fingerprint of many records that phone and server compare (not: checksum, etag).
//   - dot: the name of an operation, (actor, n) within a scope (not: revision).
//   - epoch: one life of the server's database; a restored backup begins another.
//   - fate: what becomes of a line of a list that is imported (not: outcome).
//   - fetch, submit: what a phone does with changes and batches (not: pull, push, upload). "Push" is only ever a notification.
//   - fork: the same dot with other content; a phone was restored or cloned.
//   - glance: what one line tells of a club: its summaries, looked at on a day (not: overview).
//   - grant: a role at a place.
//   - held: taken into the server's custody until a person decides or a parent arrives (not: rejected, pending).
//   - mark: the operation that last wrote a field.
//   - operation: one edit (not: mutation, event, change).
//   - orphan: an operation whose parent record has not arrived.
//   - outbox: a phone's operations without an outcome yet (not: queue).
//   - outcome: what became of an operation.
//   - projection: a sum over records of a scope, kept by the commits that change it; derived (not: view, cache, aggregate).
//   - proposal: a loan before anybody signs (not: suggestion).
//   - purge: a phone deleting the records of a scope it lost. Wipe: a phone deleting everything.
//   - queue: the open cases that an officer reads, of all scopes, the most pressing first (not: inbox, board).
//   - record: one document with its version vector (not: row, entity, object).
//   - scope: what is shared, ordered and audited together (not: channel, bucket, tenant).
//   - seen: the version vector of what the person was looking at (not: base, parent).
//   - seq: the number of an operation within its scope's log (not: version).
//   - standing, incoming: the value that is in the record, the value that an operation brings (not: mine, theirs).
//   - suggestion: what a case comes to if nobody knows more than the records say; a person decides all the same.
//   - summary: the projection of what the records of a scope come to, for pages over many clubs (not: digest, statistics).
//   - version vector: per record, actor → highest n (not: version, clock). Say API version, schema number, build for the rest.
package models
