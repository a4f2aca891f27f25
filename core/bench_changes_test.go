package core_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// BenchmarkChanges moves 100 new records between databases on file that
// already share many, all stages on both ends, beside the budget.
func BenchmarkChanges(b *testing.B) {
	for _, c := range []struct {
		records int
		budget  float64 // milliseconds
	}{{10_000, 15}, {100_000, 20}, {1_000_000, 25}} {
		var median time.Duration
		b.Run(fmt.Sprintf("%dk", c.records/1000), func(b *testing.B) {
			if median == 0 {
				median = measureChanges(b, c.records)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(median.Seconds()*1000, "ms")
			b.ReportMetric(c.budget, "budget-ms")
		})
	}
}

func measureChanges(b *testing.B, records int) (median time.Duration) {
	const changes, rounds = 100, 21
	p := newBenchPair(b, "file")
	fillBench(b, p.sender, 0, records)
	p.transfer(b, records)
	times := make([]time.Duration, rounds)
	for i := range times {
		fillBench(b, p.sender, records+i*changes, changes)
		start := time.Now()
		p.push(b)
		times[i] = time.Since(start)
	}
	slices.Sort(times)
	return times[rounds/2]
}

// push moves one chunk of new records with the commits that a client and a
// relay make for it (client/transfer.go, server/transfer.go).
func (p *benchPair) push(b *testing.B) {
	b.Helper()
	type stage = func(sqldb.Tx, pipeline.Transfer) (pipeline.Transfer, error)
	commit := func(in *core.Instance, t *pipeline.Transfer, stages ...stage) {
		b.Helper()
		err := in.Engine().Advance(b.Context(), t, func(tx sqldb.Tx, t pipeline.Transfer) (_ pipeline.Transfer, err error) {
			for _, stage := range stages {
				if t, err = stage(tx, t); err != nil {
					return t, err
				}
			}
			return t, nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	p.transfers++
	filter := value.Filter{benchDataset}
	out := pipeline.Transfer{ID: fmt.Sprintf("%032x", p.transfers), SyncSession: "1", Push: true, Filter: filter}
	in := pipeline.Transfer{ID: out.ID, SyncSession: "1", Server: true, Push: true, Filter: filter}
	from, to := p.sender.Engine(), p.receiver.Engine()
	commit(p.sender, &out, from.Start, func(tx sqldb.Tx, out pipeline.Transfer) (pipeline.Transfer, error) {
		_, err := from.Serialize(tx, filter)
		if err == nil {
			out.ClientFSIC, err = from.FSIC(tx, filter, 2, true)
		}
		return out, err
	})
	commit(p.receiver, &in, to.Start, func(tx sqldb.Tx, in pipeline.Transfer) (_ pipeline.Transfer, err error) {
		in.ServerFSIC, err = to.FSIC(tx, filter, 2, false)
		return in, err
	})
	in.ClientFSIC, out.ServerFSIC = out.ClientFSIC, in.ServerFSIC
	commit(p.sender, &out, from.Queue)
	in.RecordsTotal = out.RecordsTotal
	var chunk pipeline.Chunk
	err := p.sender.DB().View(b.Context(), func(tx sqldb.Tx) (err error) {
		chunk, err = from.ReadChunk(tx, out, 0, pipeline.ChunkRecords)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	commit(p.receiver, &in, func(tx sqldb.Tx, in pipeline.Transfer) (pipeline.Transfer, error) {
		return to.WriteChunk(tx, in, chunk)
	})
	commit(p.receiver, &in, to.Dequeue, func(tx sqldb.Tx, in pipeline.Transfer) (pipeline.Transfer, error) {
		_, err := to.Deserialize(tx, filter)
		return in, err
	}, to.Cleanup)
	commit(p.sender, &out, from.Cleanup)
}
