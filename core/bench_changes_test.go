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
// relay make for it (client_transfer.go, server_transfer.go).
func (p *benchPair) push(b *testing.B) {
	b.Helper()
	commit := func(in *core.Instance, steps ...func(sqldb.Tx) error) {
		b.Helper()
		err := in.DB().Update(b.Context(), func(tx sqldb.Tx) error {
			for _, step := range steps {
				if err := step(tx); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	p.transfers++
	filter := value.Filter{benchDataset}
	out := &pipeline.Transfer{ID: fmt.Sprintf("%032x", p.transfers), SyncSession: "1", Push: true, Filter: filter}
	in := &pipeline.Transfer{ID: out.ID, SyncSession: "1", Server: true, Push: true, Filter: filter}
	commit(p.sender,
		func(tx sqldb.Tx) error { return p.sender.Engine().Start(tx, out) },
		func(tx sqldb.Tx) error { _, err := p.sender.Engine().Serialize(tx, filter); return err },
		func(tx sqldb.Tx) (err error) {
			out.ClientFSIC, err = p.sender.Engine().FSIC(tx, filter, 2, true)
			return err
		})
	commit(p.receiver,
		func(tx sqldb.Tx) error { return p.receiver.Engine().Start(tx, in) },
		func(tx sqldb.Tx) (err error) {
			in.ServerFSIC, err = p.receiver.Engine().FSIC(tx, filter, 2, false)
			return err
		})
	in.ClientFSIC, out.ServerFSIC = out.ClientFSIC, in.ServerFSIC
	commit(p.sender, func(tx sqldb.Tx) error { return p.sender.Engine().Queue(tx, out) })
	in.RecordsTotal = out.RecordsTotal
	var chunk pipeline.Chunk
	err := p.sender.DB().View(b.Context(), func(tx sqldb.Tx) (err error) {
		chunk, err = p.sender.Engine().ReadChunk(tx, out, 0, pipeline.ChunkRecords)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	commit(p.receiver, func(tx sqldb.Tx) error { return p.receiver.Engine().WriteChunk(tx, in, chunk) })
	commit(p.receiver,
		func(tx sqldb.Tx) error { return p.receiver.Engine().Dequeue(tx, in) },
		func(tx sqldb.Tx) error { _, err := p.receiver.Engine().Deserialize(tx, filter); return err },
		func(tx sqldb.Tx) error { return p.receiver.Engine().Cleanup(tx, in) })
	commit(p.sender, func(tx sqldb.Tx) error { return p.sender.Engine().Cleanup(tx, out) })
}
