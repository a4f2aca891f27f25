package kolibri_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/kolibri"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// sampleDataset is the dataset of testdata/store_samples.json.
const sampleDataset = "7154d193e8ea67fd6e78069122448b9f"

// rightful are the models that say who somebody is and may do.
var rightful = []string{
	"facilitydataset", "facility", "classroom", "learnergroup", "adhoclearnersgroup", "facilityuser", "role", "membership",
}

// TestRecordsCountWhereKolibriKeepsThem: a record that a Kolibri has written
// counts, and the same one in any other partition does not.
func TestRecordsCountWhereKolibriKeepsThem(t *testing.T) {
	samples := readSamples(t)
	in := facility(t, samples)
	counts := func(s sample, dataset string) (n int64) {
		update(t, in, func(tx sqldb.Tx) (err error) {
			n, err = sqldb.Int(tx, "SELECT count(*) FROM morango_store s WHERE s.id = ?2 AND "+kolibri.Counts("s", s.Model), dataset, s.ID)
			return err
		})
		return n
	}
	move := func(s sample, column string, to any) {
		update(t, in, func(tx sqldb.Tx) error {
			_, err := tx.Exec("UPDATE morango_store SET "+column+" = ?2 WHERE id = ?1", s.ID, to)
			return err
		})
	}
	seen := map[string]bool{}
	for _, s := range samples {
		if !slices.Contains(rightful, s.Model) {
			continue
		}
		seen[s.Model] = true
		if counts(s, sampleDataset) != 1 {
			t.Errorf("%s in %s does not count", s.Model, s.Partition)
		}
		if counts(s, s.ID) != 0 && s.Model != "facilitydataset" || counts(s, "") != 0 {
			t.Errorf("%s counts in another dataset", s.Model)
		}
		for _, partition := range []string{
			"", ":user-rw:" + s.ID, ":user-rw:" + s.ID + ":allusers-ro", ":anonymous", ":allusers-ro:", ":user-ro", ":user-ro:",
			":user-ro:" + s.ID + "0", ":classroom:" + s.ID + ":coach-rw", ":classroom:" + s.ID + ":learner-rw",
			":user-rw:" + s.ID + s.Partition[len(sampleDataset):],
		} {
			if move(s, "partition", sampleDataset+partition); counts(s, sampleDataset) != 0 {
				t.Errorf("%s counts in DATASET%s", s.Model, partition)
			}
		}
		move(s, "partition", s.Partition)
		if move(s, "deleted", 1); counts(s, sampleDataset) != 0 {
			t.Errorf("a deleted %s counts", s.Model)
		}
		move(s, "deleted", 0)
		if move(s, "profile", "other"); counts(s, sampleDataset) != 0 {
			t.Errorf("a %s of another profile counts", s.Model)
		}
	}
	for _, model := range rightful {
		if !seen[model] {
			t.Errorf("no sample of %s", model)
		}
	}
}

// A record of any model in a partition that its user's device may write is no
// row of a device, whatever its values say, and does not become one.
func TestForgedRecordsHaveNoRows(t *testing.T) {
	samples := readSamples(t)
	in := facility(t, samples)
	user := slices.IndexFunc(samples, func(s sample) bool { return s.Model == "facilityuser" })
	forged := sampleDataset + ":user-rw:" + samples[user].ID
	text := func(sql string, args ...any) (s string) {
		update(t, in, func(tx sqldb.Tx) (err error) { s, err = tx.Text(sql, args...); return err })
		return s
	}
	tried := 0
	for _, s := range samples {
		m := kolibri.Schema().Model(s.Model)
		if len(m.PartitionTemplate) == 0 || s.Partition == forged {
			continue
		}
		tried++
		row := decode(t, s.Serialized)
		delete(row, "_morango_partition")
		delete(row, "id")
		s.Partition, s.Serialized, s.ID = forged, sqldb.ToJSON(row), value.ModelID(forged, s.SourceID, s.Model)
		if m.ID == "source" {
			s.SourceID = s.ID
		}
		receive(t, in, s)
		if reason := text("SELECT deserialization_error FROM morango_store WHERE id = ?1", s.ID); !strings.HasPrefix(reason, "bad_") {
			t.Errorf("%s: the reason is %q", s.Model, reason)
		}
	}
	if tried < 25 {
		t.Errorf("%d records of all models", tried)
	}
	for _, m := range kolibri.Schema().Models {
		rows := text("SELECT count(*) FROM "+sqldb.Quote(m.Table)+" WHERE _morango_partition = ?1", forged)
		if rows != "0" && !strings.Contains(m.Partition.String(), ":user-rw:") {
			t.Errorf("%s has %s rows", m.Name, rows)
		}
	}
}
