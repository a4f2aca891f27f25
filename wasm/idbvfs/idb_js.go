package idbvfs

import (
	"context"
	"errors"
	"syscall/js"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/wasm/jsx"
)

const (
	prefix     = "amora:" // of the names of our IndexedDB databases
	layout     = 1        // their version
	blockStore = "blocks"
	metaStore  = "meta"
	fileKey    = "file"
)

// UnavailableError says that IndexedDB cannot be used here: there is none, or
// it refuses (a private window, storage switched off, a full disk).
type UnavailableError struct {
	Reason string
}

func (e *UnavailableError) Error() string { return "IndexedDB cannot be used: " + e.Reason }

// Destroy deletes the database called name. Owners are disconnected and fail
// from then on.
func Destroy(ctx context.Context, name string) error {
	factory, err := indexedDB()
	if err != nil {
		return err
	}
	request, err := jsx.Try(func() js.Value { return factory.Call("deleteDatabase", prefix+name) })
	if err == nil {
		_, err = jsx.Request(ctx, request)
	}
	return storageError(err)
}

// indexedDB returns the factory. Where storage is switched off some browsers
// throw at the mere sight of it, and what js.Value.Get throws nobody catches.
func indexedDB() (js.Value, error) {
	factory, err := jsx.Try(func() js.Value {
		return js.Global().Get("Reflect").Call("get", js.Global(), "indexedDB")
	})
	if err != nil {
		return js.Undefined(), &UnavailableError{err.Error()}
	}
	if !factory.Truthy() {
		return js.Undefined(), &UnavailableError{"there is none"}
	}
	return factory, nil
}

// connect opens the IndexedDB database; with existing it makes none. If ctx
// ends first, the connection is closed as soon as it is there: it would keep
// others from deleting.
func connect(ctx context.Context, name string, existing bool) (js.Value, error) {
	factory, err := indexedDB()
	if err != nil {
		return js.Undefined(), err
	}
	request, err := jsx.Try(func() js.Value { return factory.Call("open", prefix+name, layout) })
	if err != nil {
		return js.Undefined(), &UnavailableError{err.Error()}
	}
	opened := make(chan error, 1)
	go func() { opened <- finishOpening(request, existing) }()
	select {
	case err = <-opened:
	case <-ctx.Done():
		go func() {
			if <-opened == nil {
				request.Get("result").Call("close")
			}
		}()
		return js.Undefined(), ctx.Err()
	}
	if err != nil {
		return js.Undefined(), err
	}
	return request.Get("result"), nil
}

// finishOpening creates the stores of a new database and waits for the end.
// With existing a new database is undone. Error: closed.
func finishOpening(request js.Value, existing bool) error {
	missing := false
	upgrade := js.FuncOf(func(js.Value, []js.Value) any {
		if missing = existing; missing {
			request.Get("transaction").Call("abort")
			return nil
		}
		db := request.Get("result")
		db.Call("createObjectStore", blockStore)
		db.Call("createObjectStore", metaStore)
		return nil
	})
	defer upgrade.Release()
	request.Set("onupgradeneeded", upgrade)
	_, err := jsx.Request(context.Background(), request)
	if missing {
		return errDestroyed
	}
	if thrown, ok := errors.AsType[*jsx.Error](err); ok {
		if thrown.Name == "VersionError" {
			return fault.Errorf(fault.NewerDatabase, "the stored database is of a newer build")
		}
		return &UnavailableError{thrown.Error()}
	}
	return err
}

// listen closes the connection when somebody wants to delete the database,
// who would wait for it, and notices when the browser has closed it, as it does
// when its storage restarts or the page was in the background. Either way this
// owner is at its end, and another one, by a new connection, finds out whether
// the database is still there: hence the code not_owner.
func (v *VFS) listen() {
	on := func(event, why string) {
		f := js.FuncOf(func(js.Value, []js.Value) any {
			v.gone = fault.Errorf(fault.NotOwner, "%s", why)
			v.idb.Call("close")
			return nil
		})
		v.events = append(v.events, f)
		v.idb.Set("on"+event, f)
	}
	on("versionchange", "the stored database is being deleted")
	on("close", "the browser has closed the stored database")
}

// hangUp closes the connection, once every transaction on it has ended: also
// those that only read, whose answers came before their ends. WebKit never
// closes the connection of a worker that is ended between close and the end of
// a transaction, and whoever deletes the database then waits for ever.
func (v *VFS) hangUp() {
	v.running.Wait()
	v.idb.Set("onversionchange", nil)
	v.idb.Set("onclose", nil)
	v.idb.Call("close")
	for _, f := range v.events {
		f.Release()
	}
	v.events = nil
	if v.gone == nil {
		v.gone = fault.Errorf(fault.Closed, "the storage is closed")
	}
}

