package core_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
)

const manyAnswers = 40

// answered is a relay with answers, and a device that may pull them, on storage
// as a tab has it.
func answered(t *testing.T) (*coretest.Relay, *quota, *device) {
	t.Helper()
	relay, q := newRelay(t), newQuota(t)
	owner := newDevice(t, classSchema)
	guest, _ := q.device(t, core.Options{})
	dataset := enroll(t, relay, owner, guest)
	for i := range manyAnswers {
		owner.put("answer", map[string]any{"dataset_id": dataset, "user_id": dataset, "question": fmt.Sprint(i), "text": "here"})
	}
	owner.sync(relay)
	return relay, q, guest
}

// pullSlowly pulls in chunks of two; at is called when so many records have come.
func (d *device) pullSlowly(ctx context.Context, r *coretest.Relay, records int64, at func()) error {
	_, err := d.Sync(ctx, "ws://relay", r.Dial, client.Options{ChunkSize: 2, Pull: true, Progress: func(p client.Progress) {
		if p.Direction == "pull" && p.Stage == pipeline.StageTransferring && p.Records == records {
			at()
		}
	}})
	return err
}

// wantAnswers makes sure that all answers are there and that the next sync does
// not think otherwise.
func (d *device) wantAnswers(r *coretest.Relay) {
	d.t.Helper()
	if n := d.rows("SELECT count(*) FROM answer WHERE text = 'here'"); n != fmt.Sprint(manyAnswers) {
		d.t.Errorf("%s answers of %d", n, manyAnswers)
	}
	if got := d.sync(r); got.Pulled != 0 || got.Quarantined != 0 {
		d.t.Errorf("another sync: %+v", got)
	}
	if said := d.rows("PRAGMA integrity_check"); said != "ok" {
		d.t.Error(said)
	}
}

// The chunks of a pull share few flushes: what a sync says is stored when the
// sync is over.
func TestChunksShareFlushes(t *testing.T) {
	relay, q, guest := answered(t)
	before := q.writes
	guest.must(guest.pullSlowly(t.Context(), relay, 0, nil))
	if n := q.writes - before; n > manyAnswers/4 {
		t.Errorf("%d flushes of %d chunks", n, manyAnswers/2)
	}
	guest, _ = q.device(t, core.Options{})
	guest.wantAnswers(relay)
}

// A tab that is killed in the midst of a pull has some of the chunks, and the
// next sync brings the others.
func TestKilledBetweenChunks(t *testing.T) {
	for records := int64(2); records < manyAnswers; records += 6 {
		t.Run(fmt.Sprint(records), func(t *testing.T) {
			relay, q, guest := answered(t)
			ctx, cancel := context.WithCancel(t.Context())
			var stored []byte
			if err := guest.pullSlowly(ctx, relay, records, func() {
				stored = q.stored
				cancel()
			}); fault.CodeOf(err) == "" && ctx.Err() == nil {
				t.Fatal("the pull was not cut off:", err)
			}
			q.stored = stored // not even the last words
			guest, _ = q.device(t, core.Options{})
			guest.sync(relay)
			guest.wantAnswers(relay)
		})
	}
}

// If storage fails for another commit, chunks go with it that were not flushed.
// The pull does not go on as if they were there, wherever that happens.
func TestChunksAreLost(t *testing.T) {
	for _, records := range []int64{2, 20, manyAnswers} {
		t.Run(fmt.Sprint(records), func(t *testing.T) {
			relay, q, guest := answered(t)
			err := guest.pullSlowly(t.Context(), relay, records, func() {
				q.full = true
				if _, err := guest.Exec(t.Context(), "CREATE TABLE note (text)"); fault.CodeOf(err) != fault.StorageFull {
					t.Errorf("a write in between: %v", err)
				}
				q.full = false
			})
			if fault.CodeOf(err) != fault.Unavailable {
				t.Errorf("the pull ends with %v", err)
			}
			guest.sync(relay)
			guest.wantAnswers(relay)
		})
	}
}
