package core

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"time"
)

// Options says how an [Instance] is opened. The zero value is a relay: an
// instance without an app layer.
type Options struct {
	// Schema of the app's models; nil for an instance with a Store only.
	Schema *Schema
	// Clock defaults to time.Now.
	Clock func() time.Time
	// Rand defaults to crypto/rand.Reader.
	Rand io.Reader
	// Log defaults to discarding.
	Log *slog.Logger
	// NewIdentity gives the database a new identity before a counter is used:
	// it is a copy, was restored, or may have lost its last commits, whose
	// counters would be used twice.
	NewIdentity bool
	// GenerateKey makes an RSA-2048 private key, base64 of its PKCS#1 DER;
	// defaults to Go's own. The tab has WebCrypto make it.
	GenerateKey func(context.Context) (string, error)
}

// Instance is one member of a network of syncing databases, as its app sees
// it: rows are put and deleted here, and synced with relays (Morango's
// InstanceIDModel, models/core.py). Its methods may be called from any
// goroutine; transactions are taken one after another.
type Instance struct {
	engine      *Engine
	hub         *Hub
	generateKey func(context.Context) (string, error)
}

// Open brings the engine's tables up to date, gives the database an identity
// if it has none, forgets what lay idle too long (see [Engine.Expire]) and
// registers the schema: it creates or extends the app tables, and applies the
// records that came before their model. A database that is up to date is
// opened without a write that must succeed, so that it can be read while
// storage is full. Errors: newer_database, bad_schema, schema_changed.
func Open(ctx context.Context, db DB, opts Options) (*Instance, error) {
	opts.complete()
	identity := newIdentity(opts.Clock, opts.Rand)
	changed := false
	prepare := func(renew bool) error {
		return db.Update(ctx, func(tx Tx) (err error) {
			changed, err = prepare(tx, opts.Schema, identity, renew)
			return err
		})
	}
	err := prepare(opts.NewIdentity)
	if opts.NewIdentity && CodeOf(err) == CodeStorageFull {
		if err = prepare(false); err == nil {
			db = RenewFirst(db, identity)
		}
	}
	engine := newEngine(db, opts.Schema, identity, opts.Log)
	if err == nil {
		err = engine.tidy(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("open instance: %w", err)
	}
	if changed {
		if err := engine.applyKept(ctx); err != nil {
			// The next sync tries again, and says so. What is here can be used.
			opts.Log.Warn("records that were received before are not applied", "error", err)
		}
	}
	hub, err := newHub(engine)
	if err != nil {
		return nil, fmt.Errorf("open instance: %w", err)
	}
	return &Instance{engine: engine, hub: hub, generateKey: opts.GenerateKey}, nil
}

// complete fills in what the options leave out.
func (o *Options) complete() {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.GenerateKey == nil {
		o.GenerateKey = func(context.Context) (string, error) { return GenerateKey() }
	}
}

// prepare makes the database one that this build works with, and reports
// whether the schema has changed.
func prepare(tx Tx, s *Schema, identity *Identity, renew bool) (changed bool, err error) {
	if err := migrate(tx, migrations); err != nil {
		return false, err
	}
	if err := identity.load(tx, renew); err != nil {
		return false, err
	}
	if s == nil {
		return false, nil
	}
	// Another version may have left the app's triggers as they were written,
	// and new columns are filled in under them.
	if err := arrangeTriggers(tx, s, nil); err != nil {
		return false, err
	}
	// Before its scopes: that the profile is another one is known here.
	if changed, err = RegisterSchema(tx, s); err != nil {
		return false, err
	}
	if err := arrangeTriggers(tx, s, nil); err != nil {
		return false, err
	}
	return changed, adoptScopes(tx, s.Declared())
}

// ID is the instance id that this database saved as last, 32 hex digits. It
// has one for each relay, and takes another if it was copied (PROTOCOL.md §4).
func (in *Instance) ID() string { return in.engine.identity.ID() }

// DB is the database below.
func (in *Instance) DB() DB { return in.engine.db }

// Schema is the app's schema, nil for a relay.
func (in *Instance) Schema() *Schema { return in.engine.schema }

// Hub runs the syncs of this database.
func (in *Instance) Hub() *Hub { return in.hub }

// Engine runs the stages of a sync on this database, for a host that serves it.
// It is nil where in is.
func (in *Instance) Engine() *Engine {
	if in == nil {
		return nil
	}
	return in.engine
}
