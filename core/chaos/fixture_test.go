package chaos_test

import (
	"context"
	"io"
	"testing"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// memory is a database that lives as long as the test.
func memory(t testing.TB) sqldb.DB {
	t.Helper()
	return memoryOf(t, nil)
}

// memoryOf is memory, with ids that are made of the random bytes.
func memoryOf(t testing.TB, random io.Reader) sqldb.DB {
	t.Helper()
	db, err := sqlitedb.Open(context.Background(), sqlitedb.Memory, sqlitedb.Options{Rand: random})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func newDevice(t testing.TB, app string) *coretest.Device {
	t.Helper()
	return coretest.NewDevice(t, memory(t), app)
}

func newRelay(t testing.TB) *coretest.Relay {
	return coretest.NewRelay(t, func() sqldb.DB { return memory(t) })
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
