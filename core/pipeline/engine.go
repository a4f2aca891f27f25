package pipeline

import (
	"context"
	"slices"
	"sync/atomic"

	"github.com/amora-sync/amora/core/conflict"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/idle"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Engine runs the stages of a sync on one database: an identity, a Store and,
// where there is a schema, app tables.
type Engine struct {
	db       sqldb.DB
	schema   *schema.Schema
	models   []*Table // parents first
	ids      conflict.Identities
	identity *counter.Identity
	log      fault.Log
	renewed  atomic.Int64 // identities taken, which ended the transfers under way
}

// New makes an engine on a database that package core has migrated, and writes
// the SQL of the schema's models; s is nil for a relay.
func New(db sqldb.DB, s *schema.Schema, identity *counter.Identity, log fault.Log) *Engine {
	e := &Engine{db: db, schema: s, ids: conflict.IdentitiesOf(s), identity: identity, log: log}
	if s != nil {
		for _, m := range s.Ordered() {
			e.models = append(e.models, newTable(s, m))
		}
		linkFollowers(e.models)
	}
	return e
}

// DB is the engine's database.
func (e *Engine) DB() sqldb.DB { return e.db }

// Identity is who the database saves as.
func (e *Engine) Identity() *counter.Identity { return e.identity }

// Schema is the app's, nil for a relay.
func (e *Engine) Schema() *schema.Schema { return e.schema }

// Log is where the engine reports.
func (e *Engine) Log() fault.Log { return e.log }

// Renewals counts the identities taken, each of which ended the transfers under
// way.
func (e *Engine) Renewals() int64 { return e.renewed.Load() }

// Profile is the schema's, "" where there is no schema; then each record keeps
// the profile that it came with.
func (e *Engine) Profile() string {
	if e.schema == nil {
		return ""
	}
	return e.schema.Profile
}

// Tidy is [Engine.Expire] with [idle.Age], when a database is opened. If storage
// is full, Tidy leaves that to the next opening, because the database can be
// used all the same.
func (e *Engine) Tidy(ctx context.Context) error {
	err := e.db.Update(ctx, func(tx sqldb.Tx) error { return e.Expire(tx, idle.Age) })
	if fault.CodeOf(err).Storage() {
		e.log.Warn("idle transfers are not forgotten", "error", err)
		return nil
	}
	return err
}

// ApplyKept applies the records that were received before the schema knew their
// models or columns, as the next sync would.
func (e *Engine) ApplyKept(ctx context.Context) error {
	return e.db.Update(ctx, func(tx sqldb.Tx) error {
		kept, err := e.received(&applying{tx: tx})
		if err != nil || len(kept) == 0 {
			return err
		}
		return trust.EachRoom(tx, func(_ string, may value.Scope) error {
			return e.identity.Apart(tx, func() error {
				_, err := e.Deserialize(tx, may.Read)
				return err
			})
		})
	})
}

// Table finds the table of a model, by the app's name for it. Error: unknown_model.
func (e *Engine) Table(name string) (*Table, error) {
	i := slices.IndexFunc(e.models, func(m *Table) bool { return m.App.AppName() == name })
	if i >= 0 {
		return e.models[i], nil
	}
	return nil, fault.Errorf(fault.UnknownModel, "there is no model %q", name)
}

// Unsynced counts the rows and deletions that the next serialize will pick up.
func (e *Engine) Unsynced(tx sqldb.Tx) (n int64, err error) {
	sql := "SELECT 0"
	for _, table := range e.DirtyTables() {
		sql += " + (SELECT count(*) FROM " + table + ")"
	}
	return sqldb.Int(tx, sql)
}

// DirtyTables are the tables, quoted, with the ids of rows and deletions that
// the next serialize will pick up.
func (e *Engine) DirtyTables() []string {
	tables := []string{"morango_deletedmodels"}
	for _, m := range e.models {
		tables = append(tables, m.App.DirtyTable())
	}
	return tables
}
