package core_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/sqldb"
)

// forgetful loses commits that may be deferred, as a storage does that is full
// when it comes to them: they are undone, and nobody is told.
type forgetful struct {
	sqldb.DB
	lost chan struct{} // a token for each
	off  atomic.Bool   // loses nothing
}

func (d *forgetful) Update(ctx context.Context, fn func(sqldb.Tx) error) error {
	if _, deferrable := sqldb.DeferrableBytes(ctx); !deferrable || d.off.Load() {
		return d.DB.Update(ctx, fn)
	}
	undo := errors.New("undo")
	err := d.DB.Update(ctx, func(tx sqldb.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return undo
	})
	if errors.Is(err, undo) {
		d.lost <- struct{}{}
		return nil
	}
	return err
}

// What a live change brought, and what could not be made durable, is pulled.
func TestLiveChangeThatIsNotStored(t *testing.T) {
	relay := newRelay(t)
	db := &forgetful{DB: memory(t), lost: make(chan struct{}, 100)}
	db.off.Store(true)
	a, b := newDevice(t, classSchema), &device{coretest.NewDevice(t, db, classSchema).Instance, t}
	dataset := enroll(t, relay, a, b)
	a.sync(relay)
	_, stop := b.live(relay)
	defer stop()
	_, stopA := a.live(relay)
	defer stopA()
	db.off.Store(false)
	a.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})
	<-db.lost
	db.off.Store(true)
	b.eventually("SELECT title FROM topic", "one")
}
