package client

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// failure is why an exchange brought no answer of ours.
type failure struct {
	problem wire.Problem  // Code says what; CodeUnavailable for whatever a later try may mend
	later   bool          // try again later
	wait    time.Duration // at least so long, if the server said so
}

func (f *failure) Error() string { return string(f.problem.Code) + ": " + f.problem.Detail }

func later(detail string) *failure {
	return &failure{later: true, problem: wire.Problem{Code: models.CodeUnavailable, Detail: detail}}
}

// exchange sends a request and gives the answer's body, decoded. After a 401 it renews the credentials once.
func (p *Phone) exchange(ctx context.Context, method, path string, body []byte) ([]byte, error) {
	packed := []byte(nil)
	if body != nil {
		var err error
		if packed, err = p.Codec.Compress(nil, body); err != nil {
			return nil, err
		}
	}
	answer, err := p.once(ctx, method, path, packed)
	var f *failure
	if !errors.As(err, &f) || f.problem.Status != http.StatusUnauthorized {
		return answer, err
	}
	if err := p.Auth.Refresh(ctx); err != nil {
		return nil, &failure{later: true, problem: wire.Problem{Code: models.CodeUnauthorized, Detail: "the credentials could not be renewed"}}
	}
	return p.once(ctx, method, path, packed)
}

func (p *Phone) once(ctx context.Context, method, path string, packed []byte) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, p.Server+path, bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept-Encoding", "gzip")
	r.Header.Set("Accept", "application/json, "+wire.ProblemType)
	if packed != nil {
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Content-Encoding", wire.EncodingDict1)
	}
	if err := p.Auth.Authorize(r); err != nil {
		return nil, &failure{later: true, problem: wire.Problem{Code: models.CodeUnauthorized, Detail: "no credentials"}}
	}
	answer, err := p.Transport.RoundTrip(r)
	if err != nil {
		return nil, later("no connection")
	}
	defer answer.Body.Close()
	wired, err := io.ReadAll(io.LimitReader(answer.Body, answerBytesMax+1))
	if err != nil || len(wired) > answerBytesMax {
		return nil, later("the answer broke off")
	}
	text, err := p.Codec.Expand(nil, answer.Header.Get("Content-Encoding"), wired, answerBytesMax)
	if err != nil {
		return nil, later("the answer was damaged")
	}
	return text, judge(answer, text)
}

// judge tells our answers from those of others: a hotel's log-in page says 200 too.
func judge(answer *http.Response, text []byte) error {
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	wait := time.Duration(0)
	if seconds, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil && seconds > 0 {
		wait = time.Duration(seconds) * time.Second
	}
	if answer.StatusCode == http.StatusOK && kind == "application/json" || answer.StatusCode == http.StatusNoContent {
		return nil
	}
	problem, err := wire.DecodeProblem(text)
	if kind != wire.ProblemType || err != nil {
		problem = wire.Problem{Code: models.CodeUnavailable, Detail: "the answer is not the server's"}
		problem.Status = answer.StatusCode
		return &failure{problem: problem, later: true, wait: wait}
	}
	problem.Status = answer.StatusCode
	again := answer.StatusCode >= 500 || answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode == http.StatusUnauthorized
	return &failure{problem: problem, later: again, wait: wait}
}
