package client

import (
	"crypto/sha256"
	"net/http"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// dueCheck gives the scope whose digest is due. It is asked at the head, with an empty outbox.
func (c *contact) dueCheck(m Meta) (Check, bool) {
	for _, check := range m.Checks {
		if check.Due <= m.Contact {
			return check, true
		}
	}
	return Check{}, false
}

// Check makes all digests due at the next session.
func (p *Phone) Check() error {
	return p.update(func(tx Tx) error {
		m := tx.Meta()
		for _, check := range m.Checks {
			check.Due = 0
			m.schedule(check)
		}
		tx.SetMeta(m)
		return nil
	})
}

// compare asks whether phone and server hold the same of a scope and repairs what differs, record by record.
func (c *contact) compare(check Check) error {
	mine, sum := c.stamps(check.Scope)
	answer, err := c.ask(&models.DigestQuery{Scope: check.Scope, Digest: sum})
	if err != nil {
		return c.refuseCheck(check, err)
	}
	if !answer.Equal {
		// Another phone may have submitted since the last page: that is no difference.
		c.more = true
		for c.more {
			if err := c.fetch(); err != nil {
				return err
			}
		}
		if mine, sum = c.stamps(check.Scope); len(c.Outbox()) > 0 {
			return nil // later, when the server has it
		}
		if answer, err = c.ask(&models.DigestQuery{Scope: check.Scope, Digest: sum}); err != nil {
			return err
		}
	}
	for b := range answer.Buckets {
		if answer.Buckets[b] == total(mine[uint8(b)]) { //nolint:gosec // 256 of them
			continue
		}
		bucket := uint8(b) //nolint:gosec // 256 of them
		one, err := c.ask(&models.DigestQuery{Scope: check.Scope, Digest: sum, Bucket: &bucket, Records: mine[bucket]})
		if err != nil {
			return err
		}
		if err := c.repair(check, &one); err != nil {
			return err
		}
	}
	return c.checked(check)
}

func (c *contact) checked(check Check) error {
	return c.update(func(tx Tx) error {
		m := tx.Meta()
		for _, other := range m.Checks {
			if other.Scope == check.Scope && other.Due > m.Contact {
				return nil // it was put off
			}
		}
		m.drop(check.Scope)
		m.schedule(Check{Scope: check.Scope, Due: m.Contact + digestEvery.Milliseconds()})
		tx.SetMeta(m)
		return nil
	})
}

// refuseCheck gives up the check of a scope that the phone lost meanwhile: the purge comes with a page.
func (c *contact) refuseCheck(check Check, err error) error {
	if f, ok := err.(*failure); ok && (f.problem.Code == models.CodeForbidden || f.problem.Code == models.CodeNotFound) { //nolint:errorlint // made by exchange, never wrapped
		return c.checked(check)
	}
	return err
}

func (c *contact) ask(q *models.DigestQuery) (models.DigestAnswer, error) {
	c.Requests++
	body, err := c.exchange(c.ctx, http.MethodPost, "/api/v1/sync/digest", wire.AppendDigestQuery(nil, q))
	if err != nil {
		return models.DigestAnswer{}, err
	}
	answer, err := wire.DecodeDigestAnswer(q.Scope, body)
	if err != nil {
		return answer, later("the answer is not the server's")
	}
	return answer, nil
}

// stamps gives the fingerprints of a scope's records by bucket, and of the whole.
func (p *Phone) stamps(scope models.Scope) (map[uint8][]models.RecordStamp, models.Digest) {
	out := map[uint8][]models.RecordStamp{}
	var sum models.Digest
	p.view(func(tx Tx) {
		for _, b := range tx.Bases(scope) {
			d := models.RecordDigest(b.Record.ID, b.Record.Vector)
			sum = sum.XOR(d)
			bucket := sha256.Sum256([]byte(b.Record.ID.String()))[0]
			out[bucket] = append(out[bucket], models.RecordStamp{ID: b.Record.ID, Digest: d})
		}
	})
	return out, sum
}

func total(stamps []models.RecordStamp) models.Digest {
	var sum models.Digest
	for _, s := range stamps {
		sum = sum.XOR(s.Digest)
	}
	return sum
}

// repair takes over the server's state of records that differ. Records that the server has not are offered to it anew:
// after a restore from a backup once the others have had time to offer what they made, otherwise at once.
func (c *contact) repair(check Check, answer *models.DigestAnswer) error {
	return c.update(func(tx Tx) error {
		m := tx.Meta()
		for _, r := range answer.Records {
			tx.PutBase(Base{Record: r, Epoch: m.Epoch})
		}
		if !check.Excused {
			m.Repairs += len(answer.Records) + len(answer.Absent)
		}
		grace := m.Restored + lostAfter.Milliseconds()
		if len(answer.Absent) > 0 && m.Restored != 0 && m.Contact < grace {
			m.drop(check.Scope)
			m.schedule(Check{Scope: check.Scope, Due: grace, Excused: true})
			tx.SetMeta(m)
			return nil
		}
		for _, id := range answer.Absent {
			if err := c.offer(tx, &m, check.Scope, id); err != nil {
				return err
			}
		}
		tx.SetMeta(m)
		return nil
	})
}

// offer makes a creation of a record that the server lost. Records that phones may not write are only forgotten.
func (c *contact) offer(tx Tx, m *Meta, scope models.Scope, id models.RecordID) error {
	base, ok := tx.Base(scope, id)
	if !ok {
		return nil
	}
	r := base.Record
	tx.DropBase(scope, id)
	t, known := c.Registry.Type(r.Type)
	if !known || t.ServerOnly || t.Officers || r.Deleted() || !r.Alias().IsZero() {
		return nil
	}
	op := models.Operation{Scope: scope, Record: id, Type: r.Type, At: c.Now().UnixMilli(), By: m.User, Schema: r.Schema}
	for _, f := range r.Fields {
		if !strings.HasPrefix(f.Name, "_") {
			op.Set = append(op.Set, models.Assignment{Name: f.Name, Value: f.Value})
		}
	}
	return enter(tx, m, op)
}
