package idbvfs

import (
	"context"
	"crypto/rand"
	"syscall/js"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqlitedb/memvfs"
	"github.com/amora-sync/amora/wasm/jsx"
)

// loadBatch is how many bytes of blocks one request reads. Two such batches
// are in JavaScript's memory at once.
const loadBatch = 4 << 20

// file is the meta record: who owns the file and what its blocks make up.
type file struct {
	id        string // of the database: one that is made after its end has another
	epoch     int64  // of the last owner
	commits   int64  // counts the transactions that wrote
	size      int64  // bytes
	blockSize int64  // bytes
	unclean   bool   // whoever opens it next finds that it was not closed
}

func parseFile(v js.Value) (file, bool) {
	if v.Type() != js.TypeObject {
		return file{}, false
	}
	integer := func(key string) int64 { return int64(v.Get(key).Float()) }
	id := ""
	if given := v.Get("id"); given.Type() == js.TypeString {
		id = given.String()
	}
	return file{
		id:        id,
		epoch:     integer("epoch"),
		commits:   integer("commits"),
		size:      integer("size"),
		blockSize: integer("blockSize"),
		unclean:   v.Get("unclean").Truthy(),
	}, true
}

func (f file) value() js.Value {
	return js.ValueOf(map[string]any{
		"id": f.id, "epoch": f.epoch, "commits": f.commits,
		"size": f.size, "blockSize": f.blockSize, "unclean": f.unclean,
	})
}

// blocks is the number of blocks that make up the file.
func (f file) blocks() int { return int((f.size + f.blockSize - 1) / f.blockSize) }

// next is the record of our next transaction. The first one makes us the
// owner.
func (v *VFS) next() file {
	f := v.stored
	f.commits++
	if !v.owner {
		f.epoch++
	}
	f.unclean = v.unclean || v.durability == Relaxed
	return f
}

// claim makes us the owner: from its commit on the flushes of others fail. It
// is strict, since an epoch must never be given twice. Where there is no room
// even for that, the first flush that finds some makes us the owner.
func (v *VFS) claim(ctx context.Context, opts Options) error {
	err := v.write(Strict, func(tx transaction, found file, ok bool) error {
		if err := opts.check(found, ok); err != nil {
			return err
		}
		if !ok {
			found = file{blockSize: int64(opts.BlockSize)}
		}
		if found.id == "" {
			found.id = rand.Text()
		}
		v.stored, v.unclean = found, found.unclean
		tx.put(metaStore, v.next().value(), fileKey)
		return nil
	}, nil)
	switch fault.CodeOf(err) {
	case "":
		v.stored, v.owner = v.next(), true
		return nil
	case fault.StorageFull:
		found, ok, err := v.readFile(ctx)
		if err == nil {
			err = opts.check(found, ok)
		}
		if fault.CodeOf(err) == fault.Closed {
			return err
		}
		if err == nil && ok {
			v.stored, v.unclean = found, found.unclean
			return nil
		}
	case fault.StorageFailed:
	default:
		return err
	}
	return &UnavailableError{err.Error()}
}

// errDestroyed says that the database which Options.Existing asks for is gone.
var errDestroyed = fault.Errorf(fault.Closed, "the database was destroyed").
	WithHint("by another tab, or with all that the browser stores for this site")

// check refuses a database that is not the one which was there before.
func (o Options) check(found file, ok bool) error {
	if o.Existing && (!ok || o.ID != "" && found.id != o.ID) {
		return errDestroyed
	}
	return nil
}

// store writes the dirty blocks, all or none. Blocks of free pages alone are
// stored empty: they are neither written nor loaded by the next tab.
func (v *VFS) store(dirty []int) error {
	next := v.next()
	next.size = v.Size()
	unused := v.image.Unused()
	return v.writeOwn(v.durability, next, func(tx transaction) {
		for _, i := range dirty {
			block := v.image.Block(i)
			switch {
			case unused[i]:
				block = nil
			case block == nil:
				block = make([]byte, next.blockSize)
			}
			tx.put(blockStore, jsx.Uint8Array(block), i)
		}
		if before, now := v.stored.blocks(), next.blocks(); now < before {
			tx.deleteRange(blockStore, now, before)
		}
	})
}

// storeMark sets what the next opener finds.
func (v *VFS) storeMark(unclean bool) error {
	next := v.next()
	next.unclean = unclean
	return v.writeOwn(Strict, next, func(transaction) {})
}

// writeOwn writes the meta record and what fill adds, if we are the owner.
func (v *VFS) writeOwn(durability Durability, next file, fill func(transaction)) error {
	check := func(_ transaction, found file, ok bool) error { return v.checkOwner(found, ok) }
	err := v.write(durability, check, func(tx transaction) {
		fill(tx)
		tx.put(metaStore, next.value(), fileKey)
	})
	if err == nil {
		v.stored, v.owner = next, true
	}
	return err
}

// checkOwner compares the meta record with the last one of ours: another owner
// has raised the epoch, or written without having had the room to.
func (v *VFS) checkOwner(found file, ok bool) error {
	if !ok || found.epoch != v.stored.epoch || found.commits != v.stored.commits {
		return fault.Errorf(fault.NotOwner, "another tab has taken the database over")
	}
	return nil
}

// load reads the file into a new image. Batches are transactions of their own;
// that we are the owner after the last one says that nobody wrote between
// them.
func (v *VFS) load(ctx context.Context) error {
	found, ok, err := v.readFile(ctx)
	if err != nil {
		return err
	}
	if err := v.checkOwner(found, ok); err != nil {
		return err
	}
	image := memvfs.New(int(found.blockSize))
	if err := v.loadBlocks(ctx, image, found); err != nil {
		return err
	}
	image.SetSize(found.size)
	if found, ok, err = v.readFile(ctx); err != nil {
		return err
	}
	if err := v.checkOwner(found, ok); err != nil {
		return err
	}
	v.image = image
	return nil
}

// loadBlocks asks for the next batch before it copies one.
func (v *VFS) loadBlocks(ctx context.Context, image *memvfs.Image, f file) error {
	step := max(1, loadBatch/int(f.blockSize))
	request, err := v.getBlocks(0, min(step, f.blocks()))
	if err != nil {
		return err
	}
	for from := 0; from < f.blocks(); from += step {
		batch, err := jsx.Request(ctx, request)
		if err != nil {
			return storageError(err)
		}
		to := min(from+step, f.blocks())
		if to < f.blocks() {
			if request, err = v.getBlocks(to, min(to+step, f.blocks())); err != nil {
				return err
			}
		}
		if n := batch.Length(); n != to-from {
			return fault.Errorf(fault.StorageFailed, "%d of %d blocks are missing", to-from-n, to-from)
		}
		for i := from; i < to; i++ {
			stored := batch.Index(i - from)
			if stored.Length() == 0 {
				continue // unused
			}
			block := make([]byte, f.blockSize)
			if n := js.CopyBytesToGo(block, stored); n != len(block) {
				return fault.Errorf(fault.StorageFailed, "block %d has %d bytes", i, n)
			}
			image.Load(i, block)
		}
	}
	return nil
}
