package memvfs

import (
	"encoding/binary"
	"slices"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
)

// Whatever stands in a file, what it does not use lies within it, and its first
// page is in use.
func FuzzUnused(f *testing.F) {
	fuzzing.Start(f)
	const page = 512
	header := make([]byte, 3*page)
	copy(header, "SQLite format 3\x00")
	binary.BigEndian.PutUint16(header[16:], page)
	binary.BigEndian.PutUint32(header[28:], 3)
	binary.BigEndian.PutUint32(header[32:], 2) // the first trunk page
	binary.BigEndian.PutUint32(header[36:], 2) // pages in the list
	binary.BigEndian.PutUint32(header[page+4:], 1)
	binary.BigEndian.PutUint32(header[page+8:], 3)
	f.Add(slices.Clone(header), uint16(page))
	loop := slices.Clone(header)
	binary.BigEndian.PutUint32(loop[page:], 2)
	f.Add(slices.Clone(loop), uint16(2*page))
	binary.BigEndian.PutUint32(loop[36:], 1<<32-1)
	f.Add(loop, uint16(page))
	binary.BigEndian.PutUint32(header[page+8:], 1)
	f.Add(header, uint16(page))
	f.Add([]byte{}, uint16(1))
	f.Fuzz(func(t *testing.T, file []byte, block uint16) {
		m := New(max(int(block), page))
		if _, err := m.WriteAt(file, 0); err != nil {
			t.Fatal(err)
		}
		for i := range m.Unused() {
			if i <= 0 || i >= m.Len() {
				t.Fatalf("block %d of %d", i, m.Len())
			}
		}
	})
}
