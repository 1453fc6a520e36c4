package sheet

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
)

// Records reads a scope's records. The contract is in package store.
type Records interface {
	RecordsOfType(ctx context.Context, scope models.Scope, typ string, after models.RecordID, limit int) ([]models.Record, error)
}

// Editor carries out officers' edits: each in the officer's name, with the checks and rules of a phone's.
type Editor interface {
	EditAll(ctx context.Context, access models.Access, scope models.Scope, edits []models.Correction) error
}

// Imports plans imports and carries them out.
type Imports struct {
	Registry *schema.Registry
	Records  Records
	Editor   Editor
	Now      func() time.Time
}

// PlanImport says what the import of a list of members would do. It writes nothing. It fails with CodeNotFound for a club that
// the asker may not write, and like Read and PlanMembers.
func (i *Imports) PlanImport(ctx context.Context, access models.Access, file []byte, in view.Import) (view.ImportPlan, error) {
	scope := models.ClubScope(in.Club)
	if !access.Officer || !access.MayWrite(scope) {
		return view.ImportPlan{}, models.Errorf(models.CodeNotFound, "no such club")
	}
	tables, err := Read(file)
	if err != nil {
		return view.ImportPlan{}, err
	}
	shelf := view.Shelf{}
	for _, typ := range []string{view.TypeClub, view.TypeMember, "household", "group", "povertyReview"} {
		err := pages(ctx, i.Records, scope, typ, func(r *models.Record) error {
			shelf[typ] = append(shelf[typ], *r)
			return nil
		})
		if err != nil {
			return view.ImportPlan{}, err
		}
	}
	today := models.Today(i.Now())
	if in.Joined == 0 {
		in.Joined = foundedOn(shelf, in.Club, today)
	}
	plan, err := PlanMembers(i.Registry, tables, shelf, in, today)
	plan.Token = sealed(file, plan.Token)
	return plan, err
}

// foundedOn gives the day a club was founded, today if nobody knows.
func foundedOn(shelf view.Shelf, club models.RecordID, today models.Day) models.Day {
	if r := shelf.Find(view.TypeClub, club); r != nil {
		if d, ok := models.ParseDay(r.Value("foundedOn").Str()); ok {
			return d
		}
	}
	return today
}

// Import carries a plan out. The file is read and planned anew: it fails with CodeStale unless that comes to the same plan as
// the officer saw (file, club and wishes are the same). What is imported once more is there already.
func (i *Imports) Import(ctx context.Context, access models.Access, file []byte, in view.Import, token string) (view.ImportPlan, error) {
	plan, err := i.PlanImport(ctx, access, file, in)
	if err != nil {
		return plan, err
	}
	if plan.Token != token {
		return plan, models.Errorf(models.CodeStale, "the file or the club has changed since the dry run")
	}
	return plan, i.Editor.EditAll(ctx, access, models.ClubScope(in.Club), plan.Writes())
}

// sealed binds a plan to the bytes of the file.
func sealed(file []byte, plan string) string {
	content := sha256.Sum256(file)
	sum := sha256.Sum256(append(content[:], plan...))
	return hex.EncodeToString(sum[:16])
}

// pages visits a scope's records of a type by id, models.ListMax at a time.
func pages(ctx context.Context, from Records, scope models.Scope, typ string, visit func(*models.Record) error) error {
	var after models.RecordID
	for {
		records, err := from.RecordsOfType(ctx, scope, typ, after, models.ListMax)
		if err != nil {
			return err
		}
		for i := range records {
			if err := visit(&records[i]); err != nil {
				return err
			}
		}
		if len(records) < models.ListMax {
			return nil
		}
		after = records[len(records)-1].ID
	}
}
