package idbvfs

import (
	"context"
	"errors"
	"syscall/js"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/wasm/jsx"
)

// placeKey is the key of a record of its own, which builds that know no files
// leave as it is.
const placeKey = "place"

const (
	inBlocks = ""
	moving   = "moving" // in blocks; parts of a file may lie about
	inFile   = "opfs"
)

// InFile reports that not IndexedDB has the contents but a file, see MoveOut.
func (v *VFS) InFile() bool { return v.place == inFile }

// Moving reports that a file may lie about which is not the database, because a
// move did not come to its end.
func (v *VFS) Moving() bool { return v.place == moving }

// Gone is why the database can no longer be used here, nil if it can.
func (v *VFS) Gone() error { return v.gone }

func (v *VFS) findPlace(ctx context.Context) error {
	tx, err := v.begin("readonly", Relaxed)
	if err != nil {
		return err
	}
	place, err := jsx.Request(ctx, tx.Call("objectStore", metaStore).Call("get", placeKey))
	if err != nil {
		return storageError(err)
	}
	if place.Type() == js.TypeString {
		v.place = place.String()
	}
	switch v.place {
	case inBlocks, moving, inFile:
		return nil
	}
	return fault.Errorf(fault.NewerDatabase, "the stored database is of a newer build")
}

// MoveOut has write copy the contents to a file, and gives up the blocks once
// that is done: one transaction makes the file the database and deletes them.
func (v *VFS) MoveOut(write func(block []byte, off int64) error, done func() error) error {
	if err := v.settle(moving, v.stored, func(transaction) {}); err != nil {
		return err
	}
	empty := make([]byte, v.stored.blockSize)
	for i := range v.stored.blocks() {
		block, off := v.image.Block(i), int64(i)*v.stored.blockSize
		if block == nil {
			block = empty
		}
		if err := write(block[:min(v.stored.blockSize, v.stored.size-off)], off); err != nil {
			return err
		}
	}
	if err := done(); err != nil {
		return err
	}
	next := v.stored
	// Builds that know no files miss that block, and do not take the database
	// for a new one.
	next.size = next.blockSize
	if err := v.settle(inFile, next, func(tx transaction) { tx.Call("objectStore", blockStore).Call("clear") }); err != nil {
		return err
	}
	v.discard()
	return nil
}

// moveBatch is how many blocks one transaction of MoveIn writes.
const moveBatch = 128

// MoveIn copies a file of that size to the blocks, by read, and makes them the
// database. The file may be removed then, which Moved says has been done. If it
// fails, no block stays, which would take room from the file.
func (v *VFS) MoveIn(ctx context.Context, size int64, read func(block []byte, off int64) error) error {
	next := v.stored
	next.size = size
	if err := v.copyIn(next, read); err != nil {
		if v.InFile() {
			err = errors.Join(err, v.settle(inFile, v.stored, func(tx transaction) { tx.Call("objectStore", blockStore).Call("clear") }))
		}
		return err
	}
	return v.load(ctx)
}

func (v *VFS) copyIn(next file, read func(block []byte, off int64) error) error {
	for from := 0; from < next.blocks(); from += moveBatch {
		var blocks []js.Value
		for i := from; i < min(from+moveBatch, next.blocks()); i++ {
			block := make([]byte, next.blockSize)
			off := int64(i) * next.blockSize
			if err := read(block[:min(next.blockSize, next.size-off)], off); err != nil {
				return err
			}
			blocks = append(blocks, jsx.Uint8Array(block))
		}
		err := v.settle(inFile, v.stored, func(tx transaction) {
			for i, block := range blocks {
				tx.put(blockStore, block, from+i)
			}
		})
		if err != nil {
			return err
		}
	}
	return v.settle(moving, next, func(transaction) {})
}

// Owned is an error if another worker owns the database by now.
func (v *VFS) Owned() error { return v.settle(v.place, v.stored, func(transaction) {}) }

// Moved says that no file lies about any more.
func (v *VFS) Moved() error { return v.settle(inBlocks, v.stored, func(transaction) {}) }

// settle writes where the database lies and what fill adds, if we are the owner.
func (v *VFS) settle(place string, f file, fill func(transaction)) error {
	stored := v.next()
	stored.size = f.size
	err := v.writeOwn(Strict, stored, func(tx transaction) {
		fill(tx)
		tx.put(metaStore, js.ValueOf(place), placeKey)
	})
	if err == nil {
		v.place = place
	}
	return err
}
