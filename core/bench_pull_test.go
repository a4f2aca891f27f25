package core_test

import (
	"testing"

	"github.com/amora-sync/amora/core/client"
)

// BenchmarkPull pulls everything from a relay, rows being shown as they come: at
// first, and again where half of the rows have changed and as many are new.
func BenchmarkPull(b *testing.B) {
	const size = 20_000
	for range b.N {
		b.StopTimer()
		relay, a, d := newRelay(b), newDevice(b, classSchema), newDevice(b, classSchema)
		dataset := enroll(b, relay, a, d)
		a.exec("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)"+
			" INSERT INTO topic (dataset_id, title) SELECT ?1, 'topic ' || i FROM n", dataset, size)
		a.sync(relay)
		a.sync(relay)
		pull := func(what string, records int64) {
			b.StartTimer()
			before := b.Elapsed()
			r, err := d.Sync(b.Context(), "ws://relay", relay.Dial, client.Options{Pull: true})
			b.StopTimer()
			if d.must(err); r.Pulled != records {
				b.Fatalf("%d records pulled, want %d", r.Pulled, records)
			}
			b.ReportMetric(float64(records)/(b.Elapsed()-before).Seconds(), what)
		}
		pull("first/s", size)
		a.exec("UPDATE topic SET title = title || '!' WHERE rowid % 2 = 0")
		a.exec("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)"+
			" INSERT INTO topic (dataset_id, title) SELECT ?1, 'later ' || i FROM n", dataset, size/2)
		a.sync(relay)
		pull("again/s", size)
	}
}
