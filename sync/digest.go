package sync

import (
	"context"
	"crypto/sha256"

	"github.com/beplua/beplua/models"
)

// Digest compares what a phone holds of a scope with what the server holds: as a whole, then its 256 buckets, then the
// records of one bucket. It fails with CodeForbidden for a scope the asker may not read.
func (e *Engine) Digest(ctx context.Context, access models.Access, query models.DigestQuery) (models.DigestAnswer, error) {
	if !access.MayRead(query.Scope) || access.Revoked {
		return models.DigestAnswer{}, models.Errorf(models.CodeForbidden, "not a scope of yours")
	}
	if len(query.Records) > models.DigestRecordsMax {
		return models.DigestAnswer{}, models.Errorf(models.CodeLimit, "at most %d records at once", models.DigestRecordsMax)
	}
	heads, err := e.Store.Heads(ctx, []models.Scope{query.Scope})
	if err != nil {
		return models.DigestAnswer{}, err
	}
	answer := models.DigestAnswer{Seq: heads[0].Seq}
	if query.Bucket != nil {
		return answer, e.compareBucket(ctx, query, &answer)
	}
	if answer.Equal = heads[0].Digest == query.Digest; answer.Equal {
		return answer, nil
	}
	answer.Buckets = make([]models.Digest, 256)
	err = e.eachRecord(ctx, query.Scope, func(r *models.Record) {
		b := Bucket(r.ID)
		answer.Buckets[b] = answer.Buckets[b].XOR(models.RecordDigest(r.ID, r.Vector))
	})
	return answer, err
}

// Bucket is the part of a scope that a record is compared in: the first byte of SHA-256 of its id's text.
func Bucket(id models.RecordID) uint8 {
	sum := sha256.Sum256([]byte(id.String()))
	return sum[0]
}

// compareBucket says which records of one bucket differ.
func (e *Engine) compareBucket(ctx context.Context, query models.DigestQuery, answer *models.DigestAnswer) error {
	theirs := make(map[models.RecordID]models.Digest, len(query.Records))
	for _, s := range query.Records {
		theirs[s.ID] = s.Digest
	}
	err := e.eachRecord(ctx, query.Scope, func(r *models.Record) {
		if Bucket(r.ID) != *query.Bucket {
			return
		}
		if theirs[r.ID] != models.RecordDigest(r.ID, r.Vector) {
			answer.Records = append(answer.Records, *r)
		}
		delete(theirs, r.ID)
	})
	for _, s := range query.Records {
		if _, left := theirs[s.ID]; left {
			answer.Absent = append(answer.Absent, s.ID)
		}
	}
	answer.Equal = len(answer.Records) == 0 && len(answer.Absent) == 0
	return err
}

// eachRecord walks over all records of a scope.
func (e *Engine) eachRecord(ctx context.Context, scope models.Scope, visit func(*models.Record)) error {
	for after := uint64(0); ; {
		records, err := e.Store.Changes(ctx, scope, after, models.PageRecordsMax)
		if err != nil {
			return err
		}
		for i := range records {
			visit(&records[i])
			after = records[i].Seq
		}
		if len(records) < models.PageRecordsMax {
			return nil
		}
	}
}
