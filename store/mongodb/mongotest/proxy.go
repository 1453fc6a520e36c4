package mongotest

import (
	"encoding/binary"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// proxy stands between a store and the server, and cuts the connection before the answer to one command gets through:
// the command was carried out, but nobody is told.
type proxy struct {
	listener net.Listener
	backend  string

	mu    sync.Mutex
	count int // commands seen since arm
	at    int // the one to cut, 0 for none
	cut   int // how many were
	open  map[net.Conn]bool
	conns sync.WaitGroup
}

func newProxy(t *testing.T, server *Server) *proxy {
	t.Helper()
	backend, _, _ := strings.Cut(strings.TrimPrefix(server.URI, "mongodb://"), "/")
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // a test's
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{listener: listener, open: map[net.Conn]bool{}, backend: backend}
	p.conns.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			p.conns.Go(func() { p.carry(conn) })
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		p.sever()
		p.conns.Wait()
	})
	return p
}

func (p *proxy) uri() string {
	return "mongodb://" + p.listener.Addr().String() + "/?directConnection=true"
}

// arm cuts the answer to the n-th command from now on. Greetings and pings of the driver's own do not count.
func (p *proxy) arm(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.count, p.at, p.cut = 0, n, 0
}

// seen gives how many commands there were since arm and how many answers were cut.
func (p *proxy) seen() (commands, cut int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.count, p.cut
}

// sever ends all connections.
func (p *proxy) sever() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for conn := range p.open {
		_ = conn.Close()
	}
}

func (p *proxy) carry(conn net.Conn) {
	p.mu.Lock()
	p.open[conn] = true
	p.mu.Unlock()
	defer func() { _ = conn.Close() }()
	backend, err := net.Dial("tcp", p.backend) //nolint:noctx // a test's
	if err != nil {
		return
	}
	defer func() { _ = backend.Close() }()
	for {
		question, err := message(conn)
		if err != nil {
			return
		}
		doomed := p.doomed(question)
		if _, err := backend.Write(question); err != nil {
			return
		}
		answer, err := message(backend)
		if err != nil || doomed {
			return
		}
		if _, err := conn.Write(answer); err != nil {
			return
		}
	}
}

// doomed counts a command and says whether its answer must be cut.
func (p *proxy) doomed(question []byte) bool {
	text := string(question[:min(len(question), 64)])
	for _, own := range []string{"hello\x00", "isMaster\x00", "ismaster\x00", "ping\x00", "endSessions\x00"} {
		if strings.Contains(text, own) {
			return false
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.count++
	if p.at == 0 || p.count != p.at {
		return false
	}
	p.cut++
	return true
}

// message reads one message of the wire protocol: its length is in front.
func message(from io.Reader) ([]byte, error) {
	var length [4]byte
	if _, err := io.ReadFull(from, length[:]); err != nil {
		return nil, err
	}
	out := make([]byte, binary.LittleEndian.Uint32(length[:]))
	copy(out, length[:])
	_, err := io.ReadFull(from, out[4:])
	return out, err
}
