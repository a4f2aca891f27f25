package core

import (
	"context"
	"log/slog"
	"slices"
	"sync/atomic"
)

// Engine runs the stages of a sync on one database: an identity, a Store and,
// where there is a schema, app tables.
type Engine struct {
	db       DB
	schema   *Schema
	models   []*modelStatements // parents first
	identity *Identity
	log      *slog.Logger
	renewed  atomic.Int64 // identities taken, which ended the transfers under way
}

// newEngine writes the SQL of the schema's models; s is nil for a relay.
func newEngine(db DB, s *Schema, identity *Identity, log *slog.Logger) *Engine {
	e := &Engine{db: db, schema: s, identity: identity, log: log}
	if s != nil {
		for _, m := range s.Ordered() {
			e.models = append(e.models, newModelStatements(s, m))
		}
		linkFollowers(e.models)
	}
	return e
}

// DB is the database below.
func (e *Engine) DB() DB { return e.db }

// Identity is who the database saves as.
func (e *Engine) Identity() *Identity { return e.identity }

// Schema is the app's, nil for a relay.
func (e *Engine) Schema() *Schema { return e.schema }

// Log is where the engine reports.
func (e *Engine) Log() *slog.Logger { return e.log }

// Renewals counts the identities taken, each of which ended the transfers under
// way.
func (e *Engine) Renewals() int64 { return e.renewed.Load() }

// ID is the instance id that the database saved as last, 32 hex digits.
func (e *Engine) ID() string { return e.identity.ID() }

// profile is the app's, or "" where there is no app: then each record keeps
// the profile it came with.
func (e *Engine) profile() string {
	if e.schema == nil {
		return ""
	}
	return e.schema.Profile
}

// tidy forgets what lay idle too long. Where storage cannot take even that, it
// waits for the next opening: what is here can be used.
func (e *Engine) tidy(ctx context.Context) error {
	err := e.db.Update(ctx, func(tx Tx) error { return e.Expire(tx, idleAge) })
	if CodeOf(err).storage() {
		e.log.Warn("idle transfers are not forgotten", "error", err)
		return nil
	}
	return err
}

// applyKept applies the records that were received before the schema knew
// them, as the next sync would.
func (e *Engine) applyKept(ctx context.Context) error {
	return e.db.Update(ctx, func(tx Tx) error {
		kept, _, err := e.received(tx)
		if err != nil || len(kept) == 0 {
			return err
		}
		room, own, err := localCertificates(tx)
		if err != nil || room == "" {
			return err
		}
		// Outside a sync another copy of this database could do the same.
		id, err := e.identity.newWriter(tx)
		if err != nil {
			return err
		}
		if err := e.identity.setCurrent(tx, id); err != nil {
			return err
		}
		_, err = e.Deserialize(tx, combined(own).Read)
		return err
	})
}

// appTable finds a model. Error: unknown_model.
func (e *Engine) appTable(name string) (*modelStatements, error) {
	i := slices.IndexFunc(e.models, func(m *modelStatements) bool { return m.table.Name == name })
	if i >= 0 {
		return e.models[i], nil
	}
	return nil, Errorf(CodeUnknownModel, "there is no model %q", name)
}

// unsynced counts what the next serialize will pick up.
func (e *Engine) unsynced(tx Tx) (n int64, err error) {
	sql := "SELECT (SELECT count(*) FROM morango_deletedmodels)"
	for _, m := range e.models {
		sql += " + (SELECT count(*) FROM " + m.table.DirtyTable() + ")"
	}
	return integer(tx, sql)
}
