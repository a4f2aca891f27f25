package core_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// undoing runs each step of a transfer twice: first in a transaction that is
// rolled back after the step is done, which must leave the transfer as it was.
type undoing struct {
	t     *testing.T
	steps int
}

var errUndone = errors.New("undone")

func (u *undoing) advance(d *device, t *pipeline.Transfer, step func(sqldb.Tx, pipeline.Transfer) (pipeline.Transfer, error)) {
	u.t.Helper()
	u.steps++
	before := *t
	var undone pipeline.Transfer
	err := d.Engine().Advance(u.t.Context(), t, func(tx sqldb.Tx, t pipeline.Transfer) (next pipeline.Transfer, err error) {
		if undone, err = step(tx, t); err != nil {
			return undone, err
		}
		return undone, errUndone
	})
	if !errors.Is(err, errUndone) {
		u.t.Fatalf("step %d: %v", u.steps, err)
	}
	if !reflect.DeepEqual(*t, before) {
		u.t.Errorf("step %d was rolled back and left\n%+v\nof\n%+v", u.steps, *t, before)
	}
	if reflect.DeepEqual(undone, before) {
		u.t.Errorf("step %d changes nothing", u.steps)
	}
	d.must(d.Engine().Advance(u.t.Context(), t, step))
	if !reflect.DeepEqual(*t, undone) {
		u.t.Errorf("step %d became\n%+v\nthen\n%+v", u.steps, undone, *t)
	}
}

// TestStagesRolledBack: a transfer whose every stage is rolled back once ends
// as any other.
func TestStagesRolledBack(t *testing.T) {
	from, to := newDevice(t, classSchema), newDevice(t, classSchema)
	for i := range 5 {
		from.put("answer", map[string]any{"dataset_id": wireDataset, "user_id": testUser, "question": fmt.Sprint(i), "text": "x"})
	}
	filter := value.Filter{wireDataset}
	out := pipeline.Transfer{ID: halfway, SyncSession: halfway, Push: true, Filter: filter}
	in := pipeline.Transfer{ID: halfway, SyncSession: halfway, Push: true, Server: true, Filter: filter}
	u := &undoing{t: t}
	u.advance(from, &out, from.Engine().Start)
	u.advance(to, &in, to.Engine().Start)
	u.advance(from, &out, func(tx sqldb.Tx, out pipeline.Transfer) (pipeline.Transfer, error) {
		_, err := from.Engine().Serialize(tx, filter)
		if err == nil {
			out.ClientFSIC, err = from.Engine().FSIC(tx, filter, 2, true)
		}
		if err != nil {
			return out, err
		}
		return from.Engine().Save(tx, out)
	})
	in.ClientFSIC, in.ServerFSIC, out.ServerFSIC = out.ClientFSIC, noFSIC, noFSIC
	u.advance(from, &out, from.Engine().Queue)
	in.RecordsTotal = out.RecordsTotal
	for in.RecordsTransferred < in.RecordsTotal {
		u.advance(to, &in, func(tx sqldb.Tx, in pipeline.Transfer) (pipeline.Transfer, error) {
			var c pipeline.Chunk
			err := from.DB().View(t.Context(), func(tx sqldb.Tx) (err error) {
				c, err = from.Engine().ReadChunk(tx, out, in.RecordsTransferred, 2)
				return err
			})
			if err != nil {
				return in, err
			}
			return to.Engine().WriteChunk(tx, in, c)
		})
	}
	u.advance(to, &in, to.Engine().Finish)
	u.advance(from, &out, from.Engine().Cleanup)
	if sent, got := from.answers(), to.answers(); sent != got || in.RecordsTotal != 5 || u.steps != 9 {
		t.Errorf("%d records in %d steps: sent\n%s\ngot\n%s", in.RecordsTotal, u.steps, sent, got)
	}
}

// TestAbandonedBeforeItWasStored: a transfer whose row was never committed, or
// is over, has nothing to give up.
func TestAbandonedBeforeItWasStored(t *testing.T) {
	d := newDevice(t, classSchema)
	s := pipeline.Transfer{ID: halfway, SyncSession: halfway, Filter: value.Filter{wireDataset}}
	abandon := func() error { return d.Engine().Advance(t.Context(), &s, d.Engine().Abandon) }
	wantCode(t, abandon(), fault.UnknownSession, "")
	d.must(d.Engine().Advance(t.Context(), &s, d.Engine().Start))
	d.must(abandon())
	if s.Active || s.Status != pipeline.StatusErrored {
		t.Errorf("abandoned: %+v", s)
	}
	wantCode(t, abandon(), fault.UnknownSession, "")
}
