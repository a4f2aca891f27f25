package memvfs

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestAgainstPlainBytes compares an image with a slice under random
// operations.
func TestAgainstPlainBytes(t *testing.T) {
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 1))
		m := New(64)
		var plain []byte
		for range 300 {
			off, n := random.IntN(1000), random.IntN(200)
			switch random.IntN(4) {
			case 0:
				size := random.IntN(1200)
				if err := m.Truncate(int64(size)); err != nil {
					t.Fatal(err)
				}
				plain = resize(plain, size)
			default:
				p := make([]byte, n)
				for i := range p {
					p[i] = byte(random.Uint32())
				}
				if got, err := m.WriteAt(p, int64(off)); got != n || err != nil {
					t.Fatal(got, err)
				}
				if n > 0 {
					plain = resize(plain, max(len(plain), off+n))
					copy(plain[off:], p)
				} else {
					plain = resize(plain, max(len(plain), off))
				}
			}
			if !bytes.Equal(m.Bytes(), plain) {
				t.Fatalf("seed %d: contents differ", seed)
			}
			if got := readAll(t, m, off, n); !bytes.Equal(got, plain[min(off, len(plain)):min(off+n, len(plain))]) {
				t.Fatalf("seed %d: read at %d differs", seed, off)
			}
		}
	}
}

func resize(b []byte, n int) []byte {
	if n <= len(b) {
		return slices.Clone(b[:n])
	}
	return append(slices.Clone(b), make([]byte, n-len(b))...)
}

func readAll(t *testing.T, m *Image, off, n int) []byte {
	p := bytes.Repeat([]byte{0xee}, n)
	got, err := m.ReadAt(p, int64(off))
	if (got < n) != (err == io.EOF) || err != nil && err != io.EOF {
		t.Fatalf("read %d of %d: %v", got, n, err)
	}
	return p[:got]
}

// TestMirroring applies dirty blocks to a copy, which has to stay equal.
func TestMirroring(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	m, stored := New(64), New(64)
	for range 500 {
		for range random.IntN(5) {
			p := make([]byte, random.IntN(200))
			for i := range p {
				p[i] = byte(random.Uint32())
			}
			_, _ = m.WriteAt(p, int64(random.IntN(3000)))
			if random.IntN(8) == 0 {
				_ = m.Truncate(int64(random.IntN(3000)))
			}
		}
		for _, i := range m.TakeDirty() {
			block := slices.Clone(m.Block(i))
			if block == nil {
				block = make([]byte, m.BlockSize())
			}
			stored.Load(i, block)
		}
		_ = stored.Truncate(m.size)
		for i := range m.Len() {
			if stored.Block(i) == nil {
				t.Fatalf("block %d of %d was never dirty", i, m.Len())
			}
		}
		if !bytes.Equal(stored.Bytes(), m.Bytes()) {
			t.Fatal("the copy differs")
		}
		if len(m.TakeDirty()) != 0 {
			t.Fatal("still dirty")
		}
	}
}

func TestDiscard(t *testing.T) {
	m := New(64)
	_, _ = m.WriteAt([]byte("x"), 0)
	m.Discard()
	if _, err := m.WriteAt([]byte("y"), 0); !errors.Is(err, ErrDiscarded) {
		t.Errorf("write: %v", err)
	}
	if _, err := m.ReadAt([]byte("y"), 0); !errors.Is(err, ErrDiscarded) {
		t.Errorf("read: %v", err)
	}
	if _, err := m.Size(); !errors.Is(err, ErrDiscarded) {
		t.Errorf("size: %v", err)
	}
	if err := m.Truncate(0); !errors.Is(err, ErrDiscarded) {
		t.Errorf("truncate: %v", err)
	}
	if len(m.TakeDirty()) != 0 {
		t.Error("dirty blocks of a discarded image")
	}
}
