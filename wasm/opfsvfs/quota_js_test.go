package opfsvfs

import (
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

	d := open(t, newName(t), idbvfs.Strict)
	stored, err := d.Fill(t, 40)
	d.WantFull(t, err, stored)
	d.WantFull(t, d.Exec(`INSERT INTO t (b) VALUES (randomblob(4000000))`), stored)
	d.close(t)
	again := open(t, d.name, idbvfs.Strict)
	again.WantFull(t, again.Exec(`INSERT INTO t (b) VALUES (randomblob(8000000))`), stored)
	again.MustExec(t, `DELETE FROM t WHERE a > 1`)
	again.Want(t, `SELECT count(*) FROM t`, `[[1]]`)
	again.WantIntact(t)
}

// A move that finds no room, on either way, leaves the database where it is, and
// nothing of it elsewhere.
func TestNoRoomToMove(t *testing.T) {
	// The first calls succeed, so that something has been copied.
	const full = `let left = 2; return function (...args) {
		if (left-- > 0) return original.apply(this, args);
		throw new DOMException("no space", "QuotaExceededError");
	}`
	d, want := filled(t, openBlocks)
	d.close(t)
	refusedMove(t, d.name, false, "FileSystemSyncAccessHandle", "write", full, fault.StorageFull)
	if size := sizeOfFile(t, d.name); size > 0 {
		t.Errorf("the file has %d bytes", size)
	}
	d = openBlocks(t, d.name)
	d.wantSum(t, want)
	d.close(t)
	openFile(t, d.name).close(t)
	refusedMove(t, d.name, true, "IDBObjectStore", "put", full, fault.StorageFull)
	if size := sizeOfFile(t, d.name); size == 0 {
		t.Error("the file is empty")
	}
	openFile(t, d.name).wantSum(t, want)
}

// TestLogIsNotLost: what a killed tab had written lies in the log, and SQLite says
// nothing if it cannot write that to the database when it is closed.
func TestLogIsNotLost(t *testing.T) {
	d, want := filled(t, openFile)
	d.abandon()
	refusedMove(t, d.name, true, "FileSystemSyncAccessHandle", "write",
		`return () => { throw new DOMException("no disk", "InvalidStateError"); }`, fault.StorageFailed)
	openFile(t, d.name).wantSum(t, want)
}

// refusedMove fails if a database can be moved from where it lies while a method
// is what broken, JavaScript, makes of the original one.
func refusedMove(t *testing.T, name string, inFile bool, class, method, broken string, code fault.Code) {
	t.Helper()
	record, err := idbvfs.Open(t.Context(), name, idbvfs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	object := js.Global().Get(class).Get("prototype")
	original := object.Get(method)
	object.Set(method, js.Global().Get("Function").New("original", broken).Invoke(original))
	if inFile {
		err = MoveBack(t.Context(), name, record)
	} else {
		_, err = Open(t.Context(), name, record, idbvfs.Strict)
	}
	object.Set(method, original)
	if fault.CodeOf(err) != code || record.InFile() != inFile {
		t.Errorf("in a file: %v, then %v; %v", inFile, record.InFile(), err)
	}
	if err := record.Close(); err != nil {
		t.Error(err)
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
