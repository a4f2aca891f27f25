package memvfs

import (
	"errors"
	"io"
	"maps"
	"slices"
)

// ErrDiscarded is what every access to a discarded image returns.
var ErrDiscarded = errors.New("memvfs: the image was discarded")

// Image is the contents of one database file, in blocks of equal size. It
// remembers which blocks were written. It is not safe for concurrent use.
type Image struct {
	blockSize int64
	size      int64
	blocks    [][]byte // a missing or nil block is all zero
	dirty     map[int]struct{}
	discarded bool
}

// New returns an empty image in blocks of blockSize bytes.
func New(blockSize int) *Image {
	return &Image{blockSize: int64(blockSize), dirty: map[int]struct{}{}}
}

// BlockSize is the size of every block in bytes, the last one's too.
func (m *Image) BlockSize() int { return int(m.blockSize) }

// Size implements vfs.File: the length of the file in bytes.
func (m *Image) Size() (int64, error) {
	if m.discarded {
		return 0, ErrDiscarded
	}
	return m.size, nil
}

// Len is the number of blocks that the file covers.
func (m *Image) Len() int { return int((m.size + m.blockSize - 1) / m.blockSize) }

// Block returns block i, which belongs to the image: it changes with the next
// write. A nil block is all zero.
func (m *Image) Block(i int) []byte {
	if i >= len(m.blocks) {
		return nil
	}
	return m.blocks[i]
}

// Load puts a block in place without marking it dirty, and takes it over. It
// has to have the block size.
func (m *Image) Load(i int, block []byte) {
	m.reach(i)
	m.blocks[i] = block
}

// SetSize sets the length of the file to what was loaded.
func (m *Image) SetSize(size int64) { m.size = size }

// TakeDirty returns the numbers of the blocks written since it was called
// last, in order, without those that the file no longer covers. What the file
// has come to cover counts as written, even if nothing was put there: SQLite
// leaves out pages that a transaction takes and gives back.
func (m *Image) TakeDirty() []int {
	dirty := slices.Sorted(maps.Keys(m.dirty))
	clear(m.dirty)
	end, _ := slices.BinarySearch(dirty, m.Len())
	return dirty[:end]
}

// Discard lets go of the contents. What is still open on the image fails from
// here on, so that nothing can be read or written that is in no storage.
func (m *Image) Discard() {
	m.blocks, m.size, m.discarded = nil, 0, true
	clear(m.dirty)
}

// Bytes returns a copy of the whole file.
func (m *Image) Bytes() []byte {
	all := make([]byte, m.size)
	for i, block := range m.blocks {
		if at := int64(i) * m.blockSize; block != nil && at < m.size {
			copy(all[at:], block)
		}
	}
	return all
}

// ReadAt implements io.ReaderAt.
func (m *Image) ReadAt(p []byte, off int64) (n int, err error) {
	if m.discarded {
		return 0, ErrDiscarded
	}
	for n < len(p) && off < m.size {
		i, from := int(off/m.blockSize), off%m.blockSize
		want := min(m.blockSize-from, m.size-off, int64(len(p)-n))
		part := p[n : n+int(want)]
		if block := m.Block(i); block != nil {
			copy(part, block[from:])
		} else {
			clear(part)
		}
		n += len(part)
		off += want
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// WriteAt implements io.WriterAt.
func (m *Image) WriteAt(p []byte, off int64) (n int, err error) {
	if m.discarded {
		return 0, ErrDiscarded
	}
	for n < len(p) {
		i, from := int(off/m.blockSize), off%m.blockSize
		m.reach(i)
		if m.blocks[i] == nil {
			m.blocks[i] = make([]byte, m.blockSize)
		}
		did := copy(m.blocks[i][from:], p[n:])
		m.dirty[i] = struct{}{}
		n += did
		off += int64(did)
	}
	m.grow(off)
	return n, nil
}

// grow makes the file at least so long.
func (m *Image) grow(size int64) {
	if size <= m.size {
		return
	}
	before := m.Len()
	m.size = size
	for i := before; i < m.Len(); i++ {
		m.dirty[i] = struct{}{}
	}
}

// Truncate implements vfs.File. What lies beyond is zero should the file grow
// again, so what is cut off counts as written.
func (m *Image) Truncate(size int64) error {
	if m.discarded {
		return ErrDiscarded
	}
	before := m.Len()
	m.grow(size)
	m.size = size
	after := m.Len()
	for i := after; i < before; i++ {
		m.dirty[i] = struct{}{}
	}
	if after < len(m.blocks) {
		clear(m.blocks[after:])
		m.blocks = m.blocks[:after]
	}
	if rest := size % m.blockSize; rest != 0 && m.Block(after-1) != nil {
		clear(m.blocks[after-1][rest:])
		m.dirty[after-1] = struct{}{}
	}
	return nil
}

// reach makes room for block i.
func (m *Image) reach(i int) {
	for i >= len(m.blocks) {
		m.blocks = append(m.blocks, nil)
	}
}
