package opfsvfs

import (
	"errors"
	"io"
	"syscall/js"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"

	"github.com/amora-sync/amora/wasm/jsx"
)

// handle is a FileSystemSyncAccessHandle as SQLite sees it. SQLite may open and
// close it any number of times.
type handle struct {
	access js.Value
	at     js.Value         // the options of read and write
	arrays map[int]js.Value // what is read and written crosses in, by length
}

// mostKept is the length from which an array is made for one call alone.
const mostKept = 64 << 10

func newHandle(access js.Value) *handle {
	return &handle{access, js.Global().Get("Object").New(), map[int]js.Value{}}
}

func (h *handle) array(n int) js.Value {
	array, ok := h.arrays[n]
	if !ok {
		array = js.Global().Get("Uint8Array").New(n)
		if n <= mostKept {
			h.arrays[n] = array
		}
	}
	return array
}

// call calls a method that answers with a number, if with anything. Its failure
// is code, or sqlite3.FULL where the browser has no room.
func (h *handle) call(code sqlite3.ExtendedErrorCode, method string, args ...any) (int64, error) {
	answer, err := jsx.Try(func() js.Value { return h.access.Call(method, args...) })
	if err != nil {
		if thrown, ok := errors.AsType[*jsx.Error](err); ok && thrown.Name == "QuotaExceededError" {
			return 0, sqlite3.FULL
		}
		return 0, vfs.SystemError(err, code)
	}
	if answer.Type() != js.TypeNumber {
		return 0, nil
	}
	return int64(answer.Float()), nil
}

// ReadAt implements io.ReaderAt.
func (h *handle) ReadAt(p []byte, off int64) (int, error) {
	array := h.array(len(p))
	h.at.Set("at", off)
	n, err := h.call(sqlite3.IOERR_READ, "read", array, h.at)
	if err != nil {
		return 0, err
	}
	js.CopyBytesToGo(p[:n], array)
	if int(n) < len(p) {
		return int(n), io.EOF
	}
	return int(n), nil
}

// WriteAt implements io.WriterAt.
func (h *handle) WriteAt(p []byte, off int64) (int, error) {
	array := h.array(len(p))
	js.CopyBytesToJS(array, p)
	h.at.Set("at", off)
	n, err := h.call(sqlite3.IOERR_WRITE, "write", array, h.at)
	if err == nil && int(n) < len(p) {
		err = sqlite3.FULL
	}
	return int(n), err
}

// Truncate implements vfs.File.
func (h *handle) Truncate(size int64) error {
	_, err := h.call(sqlite3.IOERR_TRUNCATE, "truncate", size)
	return err
}

// Sync implements vfs.File.
func (h *handle) Sync(vfs.SyncFlag) error {
	_, err := h.call(sqlite3.IOERR_FSYNC, "flush")
	return err
}

// Size implements vfs.File.
func (h *handle) Size() (int64, error) { return h.call(sqlite3.IOERR_FSTAT, "getSize") }

// Close implements vfs.File. The handle stays: who has it is the owner.
func (*handle) Close() error                     { return nil }
func (*handle) Lock(vfs.LockLevel) error         { return nil }
func (*handle) Unlock(vfs.LockLevel) error       { return nil }
func (*handle) CheckReservedLock() (bool, error) { return false, nil }
func (*handle) SectorSize() int                  { return 0 }

func (*handle) DeviceCharacteristics() vfs.DeviceCharacteristic {
	return vfs.IOCAP_POWERSAFE_OVERWRITE | vfs.IOCAP_UNDELETABLE_WHEN_OPEN | vfs.IOCAP_SUBPAGE_READ
}
