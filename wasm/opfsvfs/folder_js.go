package opfsvfs

import (
	"context"
	"errors"
	"syscall/js"
	"time"

	"github.com/ncruces/go-sqlite3"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/wasm/jsx"
)

const (
	folder = "amora"
	logEnd = "-wal"
)

// suffixes of the files of one database.
var suffixes = []string{".sqlite", ".sqlite" + logEnd}

// waitFor is how long a pause is between two attempts to get what another
// worker has.
const waitFor = 20 * time.Millisecond

// openFolder returns the FileSystemDirectoryHandle of our folder.
func openFolder(ctx context.Context) (js.Value, error) {
	storage := js.Global().Get("navigator").Get("storage")
	if !js.Global().Get("FileSystemSyncAccessHandle").Truthy() || !storage.Truthy() {
		return js.Undefined(), errors.New("the browser has none here")
	}
	root, err := await(ctx, storage, "getDirectory")
	if err != nil {
		return js.Undefined(), err
	}
	return await(ctx, root, "getDirectoryHandle", folder, map[string]any{"create": true})
}

// await calls a method that returns a promise, and waits for that.
func await(ctx context.Context, object js.Value, method string, args ...any) (js.Value, error) {
	promise, err := jsx.Try(func() js.Value { return object.Call(method, args...) })
	if err != nil {
		return js.Undefined(), err
	}
	return jsx.Await(ctx, promise)
}

// patiently calls fn again for as long as another worker has the file.
func patiently(ctx context.Context, fn func() (js.Value, error)) (js.Value, error) {
	for {
		value, err := fn()
		if nameOf(err) != "NoModificationAllowedError" {
			return value, err
		}
		select {
		case <-time.After(waitFor):
		case <-ctx.Done():
			return js.Undefined(), ctx.Err()
		}
	}
}

func nameOf(err error) string {
	if thrown, ok := errors.AsType[*jsx.Error](err); ok {
		return thrown.Name
	}
	return ""
}

// openHandle opens a file as soon as no other worker has it open; with create it
// makes one where there is none.
func openHandle(ctx context.Context, folder js.Value, filename string, create bool) (*handle, error) {
	file, err := await(ctx, folder, "getFileHandle", filename, map[string]any{"create": create})
	if err != nil {
		return nil, err
	}
	access, err := patiently(ctx, func() (js.Value, error) { return await(ctx, file, "createSyncAccessHandle") })
	if err != nil {
		return nil, err
	}
	// Before the specification had it so, most methods returned promises.
	size, err := jsx.Try(func() js.Value { return access.Call("getSize") })
	if err != nil || size.Type() != js.TypeNumber {
		access.Call("close")
		return nil, errors.Join(errors.New("its files are of an old kind"), err)
	}
	return newHandle(access), nil
}

// Destroy removes the files of the database called name, as soon as nobody has
// them open. Where there are none nothing happens.
func Destroy(ctx context.Context, name string) error {
	dir, err := openFolder(ctx)
	if err != nil {
		return nil // nothing was ever there
	}
	base, err := encode(name)
	if err != nil {
		return nil
	}
	for _, suffix := range suffixes {
		_, err := patiently(ctx, func() (js.Value, error) { return await(ctx, dir, "removeEntry", base+suffix) })
		if err != nil && nameOf(err) != "NotFoundError" {
			return fileError(err)
		}
	}
	return nil
}

// encode is the name of the files, as js/src/opfs.ts has it. Capital letters are
// written as _ and the small one: there are systems that take both for the same.
func encode(name string) (string, error) {
	encoded, err := jsx.Try(func() js.Value { return js.Global().Call("encodeURIComponent", name) })
	if err != nil {
		return "", err
	}
	var small []byte
	for _, c := range []byte(encoded.String()) { // ASCII
		capital := 'A' <= c && c <= 'Z'
		if capital || c == '_' {
			small = append(small, '_')
		}
		if capital {
			c += 'a' - 'A'
		}
		small = append(small, c)
	}
	return string(small), nil
}

// fileError gives what the browser threw, or a handle has made of it, its code.
func fileError(err error) error {
	switch {
	case err == nil || fault.CodeOf(err) != fault.Internal || errors.Is(err, context.Canceled):
		return err
	case nameOf(err) == "QuotaExceededError" || errors.Is(err, sqlite3.FULL):
		return &fault.Error{Code: fault.StorageFull, Text: "the browser lets this site store no more", Err: err}
	}
	return &fault.Error{Code: fault.StorageFailed, Text: "the database's file", Err: err}
}
