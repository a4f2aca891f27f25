package core_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/value"
)

// benchSchema has one model of ten columns; a record takes about 240 bytes,
// and 110 more for the source id and partition that Morango's JSON repeats.
const benchSchema = `{"profile": "bench",
 "scopes": [{"id": "full", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"}],
 "models": [{"name": "log", "table": "log", "partition": "${dataset_id}:log", "source": null, "columns": {
   "dataset_id": "uuid", "title": "text", "kind": "text", "at": "datetime", "took": "integer",
   "part": "real", "done": "boolean", "score": "integer?", "place": "text", "note": "text"}}]}`

const benchDataset = "0123456789abcdef0123456789abcdef"

// benchRows makes rows n to n+count-1 as a JSON array, the same in each run.
func benchRows(n, count int) string {
	random := rand.New(rand.NewPCG(2026, uint64(n)))
	word := func(list ...string) string { return list[random.IntN(len(list))] }
	rows := make([]map[string]any, count)
	for i := range rows {
		rows[i] = map[string]any{
			"dataset_id": benchDataset,
			"title":      fmt.Sprintf("%s %d", word("rivers", "maps", "trees", "numbers"), n+i),
			"kind":       word("video", "exercise", "document"),
			"at":         time.UnixMilli(1_750_000_000_000 + random.Int64N(30_000_000_000)).UTC().Format("2006-01-02T15:04:05.000Z"),
			"took":       random.IntN(4000),
			"part":       float64(random.IntN(1000)) / 1000,
			"done":       random.IntN(2),
			"score":      random.IntN(100),
			"place":      word("Lisbon", "Porto", "Faro", "Braga"),
			"note":       word("", "again"),
		}
	}
	text, err := json.Marshal(rows)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// stageBudgets are the project's, in records a second on file at 100k; 0 is none.
var stageBudgets = []struct {
	stage string
	rate  float64
}{{"serialize", 100e3}, {"queue", 180e3}, {"chunk-out", 0}, {"chunk-in", 60e3}, {"dequeue", 180e3}, {"deserialize", 70e3}}

// BenchmarkStage reports each stage's speed beside its budget. The pipeline
// runs once for each size and storage, on the same records.
func BenchmarkStage(b *testing.B) {
	for _, storage := range []string{"memory", "file"} {
		for _, size := range []int{10_000, 100_000} {
			var took map[string]time.Duration
			for _, s := range stageBudgets {
				b.Run(fmt.Sprintf("%s/%s/%dk", s.stage, storage, size/1000), func(b *testing.B) {
					if took == nil {
						p := newBenchPair(b, storage)
						fillBench(b, p.sender, 0, size)
						took = p.transfer(b, size)
					}
					b.ReportMetric(0, "ns/op")
					b.ReportMetric(float64(size)/took[s.stage].Seconds(), "records/s")
					if s.rate > 0 {
						b.ReportMetric(s.rate, "budget")
					}
				})
			}
		}
	}
}

// benchPeer opens an instance on a new database.
func benchPeer(b *testing.B, storage, name string) *core.Instance {
	b.Helper()
	if storage == "file" {
		name = filepath.Join(b.TempDir(), name)
	} else {
		name = sqlitedb.Memory
	}
	db, err := sqlitedb.Open(b.Context(), name, sqlitedb.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	schema, err := schema.Parse([]byte(benchSchema))
	if err != nil {
		b.Fatal(err)
	}
	in, err := core.Open(b.Context(), db, core.Options{Schema: schema})
	if err != nil {
		b.Fatal(err)
	}
	return in
}

// fillBench inserts rows by plain SQL, as an app would.
func fillBench(b *testing.B, in *core.Instance, first, count int) {
	b.Helper()
	const batch = 1000
	for n := first; n < first+count; n += batch {
		_, err := in.Exec(b.Context(), `INSERT INTO log (dataset_id, title, kind, at, took, part, done, score, place, note)
SELECT value->>'dataset_id', value->>'title', value->>'kind', value->>'at', value->>'took', value->>'part',
 value->>'done', value->>'score', value->>'place', value->>'note' FROM json_each(?1)`, benchRows(n, min(batch, first+count-n)))
		if err != nil {
			b.Fatal(err)
		}
	}
}

// benchPair is two instances between which records move, in one direction.
type benchPair struct {
	sender, receiver *core.Instance
	transfers        int
	sent             func(pipeline.Chunk) // looks at each chunk, if not nil
}

func newBenchPair(b *testing.B, storage string) *benchPair {
	return &benchPair{sender: benchPeer(b, storage, "sender.db"), receiver: benchPeer(b, storage, "receiver.db")}
}

// transfer moves records that are new to the receiver and times each stage,
// "other" being what lies between them. Chunks are taken in one by one, each
// durable before the next.
func (p *benchPair) transfer(b *testing.B, records int) map[string]time.Duration {
	b.Helper()
	took := map[string]time.Duration{}
	timed := func(stage string, in *core.Instance, fn func(sqldb.Tx) error) {
		b.Helper()
		start := time.Now()
		if err := in.DB().Update(b.Context(), fn); err != nil {
			b.Fatal(err)
		}
		took[stage] += time.Since(start)
	}
	advanced := func(stage string, in *core.Instance, t *pipeline.Transfer, fn func(sqldb.Tx, pipeline.Transfer) (pipeline.Transfer, error)) {
		b.Helper()
		start := time.Now()
		if err := in.Engine().Advance(b.Context(), t, fn); err != nil {
			b.Fatal(err)
		}
		took[stage] += time.Since(start)
	}
	p.transfers++
	filter := value.Filter{benchDataset}
	out := pipeline.Transfer{ID: fmt.Sprintf("%032x", p.transfers), SyncSession: "1", Push: true, Filter: filter}
	in := pipeline.Transfer{ID: out.ID, SyncSession: "1", Server: true, Push: true, Filter: filter}
	timed("serialize", p.sender, func(tx sqldb.Tx) error { _, err := p.sender.Engine().Serialize(tx, filter); return err })
	advanced("other", p.sender, &out, func(tx sqldb.Tx, out pipeline.Transfer) (_ pipeline.Transfer, err error) {
		if out, err = p.sender.Engine().Start(tx, out); err == nil {
			out.ClientFSIC, err = p.sender.Engine().FSIC(tx, filter, out.FSICVersion, true)
		}
		return out, err
	})
	advanced("other", p.receiver, &in, func(tx sqldb.Tx, in pipeline.Transfer) (_ pipeline.Transfer, err error) {
		if in, err = p.receiver.Engine().Start(tx, in); err == nil {
			in.ServerFSIC, err = p.receiver.Engine().FSIC(tx, filter, in.FSICVersion, false)
		}
		return in, err
	})
	in.ClientFSIC, out.ServerFSIC = out.ClientFSIC, in.ServerFSIC
	advanced("queue", p.sender, &out, p.sender.Engine().Queue)
	if out.RecordsTotal != int64(records) {
		b.Fatalf("queued %d of %d records", out.RecordsTotal, records)
	}
	in.RecordsTotal = out.RecordsTotal
	for offset := int64(0); offset < out.RecordsTotal; {
		var chunk pipeline.Chunk
		timed("chunk-out", p.sender, func(tx sqldb.Tx) (err error) {
			chunk, err = p.sender.Engine().ReadChunk(tx, out, offset, pipeline.ChunkRecords)
			return err
		})
		if p.sent != nil {
			p.sent(chunk)
		}
		advanced("chunk-in", p.receiver, &in, func(tx sqldb.Tx, in pipeline.Transfer) (pipeline.Transfer, error) {
			return p.receiver.Engine().WriteChunk(tx, in, chunk)
		})
		offset += chunk.Count
	}
	advanced("dequeue", p.receiver, &in, p.receiver.Engine().Dequeue)
	timed("deserialize", p.receiver, func(tx sqldb.Tx) error {
		applied, err := p.receiver.Engine().Deserialize(tx, filter)
		if err == nil && applied.Quarantined > 0 {
			err = fmt.Errorf("%d records in quarantine", applied.Quarantined)
		}
		return err
	})
	advanced("other", p.sender, &out, p.sender.Engine().Cleanup)
	advanced("other", p.receiver, &in, p.receiver.Engine().Cleanup)
	return took
}
