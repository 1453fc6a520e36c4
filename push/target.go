package push

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/beplua/beplua/models"
)

// kindTarget is the kind of the documents that targets are kept as; their id is the device's.
const kindTarget = "target"

// targetBytesMax bounds a target's value: registration tokens have about 160 bytes today, and no documented bound.
const targetBytesMax = 1024

// targetEntry is the stored shape of a target.
type targetEntry struct {
	Kind  TargetKind `json:"kind"`
	Value string     `json:"value"`
	At    int64      `json:"at"` // when it was last registered: milliseconds since 1970 UTC
}

// Register keeps where a device is reached, in place of what was known before. Phones do it again every month. It fails
// with CodeInvalid.
func (p *Reminders) Register(ctx context.Context, device models.RecordID, t Target) error {
	if t.Kind != TargetToken && t.Kind != TargetInstallation {
		return models.Errorf(models.CodeInvalid, "the kind of a target is %s or %s", TargetToken, TargetInstallation)
	}
	if t.Value == "" || len(t.Value) > targetBytesMax {
		return models.Errorf(models.CodeInvalid, "a target has 1 to %d bytes", targetBytesMax)
	}
	body, err := json.Marshal(targetEntry{Kind: t.Kind, Value: t.Value, At: p.Now().UnixMilli()})
	if err != nil {
		return fmt.Errorf("write target of %s: %w", device, err)
	}
	for range changeTriesMax {
		_, rev, err := p.target(ctx, device)
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return err
		}
		err = p.Documents.Put(ctx, models.Document{Kind: kindTarget, ID: device.String(), Rev: rev, Body: body})
		if !errors.Is(err, models.ErrStale) {
			return err
		}
	}
	return models.Errorf(models.CodeUnavailable, "too many changes to one target at once")
}

// target reads where a device is reached. It fails with models.ErrNotFound.
func (p *Reminders) target(ctx context.Context, device models.RecordID) (targetEntry, uint64, error) {
	d, err := p.Documents.Get(ctx, kindTarget, device.String())
	if err != nil {
		return targetEntry{}, 0, err
	}
	var t targetEntry
	if err := json.Unmarshal(d.Body, &t); err != nil {
		return t, 0, fmt.Errorf("read stored target of %s: %w", device, err)
	}
	return t, d.Rev, nil
}

// retire forgets a target that the carrier calls gone. It says no if the phone has registered since: then that word was
// about the one before, and the new one is worth a try.
func (p *Reminders) retire(ctx context.Context, device models.RecordID, sent Target, at time.Time) (retired bool, err error) {
	t, rev, err := p.target(ctx, device)
	if errors.Is(err, models.ErrNotFound) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	if t.Kind != sent.Kind || t.Value != sent.Value || t.At >= at.UnixMilli() {
		return false, nil
	}
	err = p.Documents.Drop(ctx, kindTarget, device.String(), rev)
	if errors.Is(err, models.ErrStale) {
		return false, nil
	}
	if errors.Is(err, models.ErrNotFound) {
		return true, nil
	}
	return err == nil, err
}
