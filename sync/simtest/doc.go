// Package simtest is the simulator: many phones, a bad network, bad clocks and a server that dies, in virtual time, from a
// seed. Everything that decides is real: the phones are sync/client, the server is the real engine behind the real HTTP
// handler on a real store, which Open puts together. After every step checkers look at what must always hold (I1–I11 of
// docs/protocol.md), and an oracle that was written apart from sync/merge says from the history of operations alone what
// should have become of each. A seed that fails is run again with the same seed and does the same.
package simtest
