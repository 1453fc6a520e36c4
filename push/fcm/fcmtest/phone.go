package fcmtest

import (
	"maps"
	"slices"
)

// Phone is what reached one target.
type Phone struct {
	Arrived  map[string]int // copies per delivery key; the app shows each key once
	Last     []byte         // the last request's body
	Collapse []string       // distinct collapse keys, in order of coming; the real carrier keeps four
}

// Phone gives a copy of what reached a target so far.
func (s *Server) Phone(target string) Phone {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.phones[target]
	if p == nil {
		return Phone{}
	}
	return Phone{Arrived: maps.Clone(p.Arrived), Last: p.Last, Collapse: slices.Clone(p.Collapse)}
}

// deliver is called with the lock held.
func (s *Server) deliver(r request) {
	m := r.message
	p := s.phones[m.target()]
	if p == nil {
		p = &Phone{Arrived: map[string]int{}}
		s.phones[m.target()] = p
	}
	p.Arrived[m.Data["key"]]++
	p.Last = r.body
	if key := m.Android.CollapseKey; !slices.Contains(p.Collapse, key) {
		p.Collapse = append(p.Collapse, key)
	}
}
