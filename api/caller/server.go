package caller

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// FreeAddress asks the system for a port of this machine that nobody listens on.
func FreeAddress(ctx context.Context) (string, error) {
	var listen net.ListenConfig
	l, err := listen.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// readyEvery is how often a server that starts is asked: its start is measured by this.
const readyEvery = 2 * time.Millisecond

// AwaitReady asks /readyz of a server that was just started until it says so. It fails when ctx ends, or when the server's
// process does: ended has what it exited with, and keeps it for whoever stops the server.
func AwaitReady(ctx context.Context, base string, ended chan error) error {
	tick := time.NewTicker(readyEvery)
	defer tick.Stop()
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/readyz", http.NoBody)
		if err != nil {
			return err
		}
		if response, err := http.DefaultClient.Do(request); err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case err := <-ended:
			ended <- err
			return fmt.Errorf("the server ended before it was ready: %w", err)
		case <-ctx.Done():
			return fmt.Errorf("the server did not get ready: %w", ctx.Err())
		case <-tick.C:
		}
	}
}
