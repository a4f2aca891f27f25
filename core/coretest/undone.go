package coretest

import (
	"context"
	"errors"
	"testing"

	"github.com/amora-sync/amora/core/sqldb"
)

// UndoneDB is a database whose transactions can be parts of one that is undone:
// a fuzz target that opened a database for each input would spend most of its
// time on that.
type UndoneDB struct {
	sqldb.DB
	tx sqldb.Tx // nil: transactions are what they are
}

// View implements [sqldb.DB].
func (u *UndoneDB) View(ctx context.Context, fn func(sqldb.Tx) error) error {
	if u.tx == nil {
		return u.DB.View(ctx, fn)
	}
	return fn(u.tx)
}

// Update implements [sqldb.DB].
func (u *UndoneDB) Update(ctx context.Context, fn func(sqldb.Tx) error) error {
	if u.tx == nil {
		return u.DB.Update(ctx, fn)
	}
	return sqldb.Nested(u.tx, func() error { return fn(u.tx) })
}

// errUndo rolls back what one input has done.
var errUndo = errors.New("undo")

// Undone undoes what do does in the database.
func (u *UndoneDB) Undone(t testing.TB, do func()) {
	t.Helper()
	err := u.DB.Update(context.Background(), func(tx sqldb.Tx) error {
		u.tx = tx
		defer func() { u.tx = nil }()
		do()
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Fatal(err)
	}
}
