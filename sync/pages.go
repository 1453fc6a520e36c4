package sync

import "github.com/beplua/beplua/models"

// pages visits all records of a listing by id, which is read models.ListMax at a time.
func pages(page func(after models.RecordID) ([]models.Record, error), visit func(*models.Record)) error {
	var after models.RecordID
	for {
		records, err := page(after)
		if err != nil {
			return err
		}
		for i := range records {
			visit(&records[i])
		}
		if len(records) < models.ListMax {
			return nil
		}
		after = records[len(records)-1].ID
	}
}
