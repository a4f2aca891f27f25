package core

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"time"

	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/owntrigger"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Options says how an [Instance] is opened. The zero value is a relay: an
// instance without an app layer.
type Options struct {
	// Schema of the app's models; nil for an instance with a Store only.
	Schema *schema.Schema
	// Clock defaults to time.Now.
	Clock func() time.Time
	// Rand defaults to crypto/rand.Reader.
	Rand io.Reader
	// Log gets reports, such as a *slog.Logger; it defaults to discarding.
	Log fault.Log
	// NewIdentity gives the database a new identity before a counter is used:
	// it is a copy, was restored, or may have lost its last commits, whose
	// counters would be used twice.
	NewIdentity bool
	// OnRevoked says what becomes of rows that the database may no longer see,
	// because a certificate was taken back: datasets.Freeze, Keep or Remove, or
	// "" for what the database was opened with before, Freeze at first.
	OnRevoked datasets.OnRevoked
	// GenerateKey makes an RSA-2048 private key, base64 of its PKCS#1 DER;
	// defaults to Go's own. The tab has WebCrypto make it.
	GenerateKey func(context.Context) (string, error)
}

// Instance is one member of a network of syncing databases, as its app sees
// it: rows are put and deleted here, and synced with relays (Morango's
// InstanceIDModel, models/core.py). Its methods may be called from any
// goroutine; transactions are taken one after another.
type Instance struct {
	engine      *pipeline.Engine
	hub         *client.Hub
	generateKey func(context.Context) (string, error)
}

// Open brings the engine's tables up to date, gives the database an identity if
// it has none, forgets what lay idle too long (see pipeline.Engine.Expire) and
// registers the schema: it creates or extends the app tables, and applies the
// records that came before their model. A database that is up to date is opened
// without a write that must succeed, so that it can be read while storage is
// full. Errors: newer_database, bad_schema, schema_changed.
func Open(ctx context.Context, db DB, opts Options) (*Instance, error) {
	opts.complete()
	identity := counter.NewIdentity(opts.Clock, opts.Rand)
	changed := false
	prepare := func(renew bool) error {
		return db.Update(ctx, func(tx sqldb.Tx) (err error) {
			changed, err = prepare(tx, opts.Schema, identity, renew, func(old *schema.Schema) error {
				return saveWritten(tx, pipeline.New(db, old, identity, opts.Log))
			})
			return err
		})
	}
	err := prepare(opts.NewIdentity)
	if opts.NewIdentity && fault.CodeOf(err) == fault.StorageFull {
		if err = prepare(false); err == nil {
			db = counter.RenewFirst(db, identity)
		}
	}
	engine := pipeline.New(db, opts.Schema, identity, opts.Log)
	if err == nil {
		err = engine.Tidy(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("open instance: %w", err)
	}
	if changed {
		if err := engine.ApplyKept(ctx); err != nil {
			// The next sync tries again, and says so. What is here can be used.
			opts.Log.Warn("records that were received before are not applied", "error", err)
		}
	}
	hub, err := client.NewHub(engine)
	if err != nil {
		return nil, fmt.Errorf("open instance: %w", err)
	}
	if err := datasets.Choose(ctx, hub, opts.OnRevoked); err != nil && !fault.CodeOf(err).Storage() {
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
		o.Log = fault.NoLog{}
	}
	if o.GenerateKey == nil {
		o.GenerateKey = func(context.Context) (string, error) { return trust.GenerateKey() }
	}
}

// prepare makes the database one that this build works with, and reports
// whether the schema has changed. save is for apptable.Register.
func prepare(
	tx sqldb.Tx, s *schema.Schema, identity *counter.Identity, renew bool, save func(old *schema.Schema) error,
) (changed bool, err error) {
	if err := migrate(tx, migrations); err != nil {
		return false, err
	}
	if err := identity.Load(tx, renew); err != nil {
		return false, err
	}
	if s == nil {
		return false, nil
	}
	// Another version may have left the app's triggers as they were written,
	// and new columns are filled in under them.
	if err := owntrigger.Arrange(tx, s, nil); err != nil {
		return false, err
	}
	// Before its scopes: that the profile is another one is known here.
	if changed, err = apptable.Register(tx, s, save); err != nil {
		return false, err
	}
	if err := owntrigger.Arrange(tx, s, nil); err != nil {
		return false, err
	}
	return changed, trust.AdoptScopes(tx, s.Declared())
}

// saveWritten serializes what was written since the last sync, before the schema
// changes: it may have what the next schema lacks.
func saveWritten(tx sqldb.Tx, engine *pipeline.Engine) error {
	if n, err := engine.Unsynced(tx); err != nil || n == 0 {
		return err
	}
	return trust.EachRoom(tx, func(_ string, may value.Scope) error {
		return engine.Identity().Apart(tx, func() error { return engine.SerializeDirty(tx, may.Read) })
	})
}

// ID is the instance id that this database saved as last, 32 hex digits. It
// has one for each relay, and takes another if it was copied (PROTOCOL.md §4).
func (in *Instance) ID() string { return in.engine.Identity().ID() }

// DB is the database below.
func (in *Instance) DB() DB { return in.engine.DB() }

// Schema is the app's schema, nil for a relay.
func (in *Instance) Schema() *schema.Schema { return in.engine.Schema() }

// Hub runs the syncs of this database.
func (in *Instance) Hub() *client.Hub { return in.hub }

// Engine runs the stages of a sync on this database, for a host that serves it.
// It is nil where in is.
func (in *Instance) Engine() *pipeline.Engine {
	if in == nil {
		return nil
	}
	return in.engine
}
