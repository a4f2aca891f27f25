package core_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// commits is a database that counts the commits that changed something, each
// of which a tab has to make durable.
type commits struct {
	sqldb.DB
	n       atomic.Int64
	broken  atomic.Bool                // no counter is to be had: nothing can be serialized
	failing atomic.Pointer[fault.Code] // of the storage, nil if it can be written
}

func (d *commits) Update(ctx context.Context, fn func(sqldb.Tx) error) error {
	if code := d.failing.Load(); code != nil {
		return fault.Errorf(*code, "the storage takes nothing")
	}
	return d.DB.Update(ctx, func(tx sqldb.Tx) error {
		before, err := tx.Text("SELECT total_changes()")
		if err != nil {
			return err
		}
		if err := fn(countedTx{tx, d}); err != nil {
			return err
		}
		after, err := tx.Text("SELECT total_changes()")
		if err == nil && before != after {
			d.n.Add(1) // before anybody sees what is committed
		}
		return err
	})
}

type countedTx struct {
	sqldb.Tx
	db *commits
}

var errBroken = errors.New("broken")

func (tx countedTx) Text(sql string, args ...any) (string, error) {
	if tx.db.broken.Load() && strings.HasPrefix(sql, "UPDATE morango_instanceidmodel SET counter") {
		return "", errBroken
	}
	return tx.Tx.Text(sql, args...)
}

func newCounted(t *testing.T) (*device, *commits) {
	t.Helper()
	s, err := schema.Parse([]byte(classSchema))
	if err != nil {
		t.Fatal(err)
	}
	db := &commits{DB: memory(t)}
	in, err := core.Open(t.Context(), db, core.Options{Schema: s, GenerateKey: coretest.Keys})
	if err != nil {
		t.Fatal(err)
	}
	return &device{in, t}, db
}

// A live sync outlives a time in which this side's storage cannot be written:
// it says so, and goes on once it can.
func TestLiveOutlivesOwnStorage(t *testing.T) {
	for _, failure := range []fault.Code{fault.StorageFull, fault.StorageFailed} {
		relay := newRelay(t)
		other := newDevice(t, classSchema)
		d, db := newCounted(t)
		dataset := enroll(t, relay, other, d)
		progress, stop := d.live(relay)
		db.failing.Store(&failure)
		other.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})
		other.sync(relay)
		for p := range progress {
			if p.Offline {
				if p.Code != failure {
					t.Errorf("offline because of %s, want %s", p.Code, failure)
				}
				break
			}
		}
		db.failing.Store(nil)
		d.eventually("SELECT title FROM topic", "one")
		stop()
	}
}

// A change under a live sync costs one commit, and another where it arrives.
func TestLiveCommitsOnce(t *testing.T) {
	relay := newRelay(t)
	a, here := newCounted(t)
	b, there := newCounted(t)
	dataset := enroll(t, relay, a, b)
	_, stopA := a.live(relay)
	defer stopA()
	_, stopB := b.live(relay)
	defer stopB()
	here.n.Store(0)
	there.n.Store(0)
	a.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})
	b.eventually("SELECT title FROM topic", "one")
	a.exec("UPDATE topic SET title = 'two'")
	b.eventually("SELECT title FROM topic", "two")
	if here.n.Load() != 2 || there.n.Load() != 2 {
		t.Errorf("two changes: %d commits here, %d there", here.n.Load(), there.n.Load())
	}
}

// What cannot be serialized is written all the same; the live sync says why.
func TestLiveWritesWhatCannotBeSerialized(t *testing.T) {
	relay := newRelay(t)
	d, db := newCounted(t)
	dataset := enroll(t, relay, d)
	idle, ended := make(chan struct{}, 1000), make(chan error, 1)
	go func() {
		_, err := d.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{Live: true, Progress: func(p client.Progress) {
			if p.Direction == "" {
				idle <- struct{}{}
			}
		}})
		ended <- err
	}()
	<-idle
	db.broken.Store(true)
	d.put("topic", map[string]any{"dataset_id": dataset, "title": "kept"})
	if err := <-ended; !errors.Is(err, errBroken) {
		t.Errorf("the live sync ended with %v", err)
	}
	if got := d.rows("SELECT title FROM topic"); got != "kept" {
		t.Errorf("there is %q", got)
	}
}

// Each of two live syncs has its own part: deletions leave with theirs, also
// where it is in the middle of a transfer meanwhile.
func TestLiveDeletionsOfTwoFilters(t *testing.T) {
	relay, d := newRelay(t), newDevice(t, classSchema)
	dataset := enroll(t, relay, d)
	ctx, stop := context.WithCancel(t.Context())
	users := []string{hexID("1"), hexID("2")}
	const each = 5
	for i := range each {
		for _, user := range users {
			d.put("answer", map[string]any{"dataset_id": dataset, "user_id": user, "question": fmt.Sprint(i), "text": "x"})
		}
	}
	remove := func(user string, i int) {
		d.exec("DELETE FROM answer WHERE user_id = ?1 AND question = ?2", user, fmt.Sprint(i))
	}
	left := func(deletions int) {
		t.Helper()
		room(t, relay, dataset).eventually("SELECT count(*) FROM morango_store WHERE deleted = 1", fmt.Sprint(deletions))
	}
	var ends sync.WaitGroup
	part := func(user string) {
		idle := make(chan struct{}, 10_000)
		ends.Go(func() {
			_, err := d.Sync(ctx, "ws://relay", relay.Dial, client.Options{Live: true, Filter: value.Filter{dataset + ":user:" + user}, Progress: func(p client.Progress) {
				if p.Direction == "" {
					idle <- struct{}{}
				}
			}})
			if err != nil {
				t.Error(err)
			}
		})
		<-idle
	}
	part(users[0])
	var once sync.Once
	relay.Lose = func(fromClient bool, msg []byte) bool {
		if fromClient && wire.Kind(msg[0]) == wire.KindChunk {
			once.Do(func() { remove(users[1], 0) })
		}
		return false
	}
	part(users[1])
	left(1)
	for i := 1; i < each; i++ {
		remove(users[0], i)
		left(2 * i)
		remove(users[1], i)
		left(2*i + 1)
	}
	stop()
	ends.Wait()
}
