package morangoclient

import (
	"context"
	"maps"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/pipeline"
)

// failedAt is the error of a transfer that failed at the server, nil where it
// did not. A stage that fails is no error of the request.
func failedAt(a transferState, id string) error {
	if a.Status != pipeline.StatusErrored {
		return nil
	}
	return &pipeline.StageError{Stage: a.Stage, Session: id, Err: fault.Errorf(fault.BadRequest, "the server has failed")}
}

// How long to wait for a server that says that a stage is not done yet, doubled
// each time.
const (
	firstPoll = 100 * time.Millisecond
	lastPoll  = 5 * time.Second
	maxPolls  = 720 // an hour
)

// advance has the server run its stages up to one, and waits until they are
// done. fields are stored there beside.
func (t *transfer) advance(ctx context.Context, stage pipeline.Stage, fields map[string]any) error {
	if !t.c.can(morango.CanWait) {
		return t.advanceAtOnce(ctx, stage, fields)
	}
	r, err := t.patching(stage, fields)
	if err != nil {
		return err
	}
	for polls := 0; ; polls++ {
		if err := t.tell(ctx, r); err != nil {
			return err
		}
		if err := failedAt(t.there, t.state.ID); err != nil || t.there.done(stage) {
			return err
		}
		if polls == maxPolls {
			return fault.Errorf(fault.Unavailable, "the server does not come to an end with stage %s", stage)
		}
		if err := t.c.opts.Wait(ctx, min(lastPoll, firstPoll<<min(polls, 10))); err != nil {
			return err
		}
	}
}

// advanceAtOnce is advance for a server that answers once a stage is done. Such
// a server waits for ever where it is asked for the stage that it has just
// completed (Morango's sync/controller.py, proceed_to_and_wait_for), so that it
// is asked how far it is before a request is repeated.
func (t *transfer) advanceAtOnce(ctx context.Context, stage pipeline.Stage, fields map[string]any) error {
	for tries := 0; ; tries++ {
		want := stage
		if t.there.done(stage) {
			want = ""
		}
		if want == "" && len(fields) == 0 {
			return nil
		}
		r, err := t.patching(want, fields)
		if err != nil {
			return err
		}
		r.once = true
		err = t.tell(ctx, r)
		if err == nil {
			return t.reached(stage)
		}
		if again, err := t.c.again(ctx, err, tries); !again {
			return err
		}
		if err := t.look(ctx); err != nil {
			return err
		}
	}
}

// reached is the error of a server that has not come to a stage.
func (t *transfer) reached(stage pipeline.Stage) error {
	err := failedAt(t.there, t.state.ID)
	if err == nil && !t.there.done(stage) {
		err = fault.Errorf(fault.BadRequest, "the server does not come to stage %s", stage)
	}
	return err
}

// patching is the request for a stage, "" for none, with fields to store.
func (t *transfer) patching(stage pipeline.Stage, fields map[string]any) (request, error) {
	fields = maps.Clone(fields)
	if stage != "" {
		fields["transfer_stage"] = stage
	}
	r, err := form(methodPatch, t.path(), fields)
	r.most = maxTransfer
	r.patience = patienceStage + time.Duration(max(t.state.RecordsTotal, 0))*patienceRecord
	return r, err
}

// dismiss ends a transfer at the server that is not complete. A server keeps the
// buffer of a pull until it is told that all records have come. One that answers
// once a stage is done would wait for ever for the rest of a push.
func (c *Connection) dismiss(ctx context.Context, a transferState) error {
	if a.Push && !c.can(morango.CanWait) {
		return nil
	}
	t := &transfer{SyncSession: &SyncSession{c: c}, state: pipeline.Transfer{ID: a.ID}, there: a}
	if !a.Push && a.Total != nil && a.Status != pipeline.StatusErrored {
		fields := map[string]any{"records_transferred": *a.Total}
		if err := t.advance(ctx, pipeline.StageTransferring, fields); err != nil {
			return err
		}
	}
	return c.closeTransfer(ctx, a.ID)
}

// closeTransfer ends a transfer at the server, which may not know it any more.
func (c *Connection) closeTransfer(ctx context.Context, id string) error {
	_, err := c.ask(ctx, request{method: methodDelete, path: "transfersessions/" + id + "/", most: maxSmall})
	if statusOf(err) == statusNotFound {
		err = nil
	}
	return err
}
