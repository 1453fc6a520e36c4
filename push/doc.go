// Package push finds out what is due and for whom, and sees to it that each reminder arrives: at least once at the phone,
// which shows it once. The agenda plans, the outbox keeps, the courier sends; a Sender is whoever carries it.
package push
