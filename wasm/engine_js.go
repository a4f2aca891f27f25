package main

import (
	"context"
	"encoding/json"
	"errors"
	"sync"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/wasm/idbvfs"
)

// engine is the one database of this worker. db and storage are set when
// instance has returned one.
type engine struct {
	commits      commits
	transactions transactions
	syncs        syncs
	closing      context.Context // ends when close begins
	endLasting   context.CancelFunc

	mu      sync.Mutex
	in      *core.Instance // nil before open and after close
	db      *sqlitedb.DB
	storage store // nil where the database is in memory
	name    string
}

func newEngine() *engine {
	e := &engine{}
	e.closing, e.endLasting = context.WithCancel(context.Background())
	return e
}

// lasting gives a call that goes on until it is told to stop a context that
// close ends, too. Other calls are seen through.
func (e *engine) lasting(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	forget := context.AfterFunc(e.closing, cancel)
	return ctx, func() {
		forget()
		cancel()
	}
}

// instance returns the open database's instance. Error: closed.
func (e *engine) instance() (*core.Instance, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.in == nil {
		return nil, fault.Errorf(fault.Closed, "the database is closed")
	}
	return e.in, nil
}

// openRequest and openReply are OpenRequest and OpenReply of messages.ts.
type openRequest struct {
	Name       string            `json:"name"`
	Schema     json.RawMessage   `json:"schema"`
	Durability idbvfs.Durability `json:"durability"`
	Memory     bool              `json:"memory"`
	File       bool              `json:"file"`     // keep it in a file, where the browser has such
	Stored     bool              `json:"stored"`   // it was stored when the page opened it: nothing else will do
	Database   string            `json:"database"` // its id then, "" where that is not known
}

type openReply struct {
	InstanceID    string `json:"instanceId"`
	Storage       string `json:"storage"`
	StorageReason string `json:"storageReason,omitempty"`
	Epoch         int64  `json:"epoch"`    // of the owner; 0 in memory
	Database      string `json:"database"` // id of the stored database, "" in memory
}

func (e *engine) open(ctx context.Context, r request) ([]byte, error) {
	var req openRequest
	if err := parse(r.payload, &req); err != nil {
		return nil, err
	}
	schema, err := schema.Parse(req.Schema)
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.db != nil {
		return nil, fault.Errorf(fault.BadRequest, "a worker opens one database")
	}
	e.name = req.Name
	if req.Memory {
		return e.openMemory(ctx, schema, "it was asked for")
	}
	storage, reason, err := openStorage(ctx, req)
	if refused, ok := errors.AsType[*idbvfs.UnavailableError](err); ok {
		if req.Stored {
			return nil, fault.Errorf(fault.StorageFailed, "%s", refused.Error())
		}
		return e.openMemory(ctx, schema, refused.Reason)
	}
	if err != nil {
		return nil, err
	}
	isNew := storage.Size() == 0 && !req.Stored
	reply, err := e.openStored(ctx, schema, storage, reason)
	if err == nil {
		return reply, nil
	}
	err = errors.Join(err, storage.Close())
	// There is no room for a new database; one that is there already would
	// only seem to be empty.
	if code := fault.CodeOf(err); isNew && (code == fault.StorageFull || code == fault.StorageFailed) {
		return e.openMemory(ctx, schema, err.Error())
	}
	return nil, err
}

// openStored opens the stored database. Where commits may be missing at
// its end it becomes a new member: their counters would be used twice.
func (e *engine) openStored(ctx context.Context, schema *schema.Schema, storage store, reason string) ([]byte, error) {
	unclean := storage.Unclean()
	if err := e.openOn(ctx, schema, "main", storage.Options(), unclean); err != nil {
		return nil, err
	}
	if unclean {
		// Without room it stays unclean, and whoever opens it next takes another
		// identity.
		if err := storage.Recovered(ctx); err != nil && fault.CodeOf(err) != fault.StorageFull {
			e.in = nil
			return nil, errors.Join(err, e.db.Close())
		}
	}
	e.storage = storage
	return json.Marshal(openReply{
		InstanceID: e.in.ID(), Storage: placeOf(storage), StorageReason: reason, Epoch: storage.Epoch(), Database: storage.ID(),
	})
}

// openMemory opens a database that ends with the worker.
func (e *engine) openMemory(ctx context.Context, schema *schema.Schema, reason string) ([]byte, error) {
	if err := e.openOn(ctx, schema, sqlitedb.Memory, sqlitedb.Options{}, false); err != nil {
		return nil, err
	}
	return json.Marshal(openReply{InstanceID: e.in.ID(), Storage: "memory", StorageReason: reason})
}

func (e *engine) openOn(ctx context.Context, schema *schema.Schema, filename string, opts sqlitedb.Options, newIdentity bool) error {
	if opts.Flush != nil {
		opts.Flush = e.telling(opts.Flush)
	}
	db, err := sqlitedb.Open(ctx, filename, opts)
	if err != nil {
		return err
	}
	in, err := core.Open(ctx, notifyingDB{db, &e.commits}, core.Options{Schema: schema, NewIdentity: newIdentity, GenerateKey: keyGenerator()})
	if err == nil {
		err = keepRequests(ctx, db)
	}
	if err != nil {
		return errors.Join(err, db.Close())
	}
	e.in, e.db = in, db
	return nil
}

// telling is flush, and wakes the watches if it fails: they may have shown
// commits whose flush was deferred, and which are undone with it.
func (e *engine) telling(flush func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		err := flush(ctx)
		if err != nil {
			e.commits.tell()
		}
		return err
	}
}

// close ends syncs and watches, waits for the calls before it, and closes the
// database.
func (e *engine) close(context.Context, request) ([]byte, error) {
	e.endLasting()
	e.mu.Lock()
	defer e.mu.Unlock()
	return done, e.closeLocked()
}

// destroy closes the database and deletes what is stored of it.
func (e *engine) destroy(ctx context.Context, _ request) ([]byte, error) {
	e.endLasting()
	e.mu.Lock()
	defer e.mu.Unlock()
	stored := e.storage != nil
	// The data need not be in order to be deleted.
	_ = e.closeLocked()
	if !stored {
		return done, nil
	}
	return done, destroyStorage(context.WithoutCancel(ctx), e.name)
}

func (e *engine) closeLocked() error {
	if e.in == nil {
		return nil
	}
	e.in = nil
	err := e.db.Close()
	if e.storage != nil {
		err = errors.Join(err, e.storage.Close())
		e.storage = nil
	}
	return err
}
