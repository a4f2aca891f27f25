package morangohttp

import (
	"net/http"
	"slices"

	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// transferSQL is an active transfer as Morango shows it (Morango's
// api/serializers.py, TransferSessionSerializer).
const transferSQL = `SELECT json_object('id', id, 'start_timestamp', start_timestamp,
 'last_activity_timestamp', last_activity_timestamp, 'active', json(iif(active, 'true', 'false')), 'filter', filter,
 'push', json(iif(push, 'true', 'false')), 'records_transferred', records_transferred, 'records_total', records_total,
 'bytes_received', bytes_received, 'bytes_sent', bytes_sent, 'sync_session', sync_session_id,
 'server_fsic', server_fsic, 'client_fsic', client_fsic, 'transfer_stage', transfer_stage,
 'transfer_stage_status', iif(transfer_stage_status = 'started', 'pending', transfer_stage_status))
FROM morango_transfersession WHERE id = ?1 AND active = 1`

// guest is the peer of a sync session, in its room.
type guest struct {
	server.Guest
	engine  *pipeline.Engine
	room    string
	session peerSession
}

// peerSession is what an open sync session says.
type peerSession struct{ ID, Profile, Client, Server, Instance string }

// session reads the open sync session with this id. Error: errNotFound.
func (c *call) session(tx sqldb.Tx, engine *pipeline.Engine, room *server.Room, id string) (*guest, error) {
	g := &guest{engine: engine}
	err := sqldb.ReadJSON(tx, &g.session, `SELECT json_object('ID', id, 'Profile', profile, 'Client', client_certificate_id,
 'Server', server_certificate_id, 'Instance', client_instance_id) FROM morango_syncsession WHERE id = ?1 AND `+openSession, id)
	if err == nil && g.session.ID == "" {
		err = errNotFound
	}
	if err != nil {
		return nil, err
	}
	chain, err := trust.LoadChain(tx, g.session.Client)
	if err != nil {
		return nil, err
	}
	g.room = chain.Root().ID
	if g.Guest, err = room.Guest(c.ctx, tx, engine, chain, g.session.Instance); err == nil {
		c.found = g
	}
	return g, err
}

// transfer reads a transfer of this protocol that is under way, and its peer.
// Error: errNotFound.
func (c *call) transfer(tx sqldb.Tx, engine *pipeline.Engine, room *server.Room, id string) (pipeline.Transfer, *guest, error) {
	t, err := engine.Transfer(tx, id)
	if err != nil || !t.Active || !t.Server {
		return t, nil, errNotFound
	}
	g, err := c.session(tx, engine, room, t.SyncSession)
	if err == nil {
		err = judge(tx, g.room, g.session.Client)
	}
	return t, g, err
}

// openTransfer answers POST transfersessions/. A peer that has a transfer of
// this direction under way in its sync session gets that one, whatever it asks
// for: its request may have come before.
func (c *call) openTransfer() (reply, error) {
	noSession := say(http.StatusBadRequest, "Requested syncsession does not exist or is no longer active!")
	f, err := c.formOf(maxFSIC, func(body []byte) error { return c.shows(idAfter(body, `"sync_session_id"`), syncSessionSQL) })
	if isNotFound(err) {
		err = noSession
	}
	if err != nil {
		return reply{}, err
	}
	t := asked{call: c, form: f, id: f.text("id")}
	if err := t.check(); err != nil {
		return reply{}, err
	}
	h, err := c.holder(f.text("sync_session_id"))
	if err == nil {
		err = t.checkID(h.Room)
	}
	if err == nil {
		err = c.at(f.text("sync_session_id"), t.open)
	}
	if isNotFound(err) {
		return noSession, nil
	}
	if err != nil {
		return reply{}, err
	}
	c.opts.Rooms.Hold(t.id, Holder{Room: t.room, Expires: true, Member: c.found.Member()})
	return reply{status: http.StatusCreated, text: t.shown}, nil
}

// shows reports, by errNotFound, that a query for one id finds nothing.
func (c *call) shows(id, sql string) error {
	return c.view(id, func(tx sqldb.Tx, _ *pipeline.Engine) error {
		text, err := tx.Text(sql, id)
		if err == nil && text == "" {
			err = errNotFound
		}
		return err
	})
}

var errTransferID = badField("id", "Transfer session with this ID already exists.")

// asked is a transfer that a peer asks for.
type asked struct {
	*call
	form
	id     string
	push   bool
	filter value.Filter
	theirs value.Scope // what the peer's certificate permits

	room  string // that it is in
	shown string // as the answer shows it
}

// check holds what is asked for against its form.
func (t *asked) check() error {
	if !value.IsID(t.id) {
		return badField("id", "An id has 32 lower-case hex digits.")
	}
	var ok bool
	if t.push, ok = t.form["push"].(bool); !ok {
		return badField("push", "Must be a valid boolean.")
	}
	t.filter = value.ParseFilter(t.text("filter"))
	if len(t.filter) > trust.MaxFilter {
		return badField("filter", "It has too many prefixes.")
	}
	for _, prefix := range t.filter {
		if prefix != "" && !value.IsPrefix(prefix) {
			return badField("filter", "It has a prefix that cannot be taken.")
		}
	}
	return nil
}

// checkID refuses an id that another room's transfer has.
func (t *asked) checkID(room string) error {
	elsewhere, err := t.isElsewhere(t.id, room)
	if err == nil && elsewhere {
		err = errTransferID
	}
	return err
}

// open finds or begins the transfer and runs its first stages.
func (t *asked) open(engine *pipeline.Engine, room *server.Room) error {
	var g *guest
	err := engine.DB().View(t.ctx, func(tx sqldb.Tx) (err error) {
		if g, err = t.session(tx, engine, room, t.text("sync_session_id")); err == nil {
			t.theirs, err = scopeOf(tx, g.room, g.session.Client) // before anything is charged to its branch
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := g.MayOpen(t.id, t.push, len(t.text("client_fsic"))); err != nil {
		return later(err)
	}
	t.room = g.room
	target := pipeline.StageQueuing
	if t.can(morango.CanWait) {
		target = pipeline.StageInitializing
	}
	read := func(tx sqldb.Tx) (pipeline.Transfer, error) { return t.begin(tx, g) }
	if copies(pipeline.Transfer{Push: t.push, Stage: pipeline.StageInitializing}, target) {
		if err := t.mayCopy(g, t.form, read); err != nil {
			return err
		}
	}
	t.shown, _, err = t.advance(g, target, t.form, read)
	return err
}

// begin finds or stores the transfer.
func (t *asked) begin(tx sqldb.Tx, g *guest) (s pipeline.Transfer, err error) {
	client, ours, err := t.permit(tx, g)
	if err != nil {
		return s, err
	}
	there, err := tx.Text(`SELECT id FROM morango_transfersession WHERE sync_session_id = ?1 AND push = ?2 AND active = 1
ORDER BY last_activity_timestamp DESC LIMIT 1`, g.session.ID, t.push)
	if err != nil {
		return s, err
	}
	if there != "" {
		t.id = there
		return g.engine.Transfer(tx, there)
	}
	if t.opts.Widen != nil {
		wider, err := t.opts.Widen(tx, Widening{Client: client, Server: ours.Certificate, Push: t.push, Filter: t.filter})
		if err != nil {
			return s, err
		}
		given := t.given(ours)
		beyond := func(prefix string) bool { return !given.Contains(prefix) }
		t.filter = append(t.filter, slices.DeleteFunc(wider, beyond)...)
	}
	if _, err := g.engine.Transfer(tx, t.id); err == nil {
		return s, errTransferID
	}
	s, err = g.Begin(tx, pipeline.Transfer{
		ID: t.id, SyncSession: g.session.ID, Server: true, Push: t.push, Profile: g.session.Profile, Filter: t.filter,
		FSICVersion: t.fsicVersion(),
	})
	if err != nil {
		return s, err
	}
	return t.first(tx, g, s)
}

// first keeps what the request brings beside the transfer.
func (t *asked) first(tx sqldb.Tx, g *guest, s pipeline.Transfer) (_ pipeline.Transfer, err error) {
	if s.ClientFSIC, err = t.fsic(); err != nil {
		return s, err
	}
	if t.push && t.has("records_total") {
		if s.RecordsTotal, err = t.integer("records_total", pipeline.MaxTransferRecords); err != nil {
			return s, err
		}
	}
	_, err = tx.Exec("UPDATE morango_syncsession SET last_activity_timestamp = ?2 WHERE id = ?1",
		g.session.ID, g.engine.Identity().Now())
	if err != nil {
		return s, err
	}
	return g.engine.Save(tx, s)
}

// fsicVersion is what the peer names in this request.
func (c *call) fsicVersion() int {
	if c.can(morango.CanFSICv2) {
		return 2
	}
	return 1
}

// permit holds the filter against the scopes of both certificates (MORANGO.md
// §8): a later failure overwrites an earlier one, as in Morango.
func (t *asked) permit(tx sqldb.Tx, g *guest) (client *trust.Certificate, ours trust.Own, err error) {
	if ours, err = trust.UsableCertificate(tx, g.room, g.session.Server); err != nil {
		return nil, ours, err
	}
	if client, err = trust.LoadCertificate(tx, g.session.Client); err != nil {
		return nil, ours, err
	}
	doing, answering, asked := "pulling", "responding to pulls", t.theirs.Read
	if t.push {
		doing, answering, asked = "pushing", "receiving pushes", t.theirs.Write
	}
	if !t.filter.Within(t.given(ours)) {
		return nil, ours, say(http.StatusForbidden,
			"Server certificate scope does not permit "+answering+" for the requested filter.")
	}
	if !t.filter.Within(asked) {
		return nil, ours, say(http.StatusForbidden,
			"Client certificate scope does not permit "+doing+" for the requested filter.")
	}
	return client, ours, nil
}

// given is what a certificate of this side permits for the transfer.
func (t *asked) given(ours trust.Own) value.Filter {
	if t.push {
		return ours.Scope.Read
	}
	return ours.Scope.Write
}

// readTransfer answers GET transfersessions/ID/.
func (c *call) readTransfer() (reply, error) {
	var text string
	err := c.at(c.id, func(engine *pipeline.Engine, room *server.Room) error {
		return engine.DB().View(c.ctx, func(tx sqldb.Tx) (err error) {
			if _, _, err = c.transfer(tx, engine, room, c.id); err != nil {
				return err
			}
			text, err = tx.Text(transferSQL, c.id)
			return err
		})
	})
	return reply{status: http.StatusOK, text: text}, err
}

// putTransfer answers PUT transfersessions/ID/.
func (c *call) putTransfer() (reply, error) {
	return say(http.StatusMethodNotAllowed, "Only PATCH updates allowed"), nil
}
