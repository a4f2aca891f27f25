package core

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"sync/atomic"
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

// Instance is one member of a network of syncing databases: a database with
// an identity, a counter, a Store and, where there is a schema, app tables
// (Morango's InstanceIDModel, models/core.py). Its methods may be called from
// any goroutine; transactions are taken one after another.
type Instance struct {
	db     DB
	schema *Schema
	models []*modelStatements // parents first
	id     atomic.Pointer[string]

	clock       func() time.Time
	rand        io.Reader
	log         *slog.Logger
	generateKey func(context.Context) (string, error)
	changed     broadcast    // rung after every commit of local changes
	waiting     waiting      // live syncs that wait for that
	network     broadcast    // rung when the network may have changed
	transfers   turns        // one at a time with each relay, by its key
	handshakes  turns        // likewise
	renewed     atomic.Int64 // identities taken, which ended the transfers under way
	process     string       // tells those who have this database open from those who have a copy of it
	live        atomic.Int32 // live syncs
}

// Open brings the engine's tables up to date, gives the database an identity
// if it has none, forgets what lay idle too long (see [Instance.Expire]) and
// registers the schema: it creates or extends the app tables, and applies the
// records that came before their model. A database that is up to date is
// opened without a write that must succeed, so that it can be read while
// storage is full. Errors: newer_database, bad_schema, schema_changed.
func Open(ctx context.Context, db DB, opts Options) (*Instance, error) {
	in := newInstance(db, opts)
	changed := false
	prepare := func(newIdentity bool) error {
		return db.Update(ctx, func(tx Tx) (err error) {
			if in.process, err = in.processID(); err != nil {
				return err
			}
			changed, err = in.prepare(tx, newIdentity)
			return err
		})
	}
	err := prepare(opts.NewIdentity)
	if opts.NewIdentity && CodeOf(err) == CodeStorageFull {
		if err = prepare(false); err == nil {
			in.db = &renewing{DB: db, in: in}
		}
	}
	if err == nil {
		err = in.tidy(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("open instance: %w", err)
	}
	if in.schema != nil {
		for _, m := range in.schema.Ordered() {
			in.models = append(in.models, newModelStatements(in.schema, m))
		}
		linkFollowers(in.models)
	}
	if changed {
		if err := in.applyKept(ctx); err != nil {
			// The next sync tries again, and says so. What is here can be used.
			in.log.Warn("records that were received before are not applied", "error", err)
		}
	}
	return in, nil
}

// processID is the same for all processes that have this database open, where
// that can be told, and random elsewhere.
func (in *Instance) processID() (string, error) {
	if db, ok := in.db.(Placed); ok {
		if place := db.Place(); place != "" {
			sum := sha256.Sum256([]byte(Subprotocol + " place\n" + place))
			return hex.EncodeToString(sum[:16]), nil
		}
	}
	return in.newID()
}

// tidy forgets what lay idle too long. Where storage cannot take even that, it
// waits for the next opening: what is here can be used.
func (in *Instance) tidy(ctx context.Context) error {
	err := in.db.Update(ctx, func(tx Tx) error { return in.Expire(tx, idleAge) })
	if CodeOf(err).storage() {
		in.log.Warn("idle transfers are not forgotten", "error", err)
		return nil
	}
	return err
}

// applyKept applies the records that were received before the schema knew
// them, as the next sync would.
func (in *Instance) applyKept(ctx context.Context) error {
	return in.db.Update(ctx, func(tx Tx) error {
		kept, _, err := in.received(tx)
		if err != nil || len(kept) == 0 {
			return err
		}
		room, own, err := localCertificates(tx)
		if err != nil || room == "" {
			return err
		}
		// Outside a sync another copy of this database could do the same.
		id, err := in.newWriter(tx)
		if err != nil {
			return err
		}
		if err := in.setCurrent(tx, id); err != nil {
			return err
		}
		_, err = in.Deserialize(tx, combined(own).Read)
		return err
	})
}

// newInstance fills in what the options leave out.
func newInstance(db DB, opts Options) *Instance {
	in := &Instance{
		db: db, schema: opts.Schema, clock: opts.Clock, rand: opts.Rand, log: opts.Log, generateKey: opts.GenerateKey,
	}
	if in.clock == nil {
		in.clock = time.Now
	}
	if in.rand == nil {
		in.rand = rand.Reader
	}
	if in.log == nil {
		in.log = slog.New(slog.DiscardHandler)
	}
	if in.generateKey == nil {
		in.generateKey = func(context.Context) (string, error) { return GenerateKey() }
	}
	return in
}

// prepare makes the database one that this build works with, and reports
// whether the schema has changed.
func (in *Instance) prepare(tx Tx, newIdentity bool) (changed bool, err error) {
	if err := migrate(tx, migrations); err != nil {
		return false, err
	}
	if err := in.loadIdentity(tx, newIdentity); err != nil {
		return false, err
	}
	if in.schema == nil {
		return false, nil
	}
	// Another version may have left the app's triggers as they were written,
	// and new columns are filled in under them.
	if err := arrangeTriggers(tx, in.schema, nil); err != nil {
		return false, err
	}
	// Before its scopes: that the profile is another one is known here.
	if changed, err = registerSchema(tx, in.schema); err != nil {
		return false, err
	}
	if err := arrangeTriggers(tx, in.schema, nil); err != nil {
		return false, err
	}
	return changed, adoptScopes(tx, in.schema.Declared())
}

// ID is the instance id that this database saved as last, 32 hex digits. It
// has one for each relay, and takes another if it was copied (see pairing).
func (in *Instance) ID() string { return *in.id.Load() }

// DB is the database below.
func (in *Instance) DB() DB { return in.db }

// Schema is the app's schema, nil for a relay.
func (in *Instance) Schema() *Schema { return in.schema }

// profile is the app's, or "" where there is no app: then each record keeps
// the profile it came with.
func (in *Instance) profile() string {
	if in.schema == nil {
		return ""
	}
	return in.schema.Profile
}

// loadIdentity reads the current instance id; if there is none, or it is not
// to be used again, it makes a database id and an instance id (MORANGO.md §1).
// A database has no hardware here: system and node id are empty, the random
// database id alone makes the instance unique.
func (in *Instance) loadIdentity(tx Tx, renew bool) error {
	id, err := tx.Text("SELECT id FROM morango_instanceidmodel WHERE current = 1")
	if err != nil || id != "" && !renew {
		in.id.Store(&id)
		return err
	}
	return in.newIdentity(tx, MaxCounter)
}

// newIdentity gives the database a fresh database id and instance id, as a
// copied or restored file needs before it may use a counter.
//
// It has all that it wrote under the earlier ones, up to the counter known and
// whatever the filters it serialized with: else what no filter's
// DatabaseMaxCounter covers yet would never leave it. The transfers under way
// end, as the other sides may have gone on with them without this copy. What
// was agreed on with relays is forgotten: another copy may go on with it.
func (in *Instance) newIdentity(tx Tx, known int64) error {
	database, err := in.newID()
	if err != nil {
		return err
	}
	id := sha2UUID(database, "", "")
	in.id.Store(&id)
	return execAll(tx,
		statement{`INSERT INTO morango_databasemaxcounter (partition, instance_id, counter)
SELECT '', id, min(counter, ?1) FROM morango_instanceidmodel WHERE min(counter, ?1) > 0
 AND (current = 1 OR id IN (SELECT instance_id FROM amora_relay))
ON CONFLICT (partition, instance_id) DO UPDATE SET counter = max(counter, excluded.counter)`, []any{known}},
		statement{"DELETE FROM morango_buffer", nil},
		statement{"UPDATE morango_transfersession SET active = 0, transfer_stage_status = 'errored', buffer_first = NULL WHERE active = 1", nil},
		statement{"DELETE FROM amora_relay", nil},
		statement{"UPDATE morango_databaseidmodel SET current = 0", nil},
		statement{"UPDATE morango_instanceidmodel SET current = 0", nil},
		statement{"INSERT INTO morango_databaseidmodel (id, current, date_generated, initial_instance_id) VALUES (?1, 1, ?2, ?3)",
			[]any{database, in.now(), id}},
		statement{"INSERT INTO morango_instanceidmodel (id, database_id, current) VALUES (?1, ?2, 1)", []any{id, database}},
	)
}

// Version names what an instance saved in one go.
type Version struct {
	Instance string // id
	Counter  int64  // of the instance
}

// nextVersion adds one to the counter of the current instance, inside the
// transaction that uses it (models/core.py,
// get_current_instance_and_increment_counter).
func (in *Instance) nextVersion(tx Tx) (v Version, err error) {
	err = readJSON(tx, &v, `UPDATE morango_instanceidmodel SET counter = counter + 1 WHERE current = 1
RETURNING json_object('Instance', id, 'Counter', counter)`)
	return v, err
}

// current reads the instance that the database saves as, and its counter.
func current(tx Tx) (id string, counter int64, err error) {
	var v Version
	err = readJSON(tx, &v, "SELECT json_object('Instance', id, 'Counter', counter) FROM morango_instanceidmodel WHERE current = 1")
	return v.Instance, v.Counter, err
}

// newID makes 32 random hex digits, a uuid4 in Morango's spelling.
func (in *Instance) newID() (string, error) { return randomID(in.rand) }

func randomID(rand io.Reader) (string, error) {
	var b [16]byte
	if _, err := io.ReadFull(rand, b[:]); err != nil {
		return "", fmt.Errorf("random id: %w", err)
	}
	return hex.EncodeToString(b[:]), nil
}

// timeFormat sorts as text and matches Morango's in responses (MORANGO.md §9).
const timeFormat = "2006-01-02T15:04:05.000000Z"

func (in *Instance) now() string { return formatTime(in.clock()) }

// formatTime writes a time as the engine's tables hold it.
func formatTime(t time.Time) string { return t.UTC().Format(timeFormat) }

// Nonces are those of this database.
func (in *Instance) Nonces() Nonces { return Nonces{Clock: in.clock, Rand: in.rand} }
