package morangohttp

import (
	"errors"
	"net/http"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/idle"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// errEarly: a stage was asked for whose records have not arrived.
var errEarly = fault.Errorf(fault.BadRequest, "not all records have arrived")

// run is the stages of one transfer in one request.
type run struct {
	*call
	guest  *guest
	t      pipeline.Transfer
	fields form // of the request
	copied bool // the records of a pull, by this request
}

// proceed runs the stages after the transfer's own up to target (Morango's
// sync/controller.py, proceed_to). Going back, and a transfer that failed,
// change nothing.
func (r *run) proceed(tx sqldb.Tx, target pipeline.Stage) error {
	if r.t.Status == pipeline.StatusErrored {
		return nil
	}
	at := morango.StageIndex(r.t.Stage)
	if r.t.Status == pipeline.StatusCompleted {
		at++
	}
	for at <= morango.StageIndex(target) {
		next, err := r.stage(tx, morango.Stages[at])
		if err != nil {
			return &pipeline.StageError{Stage: morango.Stages[at], Session: r.t.ID, Err: err}
		}
		if r.t = next; next.Status != pipeline.StatusCompleted {
			return nil // it waits for records
		}
		at++
	}
	return nil
}

// stage runs one stage as the side that is asked (Morango's
// sync/operations.py). The sender's and the receiver's differ.
func (r *run) stage(tx sqldb.Tx, stage pipeline.Stage) (pipeline.Transfer, error) {
	engine := r.guest.engine
	switch {
	case stage == pipeline.StageSerializing:
		return r.serialize(tx)
	case stage == pipeline.StageTransferring:
		return r.transferring(tx)
	case stage == pipeline.StageCleanup:
		return engine.Cleanup(tx, r.t)
	case stage == pipeline.StageQueuing && !r.t.Push:
		r.copied = true
		return engine.Queue(tx, r.t)
	case stage == pipeline.StageDequeuing && r.t.Push:
		return engine.Receive(tx, r.t)
	case stage == pipeline.StageDeserializing && r.t.Push:
		return engine.Apply(tx, r.t)
	}
	return engine.Complete(tx, r.t, stage)
}

// serialize is the stage at which both sides say what they have. The client's
// word is that of the request which runs it.
func (r *run) serialize(tx sqldb.Tx) (pipeline.Transfer, error) {
	client, err := r.fields.fsic()
	if err != nil {
		return r.t, err
	}
	t, err := r.guest.engine.Agree(tx, r.t, r.fsicVersion(), client)
	r.guest.Spent(int64(len(client) + len(t.ServerFSIC)))
	return t, err
}

// maxFSICText bounds a peer's FSIC as text, in bytes: it is stored, on the edge
// in a cell of 2 MB.
const maxFSICText = 2_000_000 - 1

// fsic is what the peer says that it has, nothing if it does not say. Error:
// bad_fsic.
func (f form) fsic() (string, error) {
	if !f.has("client_fsic") {
		return "{}", nil
	}
	text := f.text("client_fsic")
	if len(text) > maxFSICText {
		return "", fault.Errorf(fault.BadFSIC, "%d bytes", len(text))
	}
	return text, nil
}

// transferring is complete when the receiver has all records. Of a pull the
// client says how many it has.
func (r *run) transferring(tx sqldb.Tx) (t pipeline.Transfer, err error) {
	t = r.t
	if !t.Push && r.fields.has("records_transferred") {
		if t.RecordsTransferred, err = r.fields.integer("records_transferred", max(t.RecordsTotal, 0)); err != nil {
			return t, err
		}
	}
	if t.RecordsTransferred == t.RecordsTotal {
		return r.guest.engine.Complete(tx, t, pipeline.StageTransferring)
	}
	if t.Push {
		return t, errEarly
	}
	t.Stage, t.Status = pipeline.StageTransferring, pipeline.StatusPending
	return r.guest.engine.Save(tx, t)
}

// advance runs a transfer's stages up to target in one transaction. A stage
// that fails is undone, and the transfer is errored: that is told in the
// transfer's status, and not by the request's. Failures of storage change
// nothing, so that the peer can come again. shown is the transfer afterwards.
func (c *call) advance(
	g *guest, target pipeline.Stage, fields form, read func(sqldb.Tx) (pipeline.Transfer, error),
) (shown string, errored bool, err error) {
	var r *run
	err = g.Update(func(tx sqldb.Tx) error {
		t, err := read(tx)
		if err != nil {
			return err
		}
		r = &run{call: c, guest: g, t: t, fields: fields}
		if err := r.plain(); err != nil {
			return err
		}
		if err := r.proceed(tx, target); err != nil {
			return err
		}
		if r.t.Active {
			if r.t, err = g.engine.Save(tx, r.t); err != nil {
				return err
			}
		}
		shown, err = tx.Text(transferSQL, r.t.ID)
		return err
	})
	if refused, ok := errors.AsType[reply](err); ok {
		return "", false, refused
	}
	if failed, ok := errors.AsType[*pipeline.StageError](err); ok && !fault.CodeOf(err).Storage() {
		shown, err = c.fail(g, r.t.ID, failed)
		if fault.CodeOf(err) == fault.UnknownSession {
			err = failed // the transfer was begun by this request, and is undone with it
		}
		return shown, true, err
	}
	if err != nil {
		return "", false, err
	}
	if r.copied {
		g.Copied(r.t)
	}
	c.after(r)
	return shown, r.t.Status == pipeline.StatusErrored, nil
}

// fail notes that a stage of a transfer has failed, after its transaction was
// rolled back.
func (c *call) fail(g *guest, id string, e *pipeline.StageError) (shown string, err error) {
	c.log.Info("transfer failed", "room", g.room, "transfer", id, "stage", e.Stage, "code", fault.CodeOf(e), "error", e)
	err = g.engine.DB().Update(c.ctx, func(tx sqldb.Tx) error {
		t, err := g.engine.Transfer(tx, id)
		if err != nil {
			return err
		}
		if _, err := g.engine.Fail(tx, t, e.Stage); err != nil {
			return err
		}
		shown, err = tx.Text(transferSQL, id)
		return err
	})
	return shown, err
}

// after tells others of records that have come in, and logs a transfer that is
// over.
func (c *call) after(r *run) {
	t := r.t
	if t.Push && t.RecordsTransferred > 0 && morango.StageIndex(t.Stage) >= morango.StageIndex(pipeline.StageDequeuing) {
		r.guest.Tell(t.Filter)
	}
	if !t.Active {
		c.log.Info("transfer", "room", r.guest.room, "peer", r.guest.session.Client, "push", t.Push,
			"records", max(t.RecordsTotal, 0), "bytes", t.BytesReceived+t.BytesSent, "conflicts", t.Conflicts)
	}
}

// plain takes over the fields that a peer may set as it likes. How many records
// a push has is said once.
func (r *run) plain() (err error) {
	for name, field := range map[string]*int64{"bytes_sent": &r.t.BytesSent, "bytes_received": &r.t.BytesReceived} {
		if r.fields.has(name) {
			if *field, err = r.fields.integer(name, value.MaxCounter); err != nil {
				return err
			}
		}
	}
	if !r.t.Push || !r.fields.has("records_total") {
		return nil
	}
	total, err := r.fields.integer("records_total", pipeline.MaxTransferRecords)
	if err == nil && r.t.RecordsTotal >= 0 && r.t.RecordsTransferred > 0 && total != r.t.RecordsTotal {
		err = badField("records_total", "It was another number before.")
	}
	r.t.RecordsTotal = total
	return err
}

// advanceTransfer answers PATCH transfersessions/ID/.
func (c *call) advanceTransfer() (reply, error) {
	f, err := c.formOf(maxFSIC, func([]byte) error { return c.shows(c.id, transferSQL) })
	if err != nil {
		return reply{}, err
	}
	target := pipeline.Stage(f.text("transfer_stage"))
	if f.has("transfer_stage") && (morango.StageIndex(target) < 0 || target == pipeline.StageCleanup) {
		return badField("transfer_stage", `"`+string(target)+`" is not a valid choice.`), nil
	}
	var shown string
	err = c.at(c.id, func(engine *pipeline.Engine, room *server.Room) error {
		shown, _, err = c.advanceNamed(engine, room, target, f)
		return err
	})
	return reply{status: http.StatusOK, text: shown}, err
}

// advanceNamed is advance for the transfer that the request names.
func (c *call) advanceNamed(
	engine *pipeline.Engine, room *server.Room, target pipeline.Stage, fields form,
) (shown string, errored bool, err error) {
	g, t, err := c.peerOf(engine, room)
	if err != nil {
		return "", false, err
	}
	read := func(tx sqldb.Tx) (pipeline.Transfer, error) { return engine.Transfer(tx, c.id) }
	if copies(t, target) {
		if err := c.mayCopy(g, fields, read); err != nil {
			return "", false, err
		}
	}
	return c.advance(g, target, fields, read)
}

// mayCopy reports, by a reply, that the room has no space for the copies of a
// pull's records. Where it may be so, the stages before run in a transaction of
// their own: then both sides have said what they have.
func (c *call) mayCopy(g *guest, fields form, read func(sqldb.Tx) (pipeline.Transfer, error)) error {
	if g.MayCopyAll() {
		return nil
	}
	_, errored, err := c.advance(g, pipeline.StageSerializing, fields, read)
	if err != nil || errored {
		return err
	}
	var t pipeline.Transfer
	err = g.engine.DB().View(c.ctx, func(tx sqldb.Tx) error {
		t, err = read(tx)
		return err
	})
	if err == nil && copies(t, pipeline.StageQueuing) {
		if full := g.MayCopy(t); full != nil {
			err = later(full)
		}
	}
	return err
}

// copies reports whether the stages up to target copy the records of a pull.
func copies(t pipeline.Transfer, target pipeline.Stage) bool {
	queuing := morango.StageIndex(pipeline.StageQueuing)
	at := morango.StageIndex(t.Stage)
	return !t.Push && morango.StageIndex(target) >= queuing &&
		(at < queuing || at == queuing && t.Status != pipeline.StatusCompleted)
}

// peerOf is the transfer that the request names, and its peer.
func (c *call) peerOf(engine *pipeline.Engine, room *server.Room) (g *guest, t pipeline.Transfer, err error) {
	err = engine.DB().View(c.ctx, func(tx sqldb.Tx) error {
		t, g, err = c.transfer(tx, engine, room, c.id)
		return err
	})
	return g, t, err
}

// closeTransfer answers DELETE transfersessions/ID/: the stages that are left
// run. A transfer that failed, and a pull whose peer does not want the rest,
// are answered the same way.
func (c *call) closeTransfer() (reply, error) {
	err := c.at(c.id, func(engine *pipeline.Engine, room *server.Room) error {
		_, errored, err := c.advanceNamed(engine, room, pipeline.StageCleanup, form{})
		if err == nil && errored && !c.can(morango.CanWait) {
			err = detail(http.StatusInternalServerError, "Cleanup failed")
		}
		if err != nil {
			return err
		}
		return c.giveUp(engine, room)
	})
	return reply{status: http.StatusNoContent}, err
}

// giveUp ends the pull that the request names, if it waits for its peer.
func (c *call) giveUp(engine *pipeline.Engine, room *server.Room) error {
	return engine.DB().Update(c.ctx, func(tx sqldb.Tx) error {
		_, _, err := c.transfer(tx, engine, room, c.id)
		if isNotFound(err) { // it is over
			return nil
		}
		if err != nil {
			return err
		}
		return idle.AbandonAll(tx, "id = ?1 AND push = 0 AND transfer_stage_status <> 'errored'", c.id)
	})
}
