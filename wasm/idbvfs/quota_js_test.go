package idbvfs

import (
	"fmt"
	"syscall/js"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/wasm/jsx"
)

// TestStorageFull fills what the browser grants, in a storage bucket with a
// quota of its own.
// https://wicg.github.io/storage-buckets/
func TestStorageFull(t *testing.T) {
	newName(t) // skips where there is no browser
	buckets := js.Global().Get("navigator").Get("storageBuckets")
	if !buckets.Truthy() {
		t.Skip("no storage buckets here")
	}
	bucket, err := jsx.Await(t.Context(), buckets.Call("open", "small", map[string]any{"quota": 8_000_000}))
	if err != nil {
		t.Fatal(err)
	}
	replaceIndexedDB(t, map[string]any{"configurable": true, "value": bucket.Get("indexedDB")})

	d := open(t, newName(t), Options{})
	stored, err := d.Fill(t, 20)
	d.WantFull(t, err, stored)
	d.WantFull(t, d.Exec(`INSERT INTO t (b) VALUES (randomblob(1000000))`), stored)
	for size := 500_000; size > 100; size /= 2 { // down to the last byte
		for d.Exec(`UPDATE t SET b = b || randomblob(?1) WHERE a = 1`, size) == nil {
		}
	}
	length := d.Count(t, `SELECT sum(length(b)) FROM t`)
	d.close(t)
	again := open(t, d.name, Options{})
	again.WantFull(t, again.Exec(`INSERT INTO t (b) VALUES (randomblob(1000000))`), stored)
	again.Want(t, `SELECT count(*), sum(length(b)) FROM t`, fmt.Sprintf("[[%d,%d]]", stored, length))
	again.WantIntact(t)
}

// TestClaimWithoutRoom: an owner that could not say so is one from its first
// flush on, and what others wrote before that is not overwritten.
func TestClaimWithoutRoom(t *testing.T) {
	first := open(t, newName(t), Options{})
	first.MustExec(t, `CREATE TABLE t (a)`)
	openWithoutRoom := func() *database {
		d := open(t, first.name, Options{})
		// As claim leaves it behind when it fails.
		found, _, err := d.storage.readFile(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		found.epoch, found.commits = found.epoch-1, found.commits-1
		d.storage.stored, d.storage.owner = found, false
		err = d.storage.write(Strict, func(tx transaction, _ file, _ bool) error {
			tx.put(metaStore, found.value(), fileKey)
			return nil
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	second := openWithoutRoom()
	second.MustExec(t, `INSERT INTO t VALUES ('second')`)
	if err := first.Exec(`INSERT INTO t VALUES ('first')`); fault.CodeOf(err) != fault.NotOwner {
		t.Errorf("the former owner's write: %v", err)
	}
	third := openWithoutRoom()
	second.MustExec(t, `INSERT INTO t VALUES ('again')`)
	if err := third.Exec(`INSERT INTO t VALUES ('third')`); fault.CodeOf(err) != fault.NotOwner {
		t.Errorf("a write over another's: %v", err)
	}
	second.Want(t, `SELECT a FROM t`, `[["second"],["again"]]`)
}

// replaceIndexedDB puts something else in IndexedDB's place for a test.
func replaceIndexedDB(t *testing.T, property map[string]any) {
	reflect := js.Global().Get("Reflect")
	if !reflect.Call("defineProperty", js.Global(), "indexedDB", property).Bool() {
		t.Fatal("indexedDB cannot be replaced")
	}
	t.Cleanup(func() { reflect.Call("deleteProperty", js.Global(), "indexedDB") })
}
