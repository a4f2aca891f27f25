package idbvfs

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// BenchmarkBlockSize prints, for each block size, medians in milliseconds:
//
//	flush-ms  one flush of 10,000 records of 1 kB (about 2,700 pages of 4 KiB)
//	small-ms  one record changed in that database, commit and flush
//	open-ms   opening it: reading everything into memory
func BenchmarkBlockSize(b *testing.B) {
	for _, durability := range []Durability{Strict, Relaxed} {
		for _, kib := range []int{4, 16, 32, 60, 64, 128} {
			opts := Options{Durability: durability, BlockSize: kib << 10}
			b.Run(fmt.Sprintf("%s/%dK", durability, kib), func(b *testing.B) { benchmarkStorage(b, opts) })
		}
	}
}

func benchmarkStorage(b *testing.B, opts Options) {
	var flush, small, opening medians
	var size int64
	for b.Loop() {
		d := open(b, newName(b), opts)
		d.MustExec(b, table)
		d.fill(b, 10_000)
		flush.add(d.flushed)
		size = d.storage.Size()
		for i := range 20 {
			start := time.Now()
			d.MustExec(b, `UPDATE t SET n = -n WHERE n = ?1`, i*499+1)
			small.add(time.Since(start))
		}
		d.close(b)
		start := time.Now()
		d = open(b, d.name, opts)
		opening.add(time.Since(start))
		d.Want(b, `SELECT count(*) FROM t`, `[[10000]]`)
		d.close(b)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(size)/(1<<20), "MB")
	b.ReportMetric(flush.ms(), "flush-ms")
	b.ReportMetric(small.ms(), "small-ms")
	b.ReportMetric(opening.ms(), "open-ms")
}

const table = `CREATE TABLE t (id TEXT PRIMARY KEY, n INTEGER UNIQUE, payload TEXT)`

// fill adds rows of about 1 kB in one commit.
func (d *database) fill(t testing.TB, rows int) {
	t.Helper()
	d.MustExec(t, `INSERT INTO t
		WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ?1)
		SELECT hex(randomblob(16)), n, hex(randomblob(450)) FROM c`, rows)
}

type medians []time.Duration

func (m *medians) add(d time.Duration) { *m = append(*m, d) }

func (m medians) ms() float64 {
	slices.Sort(m)
	return float64(m[len(m)/2].Microseconds()) / 1000
}

// BenchmarkLarge prints the same for 100,000 records, about 105 MB, in the
// block size that new databases get.
func BenchmarkLarge(b *testing.B) {
	var flush, opening medians
	var size int64
	for b.Loop() {
		d := open(b, newName(b), Options{})
		d.MustExec(b, table)
		d.fill(b, 100_000)
		flush.add(d.flushed)
		size = d.storage.Size()
		d.close(b)
		start := time.Now()
		d = open(b, d.name, Options{})
		opening.add(time.Since(start))
		d.Want(b, `SELECT count(*) FROM t`, `[[100000]]`)
		d.close(b)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(size)/(1<<20), "MB")
	b.ReportMetric(flush.ms(), "flush-ms")
	b.ReportMetric(opening.ms(), "open-ms")
}
