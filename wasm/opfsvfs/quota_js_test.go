package opfsvfs

import (
	"fmt"
	"strings"
	"syscall/js"
	"testing"
	"unicode"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/wasm/idbvfs"
)

// TestStorageFull fills what the browser grants: as Chromium knows no quota for
// the files of a storage bucket, this one says where a file ends.
func TestStorageFull(t *testing.T) {
	newName(t) // skips where there is no browser
	files := js.Global().Get("FileSystemSyncAccessHandle").Get("prototype")
	replace(t, files, "write", js.Global().Get("Function").New("write", `return function (bytes, options) {
		if (options.at + bytes.length > 16e6) throw new DOMException("no space", "QuotaExceededError");
		return write.call(this, bytes, options);
	}`).Invoke(files.Get("write")))

	var err error
	d := open(t, newName(t), idbvfs.Strict)
	d.mustExec(t, `CREATE TABLE t (a INTEGER PRIMARY KEY, b)`)
	stored := 0
	for range 40 {
		if err = d.exec(`INSERT INTO t (b) VALUES (randomblob(1000000))`); err != nil {
			break
		}
		stored++
	}
	full := func(d *database, err error) {
		t.Helper()
		if fault.CodeOf(err) != fault.StorageFull {
			t.Fatalf("after %d MB: %v, want storage_full", stored, err)
		}
		d.want(t, `SELECT count(*) FROM t`, fmt.Sprintf("[[%d]]", stored))
		d.wantIntact(t)
	}
	full(d, err)
	full(d, d.exec(`INSERT INTO t (b) VALUES (randomblob(4000000))`))
	d.close(t)
	again := open(t, d.name, idbvfs.Strict)
	full(again, again.exec(`INSERT INTO t (b) VALUES (randomblob(8000000))`))
	again.mustExec(t, `DELETE FROM t WHERE a > 1`)
	again.want(t, `SELECT count(*) FROM t`, `[[1]]`)
	again.wantIntact(t)
}

// A move that finds no room, on either way, leaves the database where it is.
func TestNoRoomToMove(t *testing.T) {
	d := openBlocks(t, newName(t))
	d.mustExec(t, table)
	d.mustExec(t, rows, 1, 2000)
	want := d.sum(t)
	d.close(t)

	// The first calls succeed, so that something has been copied.
	throws := js.Global().Get("Function").New("original", `let left = 2; return function (...args) {
		if (left-- > 0) return original.apply(this, args);
		throw new DOMException("no space", "QuotaExceededError");
	}`)
	check := func(object js.Value, method string, inFile bool) {
		t.Helper()
		original := object.Get(method)
		record, err := idbvfs.Open(t.Context(), d.name, idbvfs.Options{})
		if err != nil {
			t.Fatal(err)
		}
		object.Set(method, throws.Invoke(original))
		if inFile {
			err = MoveBack(t.Context(), d.name, record)
		} else {
			_, err = Open(t.Context(), d.name, record, idbvfs.Strict)
		}
		object.Set(method, original)
		if fault.CodeOf(err) != fault.StorageFull || record.InFile() != inFile {
			t.Errorf("in a file: %v, then %v; %v", inFile, record.InFile(), err)
		}
		if size := sizeOfFile(t, d.name); size > 0 != inFile {
			t.Errorf("in a file: %v, and the file has %d bytes", inFile, size)
		}
		if err := record.Close(); err != nil {
			t.Error(err)
		}
	}
	check(js.Global().Get("FileSystemSyncAccessHandle").Get("prototype"), "write", false)
	d = openBlocks(t, d.name)
	if got := d.sum(t); got != want {
		t.Errorf("%.80s, want %.80s", got, want)
	}
	d.close(t)
	open(t, d.name, idbvfs.Strict).close(t)
	check(js.Global().Get("IDBObjectStore").Get("prototype"), "put", true)
	if got := open(t, d.name, idbvfs.Strict).sum(t); got != want {
		t.Errorf("%.80s, want %.80s", got, want)
	}
}

// TestLogIsNotLost: what a killed tab had written lies in the log, and SQLite says
// nothing if it cannot write that to the database when it is closed.
func TestLogIsNotLost(t *testing.T) {
	d := open(t, newName(t), idbvfs.Strict)
	d.mustExec(t, table)
	d.mustExec(t, rows, 1, 2000)
	want := d.sum(t)
	d.abandon()

	record, err := idbvfs.Open(t.Context(), d.name, idbvfs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	files := js.Global().Get("FileSystemSyncAccessHandle").Get("prototype")
	original := files.Get("write")
	files.Set("write", js.Global().Get("Function").New(`throw new DOMException("no disk", "InvalidStateError")`))
	err = MoveBack(t.Context(), d.name, record)
	files.Set("write", original)
	if fault.CodeOf(err) != fault.StorageFailed || !record.InFile() {
		t.Errorf("in a file: %v; %v", record.InFile(), err)
	}
	if err := record.Close(); err != nil {
		t.Error(err)
	}
	if got := open(t, d.name, idbvfs.Strict).sum(t); got != want {
		t.Errorf("%.80s, want %.80s", got, want)
	}
}

// sizeOfFile is how many bytes a database's file has.
func sizeOfFile(t *testing.T, name string) int64 {
	t.Helper()
	dir, err := openFolder(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	base, err := encode(name)
	if err != nil {
		t.Fatal(err)
	}
	h, err := openHandle(t.Context(), dir, base+suffixes[0], false)
	if err != nil {
		t.Fatal(err)
	}
	defer h.access.Call("close")
	size, err := h.Size()
	if err != nil {
		t.Fatal(err)
	}
	return size
}

// TestNamesOfFiles: no two databases share a file, whatever the system takes for
// the same.
func TestNamesOfFiles(t *testing.T) {
	newName(t) // skips where there is no browser
	files := map[string]string{}
	for _, name := range []string{"a", "A", "_a", "_A", "__a", "a_", "aB", "Ab", "a/b", "a%2Fb", "a%2fb", "ä", "Ä", "_"} {
		file, err := encode(name)
		if err != nil || strings.ContainsFunc(file, unicode.IsUpper) || files[file] != "" {
			t.Errorf("%q has the file %q, as %q; %v", name, file, files[file], err)
		}
		files[file] = name
	}
}

// replace puts something else in a property's place for a test.
func replace(t *testing.T, object js.Value, name string, value js.Value) {
	original := object.Get(name)
	object.Set(name, value)
	t.Cleanup(func() { object.Set(name, original) })
}
