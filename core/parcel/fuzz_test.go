package parcel

import (
	"bytes"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
)

// FuzzVerify: a file of a stranger's is taken apart within its bounds, and what
// cannot be read has a code.
func FuzzVerify(f *testing.F) {
	fuzzing.Start(f)
	a, _, dataset := newPair(f)
	a.lesson(dataset, "one")
	file := a.export()
	f.Add(file)
	f.Add(file[:len(file)/2])
	f.Add([]byte(magic))
	f.Add([]byte(magic + "\x01\x00\x00\x00\x02{}\x03\x00\x00\x00\x02{}"))
	f.Add([]byte(magic + "\x02\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		parts, err := verify(t.Context(), bytes.NewReader(data))
		if err != nil {
			if code := fault.CodeOf(err); code == fault.Internal || code == "" {
				t.Fatal(err)
			}
			return
		}
		// What counts is signed: every part begins, is read and ends as verified.
		r, err := newReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range parts {
			if _, err := r.expect(kindBegin); err != nil {
				t.Fatal(err)
			}
			if err := skip(r, p); err != nil {
				t.Fatal(err)
			}
		}
	})
}
