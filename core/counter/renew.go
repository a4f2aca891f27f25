package counter

import (
	"context"
	"sync"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// renewing is the database of an instance that needs a new identity
// (core.Options.NewIdentity) and could not store one when it was opened,
// because storage was full. Reading works; the first transaction that writes is
// preceded by one that stores the identity, so that no counter is used before.
type renewing struct {
	sqldb.DB
	identity *Identity

	mu   sync.Mutex
	done bool
}

// RenewFirst is a database that takes a new identity before it is written.
func RenewFirst(db sqldb.DB, identity *Identity) sqldb.DB {
	return &renewing{DB: db, identity: identity}
}

// Update implements [sqldb.DB].
func (d *renewing) Update(ctx context.Context, fn func(sqldb.Tx) error) error {
	if err := d.renew(ctx); err != nil {
		return err
	}
	return d.DB.Update(ctx, fn)
}

func (d *renewing) renew(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.done {
		return nil
	}
	before := d.identity.id.Load()
	err := d.DB.Update(ctx, func(tx sqldb.Tx) error { return d.identity.Renew(tx, value.MaxCounter) })
	if err != nil {
		d.identity.id.Store(before)
		return err
	}
	d.done = true
	return nil
}