// errClosing is what a connection says that the browser is closing, before the
// event that tells so.
var errClosing = fault.Errorf(fault.NotOwner, "the browser closes the stored database")

// transaction is an IDBTransaction.
type transaction struct{ js.Value }

// begin starts a transaction on both stores.
func (v *VFS) begin(mode string, durability Durability) (transaction, error) {
	if v.gone != nil {
		return transaction{}, v.gone
	}
	tx, err := jsx.Try(func() js.Value {
		return v.idb.Call("transaction", []any{blockStore, metaStore}, mode,
			map[string]any{"durability": string(durability)})
	})
	if thrown, ok := errors.AsType[*jsx.Error](err); ok && thrown.Name == "InvalidStateError" {
		return transaction{}, errClosing
	}
	if err != nil {
		return transaction{}, storageError(err)
	}
	v.running.Go(func() { _, _ = jsx.Event(context.Background(), tx, "complete", "abort") })
	return transaction{tx}, nil
}

func (tx transaction) put(store string, value js.Value, key any) {
	tx.Call("objectStore", store).Call("put", value, key)
}

// deleteRange deletes keys from ≤ key < to.
func (tx transaction) deleteRange(store string, from, to int) {
	tx.Call("objectStore", store).Call("delete", keyRange(from, to))
}

func keyRange(from, to int) js.Value {
	return js.Global().Get("IDBKeyRange").Call("bound", from, to, false, true)
}

// write runs a readwrite transaction and returns when it is complete. check is
// given the meta record as the transaction finds it, and fill adds what is to
// be written; an error from check, or an exception in either, aborts. What
// depends on the record is written by check itself, and fill is then nil.
//
// The writes are sent along with the question for the record: nothing of them
// holds before the end, which check comes before, and each round to the
// browser's own process takes longer than the work. No context ends it: what
// becomes of a transaction is known only at its end.
func (v *VFS) write(durability Durability, check func(transaction, file, bool) error, fill func(transaction)) error {
	tx, err := v.begin("readwrite", durability)
	if err != nil {
		return err
	}
	var refused error
	get := tx.Call("objectStore", metaStore).Call("get", fileKey)
	found := js.FuncOf(func(js.Value, []js.Value) any {
		refused = tx.attempt(func() error {
			f, ok := parseFile(get.Get("result"))
			return check(tx, f, ok)
		})
		if refused == nil {
			tx.commit()
		}
		return nil
	})
	defer found.Release()
	get.Set("onsuccess", found)
	if fill != nil {
		if err := tx.attempt(func() error { fill(tx); return nil }); err != nil {
			return storageError(err)
		}
	}
	if v.inspect != nil {
		v.inspect(tx.Value)
	}
	event, err := jsx.Event(context.Background(), tx.Value, "complete", "abort")
	switch {
	case err != nil:
		return err
	case event == "complete":
		return nil
	case refused != nil:
		return storageError(refused)
	}
	return storageError(jsx.ErrorOf(tx.Get("error")))
}

// attempt runs fn, and aborts if it fails or JavaScript throws.
func (tx transaction) attempt(fn func() error) error {
	var failed error
	if _, thrown := jsx.Try(func() any { failed = fn(); return nil }); thrown != nil {
		failed = thrown
	}
	if failed != nil {
		tx.Call("abort")
	}
	return failed
}

// commit ends the transaction without waiting for the answers to its requests,
// where the browser can (https://w3c.github.io/IndexedDB/#dom-idbtransaction-commit);
// elsewhere it ends by itself.
func (tx transaction) commit() {
	if tx.Get("commit").Type() == js.TypeFunction {
		tx.Call("commit")
	}
}

// readFile reads the meta record.
func (v *VFS) readFile(ctx context.Context) (file, bool, error) {
	tx, err := v.begin("readonly", Relaxed)
	if err != nil {
		return file{}, false, err
	}
	record, err := jsx.Request(ctx, tx.Call("objectStore", metaStore).Call("get", fileKey))
	if err != nil {
		return file{}, false, storageError(err)
	}
	f, ok := parseFile(record)
	return f, ok, nil
}

// getBlocks asks for the blocks from ≤ i < to.
func (v *VFS) getBlocks(from, to int) (js.Value, error) {
	tx, err := v.begin("readonly", Relaxed)
	if err != nil || from == to {
		return js.Undefined(), err
	}
	return tx.Call("objectStore", blockStore).Call("getAll", keyRange(from, to)), nil
}

// storageError gives what IndexedDB threw its code.
func storageError(err error) error {
	thrown, ok := errors.AsType[*jsx.Error](err)
	switch {
	case !ok:
		return err
	case thrown.Name == "QuotaExceededError":
		return &fault.Error{Code: fault.StorageFull, Text: "the browser lets this site store no more", Err: err}
	}
	return &fault.Error{Code: fault.StorageFailed, Text: "IndexedDB", Err: err}
}
