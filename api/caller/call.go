// Package caller asks the API as programs do: JSON in and out, problems as errors, and a phone's tokens with their proofs. The
// demo, the bench and the stories in the browser use it; it is a pattern for integrators.
package caller

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/beplua/beplua/models"
)

// Problem is a problem document that the server answered.
type Problem struct { //nolint:errname // the word of RFC 9457, as in sync/wire
	Status  int               `json:"status"`
	Code    models.Code       `json:"code"`
	Title   string            `json:"title"`
	Detail  string            `json:"detail"`
	Details map[string]string `json:"details"`
}

// Error implements error.
func (p *Problem) Error() string { return fmt.Sprintf("%d %s: %s", p.Status, p.Code, p.Detail) }

// answerBytesMax bounds what is read of an answer.
const answerBytesMax = 16 << 20

// Call asks with a JSON body (nil for none) and reads a JSON answer into out (nil to pass over it). access is a token; empty for
// none. It gives the answer's ETag and fails with a *Problem on anything but 2xx.
func Call(ctx context.Context, transport http.RoundTripper, method, url, access string, in, out any, header ...[2]string) (string, error) {
	var body io.Reader
	if in != nil {
		text, err := json.Marshal(in)
		if err != nil {
			return "", err
		}
		body = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		return "", err
	}
	if in != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if access != "" {
		r.Header.Set("Authorization", "Bearer "+access)
	}
	for _, h := range header {
		r.Header.Set(h[0], h[1])
	}
	response, err := transport.RoundTrip(r)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, answerBytesMax))
	if err != nil {
		return "", err
	}
	if response.StatusCode/100 != 2 {
		p := &Problem{Status: response.StatusCode}
		_ = json.Unmarshal(text, p) // what is not a problem document keeps the status
		return "", p
	}
	tag := response.Header.Get("ETag")
	if out == nil || len(text) == 0 {
		return tag, nil
	}
	return tag, json.Unmarshal(text, out)
}
