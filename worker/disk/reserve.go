//go:build !js

package disk

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/amora-sync/amora/core/fault"
)

// Disk looks after the space in a folder. It keeps a file that
// only takes space, the reserve: on a full disk even a deletion needs some,
// and the reserve is given up for it. While there is no reserve, no room takes
// records in.
type Disk struct {
	// FreeUp gives space back that nobody needs at the moment; nil: nothing can
	// be given back.
	FreeUp func()

	dir   string
	mu    sync.Mutex
	held  bool      // the reserve is there
	short bool      // a write found no room since the last probe that did
	tried time.Time // when the reserve was last tried to be made
	state error     // what the last probe found
	asked time.Time // when that was
}

// The platform's part, in disk_unix.go and disk_other.go.
var (
	// diskSpace is how many bytes the file system of a folder has, in all and for
	// this process; ok is false where that cannot be told.
	_ func(dir string) (total, free int64, ok bool) = diskSpace
	// isDiskFull reports whether a disk or a quota is full, or a file may not
	// grow.
	_ func(error) bool = isDiskFull
)

const (
	reserveFile = "reserve" // in the data folder
	probeFile   = "probe"   // likewise, for a moment

	// The reserve takes a part of the disk, within bounds.
	reservePart              = 64
	minReserve, maxReserve   = 256 << 10, 4 << 20 // bytes
	smallProbe, shortProbe   = 4 << 10, 512 << 10 // bytes
	reserveEvery, probeEvery = time.Second, time.Second
)

// Open takes over the folder's reserve or makes it. A disk that is full
// already has none.
func Open(dir string) *Disk {
	d := &Disk{dir: dir}
	size := d.reserveSize()
	if info, err := os.Stat(d.path(reserveFile)); err == nil && info.Size() >= size {
		d.held = true
	} else {
		d.makeReserve()
	}
	return d
}

func (d *Disk) path(name string) string { return filepath.Join(d.dir, name) }

// reserveSize is how many bytes the reserve takes.
func (d *Disk) reserveSize() int64 {
	total, _, ok := diskSpace(d.dir)
	if !ok {
		return maxReserve
	}
	return min(max(total/reservePart, minReserve), maxReserve)
}

// makeReserve makes the reserve if there is twice as much room. The file is
// random, so that it takes its space also where files are compressed.
func (d *Disk) makeReserve() {
	size := d.reserveSize()
	if _, free, ok := diskSpace(d.dir); ok && free < 2*size {
		return
	}
	d.held = d.fill(reserveFile, size) == nil
	if !d.held {
		_ = os.Remove(d.path(reserveFile)) // or it is tried again
	}
}

// fill writes a file of so many bytes.
func (d *Disk) fill(name string, size int64) error {
	f, err := os.OpenFile(d.path(name), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.CopyN(f, rand.Reader, size)
	return errors.Join(err, f.Sync(), f.Close())
}

// Holds reports whether the reserve is there.
func (d *Disk) Holds() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.held
}

// Spare gives the reserve up and reports whether there was one.
func (d *Disk) Spare() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.held {
		return false
	}
	d.held, d.short, d.tried = false, true, time.Time{}
	return os.Remove(d.path(reserveFile)) == nil
}

// Full reports, by storage_full, that records may not be taken in: the reserve
// was given up, and there is no room to make it anew. freeUp is called first:
// it may give space back.
func (d *Disk) Full(freeUp func()) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.held {
		return nil
	}
	if time.Since(d.tried) >= reserveEvery {
		freeUp()
		d.makeReserve()
		d.tried = time.Now()
	}
	if !d.held {
		return errDiskFull
	}
	return nil
}

// NoteFull remembers that a write found no room.
func (d *Disk) NoteFull() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.short, d.asked = true, time.Time{}
}

var errDiskFull error = fault.Errorf(fault.StorageFull, "the relay's disk is full").
	WithHint("whoever runs the relay has to make room")

// Check reports whether the folder can be written, by storage_full or
// storage_failed. It looks at most once a second, by writing a small file; a
// larger one after a write has found no room.
func (d *Disk) Check() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if time.Since(d.asked) < probeEvery {
		return d.state
	}
	d.state = d.probe()
	if d.FreeUp != nil && (d.state == errDiskFull || d.state == nil && !d.held) {
		d.FreeUp()
		d.state = d.probe()
	}
	if d.state == nil {
		d.short = false
		if !d.held {
			d.makeReserve()
		}
		if !d.held {
			d.state = errDiskFull
		}
	}
	d.asked = time.Now()
	return d.state
}

func (d *Disk) probe() error {
	size := int64(smallProbe)
	if d.short {
		size = shortProbe
	}
	err := d.fill(probeFile, size)
	if removed := os.Remove(d.path(probeFile)); err == nil && !errors.Is(removed, fs.ErrNotExist) {
		err = removed
	}
	switch {
	case err == nil:
		return nil
	case isDiskFull(err):
		return errDiskFull
	}
	return &fault.Error{Code: fault.StorageFailed, Text: "the relay's data folder cannot be written", Err: err}
}
