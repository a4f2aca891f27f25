package main

import (
	"context"
	"encoding/json"
	"errors"
	"sync"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/wasm/idbvfs"
)

// engine is the one database of this worker. db and storage are set when
// instance has returned one.
type engine struct {
	commits commits
	endAll  func() // ends the contexts of all calls

	mu      sync.Mutex
	in      *core.Instance // nil before open and after close
	db      *sqlitedb.DB
	storage *idbvfs.VFS // nil where the database is in memory
	name    string
}

// instance returns the open database's instance. Error: closed.
func (e *engine) instance() (*core.Instance, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.in == nil {
		return nil, core.Errorf(core.CodeClosed, "the database is closed")
	}
	return e.in, nil
}

// openRequest and openReply are OpenRequest and OpenReply of messages.ts.
type openRequest struct {
	Name       string            `json:"name"`
	Schema     json.RawMessage   `json:"schema"`
	Durability idbvfs.Durability `json:"durability"`
	Memory     bool              `json:"memory"`
}

type openReply struct {
	InstanceID    string `json:"instanceId"`
	Storage       string `json:"storage"`
	StorageReason string `json:"storageReason,omitempty"`
}

func (e *engine) open(ctx context.Context, r request) ([]byte, error) {
	var req openRequest
	if err := parse(r.payload, &req); err != nil {
		return nil, err
	}
	schema, err := core.ParseSchema(req.Schema)
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.db != nil {
		return nil, core.Errorf(core.CodeBadRequest, "a worker opens one database")
	}
	e.name = req.Name
	if req.Memory {
		return e.openMemory(ctx, schema, "it was asked for")
	}
	reply, err := e.openStored(ctx, schema, req)
	if reason, ok := storageRefused(err); ok {
		return e.openMemory(ctx, schema, reason)
	}
	return reply, err
}

// openStored opens the database in IndexedDB.
func (e *engine) openStored(ctx context.Context, schema *core.Schema, req openRequest) ([]byte, error) {
	storage, err := idbvfs.Open(ctx, req.Name, idbvfs.Options{Durability: req.Durability})
	if err != nil {
		return nil, err
	}
	reply, err := e.openOn(ctx, schema, "main", sqlitedb.Options{VFS: storage.Name(), Flush: storage.Flush, Reload: storage.Reload},
		openReply{Storage: "indexeddb"})
	if err != nil {
		return nil, errors.Join(err, storage.Close())
	}
	e.storage = storage
	return reply, nil
}

// openMemory opens a database that ends with the worker.
func (e *engine) openMemory(ctx context.Context, schema *core.Schema, reason string) ([]byte, error) {
	return e.openOn(ctx, schema, sqlitedb.Memory, sqlitedb.Options{}, openReply{Storage: "memory", StorageReason: reason})
}

func (e *engine) openOn(ctx context.Context, schema *core.Schema, filename string, opts sqlitedb.Options, reply openReply) ([]byte, error) {
	db, err := sqlitedb.Open(ctx, filename, opts)
	if err != nil {
		return nil, err
	}
	in, err := core.Open(ctx, notifyingDB{db, &e.commits}, core.Options{Schema: schema, GenerateKey: keyGenerator()})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	e.in, e.db = in, db
	reply.InstanceID = in.ID()
	return json.Marshal(reply)
}

// storageRefused tells the failures to open that a database in memory is the
// answer to: IndexedDB is not to be had, or takes nothing. Others, a newer
// database for one, are not passed over.
func storageRefused(err error) (reason string, ok bool) {
	if unavailable, ok := errors.AsType[*idbvfs.UnavailableError](err); ok {
		return unavailable.Reason, true
	}
	switch core.CodeOf(err) {
	case core.CodeStorageFull, core.CodeStorageFailed:
		return err.Error(), true
	}
	return "", false
}

// close ends all calls and closes the database.
func (e *engine) close(context.Context, request) ([]byte, error) {
	e.endAll()
	e.mu.Lock()
	defer e.mu.Unlock()
	return done, e.closeLocked()
}

// destroy closes the database and deletes what is stored of it.
func (e *engine) destroy(ctx context.Context, _ request) ([]byte, error) {
	e.endAll()
	e.mu.Lock()
	defer e.mu.Unlock()
	stored := e.storage != nil
	// The data need not be in order to be deleted.
	_ = e.closeLocked()
	if !stored {
		return done, nil
	}
	return done, idbvfs.Destroy(context.WithoutCancel(ctx), e.name)
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
