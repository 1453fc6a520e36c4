package client

import "time"

const (
	// batchBytesMax bounds a batch before compression, so that it stays far below the server's bound: bytes.
	batchBytesMax = 1 << 20
	// requestsPerSessionMax bounds a session: a loop that never ends would empty the battery.
	requestsPerSessionMax = 600
	// answerBytesMax bounds an answer before and after decompression: bytes.
	answerBytesMax = 8 << 20
	// retryFirst and retryMost bound the wait before the next try: full jitter over a doubling bound.
	retryFirst = 5 * time.Second
	retryMost  = 30 * time.Minute
	// digestEvery is how often a scope is compared with the server although all seems well.
	digestEvery = 7 * 24 * time.Hour
	// lostAfter is how long after a restore of the server the phone waits for others to offer again what they made,
	// before it offers what it only holds.
	lostAfter = 3 * 24 * time.Hour
)
