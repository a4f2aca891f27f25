package core_test

import (
	"compress/flate"
	"testing"

	"github.com/amora-sync/amora/core/pipeline"
)

// wireBudget is what Morango sends for such a record, deflated.
const wireBudget = 74

// byteCount counts what is written.
type byteCount int

func (n *byteCount) Write(p []byte) (int, error) {
	*n += byteCount(len(p))
	return len(p), nil
}

// BenchmarkWire reports the bytes of a record on the wire: chunks of 500, as
// permessage-deflate sends them, each with what came before it as context.
func BenchmarkWire(b *testing.B) {
	const records = 10_000
	p := newBenchPair(b, "memory")
	fillBench(b, p.sender, 0, records)
	var plain, deflated byteCount
	w, err := flate.NewWriter(&deflated, flate.BestSpeed)
	if err != nil {
		b.Fatal(err)
	}
	p.sent = func(c pipeline.Chunk) {
		plain += byteCount(len(c.Records))
		if _, err := w.Write([]byte(c.Records)); err != nil {
			b.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			b.Fatal(err)
		}
		w.Reset(&deflated)
	}
	p.transfer(b, records)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(plain)/records, "bytes/record")
	b.ReportMetric(float64(deflated)/records, "deflated-bytes/record")
	b.ReportMetric(wireBudget, "budget")
}
