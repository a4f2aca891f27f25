package core_test

import (
	"errors"
	"strconv"
	"testing"

	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// BenchmarkWriteChunk takes one chunk in and undoes that, without a commit.
func BenchmarkWriteChunk(b *testing.B) {
	p := newBenchPair(b, "memory")
	var chunk pipeline.Chunk
	p.sent = func(c pipeline.Chunk) { chunk = c }
	fillBench(b, p.sender, 0, pipeline.ChunkRecords)
	p.transfer(b, pipeline.ChunkRecords)
	receiver := benchPeer(b, "memory", "")
	t := pipeline.Transfer{
		ID: "1", SyncSession: "1", Server: true, Push: true,
		Filter: value.Filter{benchDataset}, RecordsTotal: pipeline.ChunkRecords,
	}
	if err := receiver.Engine().Advance(b.Context(), &t, receiver.Engine().Start); err != nil {
		b.Fatal(err)
	}
	t.RecordsTotal = pipeline.ChunkRecords
	b.ReportAllocs()
	for b.Loop() {
		err := receiver.DB().Update(b.Context(), func(tx sqldb.Tx) error {
			after, err := receiver.Engine().WriteChunk(tx, t, chunk)
			if err == nil && after.RecordsTransferred != chunk.Count {
				err = errors.New("only " + strconv.FormatInt(after.RecordsTransferred, 10) + " records were taken")
			}
			return errors.Join(err, errUndo)
		})
		if !errors.Is(err, errUndo) || err.Error() != errUndo.Error() {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(chunk.Count), "µs/record")
}
