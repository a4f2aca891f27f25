package core_test

import (
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// TestChunkHoldsWhatFits: a chunk has as many records as were asked for, or as
// fit into a message, wherever it begins, and one at least. It is so of records
// in the Buffer and of those that are read from the Store.
func TestChunkHoldsWhatFits(t *testing.T) {
	const most = 900 << 10 // bytes
	d := newDevice(t, classSchema)
	for i, size := range []int{10, 20, 300_000, 10, 300_000, 300_000, 500_000, 500_000, 10, 10} {
		d.exec("INSERT INTO answer (dataset_id, user_id, question, text) VALUES (?1, ?1, ?2, ?3)",
			hexID("a"), string(rune('a'+i)), strings.Repeat("x", size))
	}
	filter := value.Filter{hexID("a")}
	d.must(d.DB().Update(t.Context(), func(tx sqldb.Tx) error { _, err := d.Engine().Serialize(tx, filter); return err }))
	for name, begin := range map[string]func(sqldb.Tx) (pipeline.Transfer, error){
		"buffered": func(tx sqldb.Tx) (pipeline.Transfer, error) {
			out, err := d.Engine().Start(tx, pipeline.Transfer{ID: hexID("1"), SyncSession: hexID("1"), Server: true, Filter: filter})
			if err != nil {
				return out, err
			}
			if out.ServerFSIC, err = d.Engine().FSIC(tx, filter, 2, true); err != nil {
				return out, err
			}
			out.ClientFSIC = noFSIC
			return d.Engine().Queue(tx, out)
		},
		"direct": func(tx sqldb.Tx) (pipeline.Transfer, error) {
			return d.Engine().StartDirect(tx, pipeline.Transfer{ID: hexID("2"), Server: true, Filter: filter, ClientFSIC: noFSIC})
		},
	} {
		t.Run(name, func(t *testing.T) {
			d.must(d.DB().Update(t.Context(), func(tx sqldb.Tx) error {
				out, err := begin(tx)
				if err != nil {
					return err
				}
				for offset := range out.RecordsTotal {
					checkChunks(t, d, tx, out, offset, most)
				}
				return nil
			}))
		})
	}
}

// checkChunks reads chunks of one to all records from an offset on: each is as
// long as it may be.
func checkChunks(t *testing.T, d *device, tx sqldb.Tx, out pipeline.Transfer, offset int64, most int) {
	t.Helper()
	before := pipeline.Chunk{}
	for limit := range int(out.RecordsTotal - offset) {
		c, err := d.Engine().ReadChunk(tx, out, offset, limit+1)
		if err != nil {
			t.Fatal(err)
		}
		n, err := sqldb.Int(tx, "SELECT json_array_length(?1)", c.Records)
		if err != nil || n != c.Count || n == 0 || n > 1 && len(c.Records) > most {
			t.Fatalf("%v: %d of %d records at %d, counted as %d, %d bytes", err, n, limit+1, offset, c.Count, len(c.Records))
		}
		one, err := d.Engine().ReadChunk(tx, out, offset+before.Count, 1)
		if err != nil {
			t.Fatal(err)
		}
		if fits := len(before.Records)+len(one.Records) < most-1000*(limit+1); fits && c.Count != int64(limit+1) {
			t.Fatalf("%d of %d records at %d, and another of %d bytes fits", c.Count, limit+1, offset, len(one.Records))
		}
		before = c
	}
}
