// Package fuzzing holds what all fuzz targets begin with.
package fuzzing

import (
	"flag"
	"testing"
)

// attempts is the number of attempts at making an input smaller.
const attempts = "100x"

// Start is the first call of a fuzz target. It bounds how long `go test` tries
// to make each input smaller that reaches new code. Nothing else is tried
// meanwhile, and by default that takes up to a minute for each such input: a
// target with large inputs then tries one or two a second, and thousands with
// this bound. A bound given on the command line, by -fuzzminimizetime, counts
// instead.
func Start(f *testing.F) {
	f.Helper()
	if bound := flag.Lookup("test.fuzzminimizetime"); bound != nil && bound.Value.String() == bound.DefValue {
		if err := bound.Value.Set(attempts); err != nil {
			f.Fatal(err)
		}
	}
}
