package pipeline

import (
	"context"
	"fmt"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Transfer is one push or pull, as this side sees it, a transfer session
// (Morango's models/core.py, TransferSession). Both sides keep a row under the
// same ID, so that a lost connection or a restart loses no progress.
//
// A transfer is a value. A stage takes one and returns a new one, which counts
// once the stage's transaction is committed ([Engine.Advance]).
type Transfer struct {
	row       row
	writer    string   // WithWriter
	runner    string   // WithRunner
	bringsOwn bool     // whether some versions were saved as this side's own (meetRecords)
	direct    []uint32 // rowids in the Store, of a pull that is read from there (direct.go)

	ID          string       // 32 hex digits, chosen by the client
	SyncSession string       // id of the session it belongs to
	Server      bool         // whether this side answers
	Push        bool         // from client to server
	Room        string       // id of the dataset, at a client; it is not stored
	Profile     string       // of the records, "" = the instance's own
	Filter      value.Filter // what it is about, not empty
	FSICVersion int          // 1 or 2
	Active      bool         // not yet cleaned up, nor expired
	Stage       Stage        // where it is
	Status      Status       // how far the stage is

	// ClientFSIC and ServerFSIC are JSON, as agreed at serializing. They are
	// stored for as long as the session is active.
	ClientFSIC, ServerFSIC string

	RecordsTotal       int64 // -1: not yet known
	RecordsTransferred int64 // durable at the receiver, as far as this side knows
	BytesSent          int64 // of chunks
	BytesReceived      int64 // of chunks
	Merged             int64 // records merged here, not kept beyond the transaction
	Conflicts          int64 // those of them in which values lost
	Quarantined        int64 // records that could not be taken here

	// Again says that the transfer repeats records that the receiver seemed to
	// have.
	Again bool
}

// row is what the engine knows of a transfer's row in the database.
type row struct {
	seq                    int64  // its number, by which buffered records name it, 0 before
	bufferFirst            int64  // seq of the first buffered record, 0 if there is none
	waits                  int64  // seq up to which all wait for the end of the pull, as far as it is known
	clientFSIC, serverFSIC string // as the row has them
}

// WithWriter sets the id of the instance that the peer saves as, for a server,
// "" if unknown.
func (t Transfer) WithWriter(instance string) Transfer {
	t.writer = instance
	return t
}

// WithRunner sets the process that runs the transfer, for a client whose
// database several may have open. [Engine.Save] fails once another runs it.
func (t Transfer) WithRunner(process string) Transfer {
	t.runner = process
	return t
}

// receives reports whether records come in on this side.
func (t Transfer) receives() bool { return t.Push == t.Server }

// senderFSIC is what the side that sends records said it has, as JSON.
func (t Transfer) senderFSIC() string {
	if t.Push {
		return t.ClientFSIC
	}
	return t.ServerFSIC
}

// ReceiverFSIC is what the side that takes records in said it has, as JSON.
func (t Transfer) ReceiverFSIC() string {
	if t.Push {
		return t.ServerFSIC
	}
	return t.ClientFSIC
}

// Wrap makes a [StageError] of a failure, nil of nil.
func (t Transfer) Wrap(stage Stage, err error) error {
	if err == nil {
		return nil
	}
	return &StageError{Stage: stage, Session: t.ID, Err: err}
}

// Advance runs stage in a transaction. *t changes once that is committed, and
// only then: after an error it is what it was.
func (e *Engine) Advance(ctx context.Context, t *Transfer, stage func(sqldb.Tx, Transfer) (Transfer, error)) error {
	next := *t
	err := e.db.Update(ctx, func(tx sqldb.Tx) (err error) {
		next, err = stage(tx, *t)
		return err
	})
	if err == nil {
		*t = next
	}
	return err
}

// Start stores a new transfer in stage initializing. The caller fills in ID,
// SyncSession, Server, Push and Filter; the rest has defaults. Error:
// bad_request where the filter is empty, which would be stored as the one that
// matches everything, and where the id has been used before, by whomever.
func (e *Engine) Start(tx sqldb.Tx, t Transfer) (Transfer, error) {
	if len(t.Filter) == 0 {
		return t, t.Wrap(StageInitializing, fault.Errorf(fault.BadRequest, "a transfer without a filter"))
	}
	if t.FSICVersion == 0 {
		t.FSICVersion = 2
	}
	if t.Profile == "" {
		t.Profile = e.Profile()
	}
	t.Active, t.Stage, t.Status, t.RecordsTotal = true, StageInitializing, StatusCompleted, -1
	t.ClientFSIC, t.ServerFSIC = "{}", "{}"
	t.row.clientFSIC, t.row.serverFSIC = "{}", "{}"
	var err error
	t.row.seq, err = sqldb.Int(tx, `INSERT INTO morango_transfersession (id, sync_session_id, is_server, push, filter,
 fsic_version, start_timestamp, last_activity_timestamp, transfer_stage, transfer_stage_status, profile, runner)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (id) DO NOTHING RETURNING seq`,
		t.ID, t.SyncSession, t.Server, t.Push, t.Filter.String(),
		t.FSICVersion, e.identity.Now(), string(t.Stage), string(t.Status), t.Profile, t.runner)
	if err == nil && t.row.seq == 0 {
		err = fault.Errorf(fault.BadRequest, "there was a transfer %.32q before", t.ID)
	}
	return t, t.Wrap(StageInitializing, err)
}

// transferRow is a transfer as one JSON cell.
type transferRow struct {
	Seq, BufferFirst                             int64
	ID, SyncSession, Profile                     string
	Server, Push, Active                         int
	Filter                                       string
	FSICVersion                                  int
	Stage, Status, ClientFSIC, ServerFSIC        string
	Total, Transferred                           int64
	BytesSent, BytesReceived, Conflicts, Refused int64
	Again                                        int
	Runner                                       string
}

// Transfer reads a transfer, by id. Error: unknown_session.
func (e *Engine) Transfer(tx sqldb.Tx, id string) (Transfer, error) {
	return e.ReadTransfer(tx, id, true)
}

// ReadTransfer is [Engine.Transfer], and reads the FSICs only if fsics says so.
// They may be megabytes, and are not needed for each chunk.
func (e *Engine) ReadTransfer(tx sqldb.Tx, id string, fsics bool) (Transfer, error) {
	var r transferRow
	// A Durable Object's functions take 32 arguments.
	err := sqldb.ReadJSON(tx, &r, `SELECT json_set(json_object('Seq', seq, 'BufferFirst', ifnull(buffer_first, 0),
 'ID', id, 'SyncSession', sync_session_id, 'Profile', profile,
 'Server', is_server, 'Push', push, 'Active', active, 'Filter', filter, 'FSICVersion', fsic_version,
 'Stage', transfer_stage, 'Status', transfer_stage_status,
 'ClientFSIC', iif(?2, client_fsic, ''), 'ServerFSIC', iif(?2, server_fsic, ''),
 'Total', ifnull(records_total, -1), 'Transferred', records_transferred),
 '$.BytesSent', bytes_sent, '$.BytesReceived', bytes_received,
 '$.Conflicts', conflicts, '$.Refused', quarantined, '$.Again', again, '$.Runner', runner)
FROM morango_transfersession WHERE id = ?1`, id, fsics)
	if err != nil {
		return Transfer{}, fmt.Errorf("read transfer session: %w", err)
	}
	if r.ID == "" {
		return Transfer{}, UnknownSession(id)
	}
	return Transfer{
		row: row{seq: r.Seq, bufferFirst: r.BufferFirst, clientFSIC: r.ClientFSIC, serverFSIC: r.ServerFSIC},
		ID:  r.ID, SyncSession: r.SyncSession, Profile: r.Profile,
		Server: r.Server != 0, Push: r.Push != 0, Active: r.Active != 0,
		Filter: value.ParseFilter(r.Filter), FSICVersion: r.FSICVersion,
		Stage: Stage(r.Stage), Status: Status(r.Status),
		ClientFSIC: r.ClientFSIC, ServerFSIC: r.ServerFSIC, RecordsTotal: r.Total, RecordsTransferred: r.Transferred,
		BytesSent: r.BytesSent, BytesReceived: r.BytesReceived, Conflicts: r.Conflicts, Quarantined: r.Refused,
		Again: r.Again != 0, runner: r.Runner,
	}, nil
}

// UnknownSession is the error unknown_session of a transfer, by id.
func UnknownSession(id string) error {
	return fault.Errorf(fault.UnknownSession, "no transfer %.32q is under way", id).WithHint("start a new one")
}

// Save stores what a stage changed. FSICs may be megabytes: they are written
// once, and a transfer that is over keeps none. Error: unknown_session if the
// transfer was ended meanwhile, or is run by another process now. Its records
// may then be gone from the Buffer, and what its stages go by may have changed.
func (e *Engine) Save(tx sqldb.Tx, t Transfer) (Transfer, error) {
	n, err := tx.Exec(`UPDATE morango_transfersession SET active = ?2, transfer_stage = ?3, transfer_stage_status = ?4,
 records_total = nullif(?5, -1), records_transferred = ?6, bytes_sent = ?7, bytes_received = ?8,
 buffer_first = nullif(?9, 0), conflicts = ?10, quarantined = ?11, last_activity_timestamp = ?12, again = ?13
WHERE seq = ?1 AND active = 1 AND runner = ?14`,
		t.row.seq, t.Active, string(t.Stage), string(t.Status), t.RecordsTotal, t.RecordsTransferred,
		t.BytesSent, t.BytesReceived,
		t.row.bufferFirst, t.Conflicts, t.Quarantined, e.identity.Now(), t.Again, t.runner)
	if err == nil && n == 0 {
		err = UnknownSession(t.ID)
	}
	client, server := t.ClientFSIC, t.ServerFSIC
	if !t.Active {
		client, server = "{}", "{}"
	}
	if err != nil || client == t.row.clientFSIC && server == t.row.serverFSIC {
		return t, err
	}
	_, err = tx.Exec("UPDATE morango_transfersession SET client_fsic = ?2, server_fsic = ?3 WHERE seq = ?1",
		t.row.seq, client, server)
	t.row.clientFSIC, t.row.serverFSIC = client, server
	return t, err
}

// Move assigns a transfer to another sync session of the same peer, which goes
// on with it.
func (e *Engine) Move(tx sqldb.Tx, t Transfer, session string) (Transfer, error) {
	t.SyncSession = session
	_, err := tx.Exec("UPDATE morango_transfersession SET sync_session_id = ?2 WHERE seq = ?1", t.row.seq, session)
	return t, err
}

// Kept makes sure that the chunks received so far are still in the database,
// which may have gone back to what was durable. Error: unavailable, after which
// the transfer is resumed.
func (t Transfer) Kept(tx sqldb.Tx) error {
	n, err := sqldb.Int(tx, "SELECT records_transferred FROM morango_transfersession WHERE seq = ?1", t.row.seq)
	if err == nil && n != t.RecordsTransferred {
		const text = "of %d records received only %d could be stored"
		err = fault.Errorf(fault.Unavailable, text, t.RecordsTransferred, n).WithHint("sync again")
	}
	return err
}

// touchEvery is how exactly a pull's last activity is known.
const touchEvery = time.Minute

// Touch notes that a pull goes on, because nothing else is stored when its peer
// acknowledges a chunk. It writes at most once in touchEvery.
func (e *Engine) Touch(tx sqldb.Tx, t Transfer) error {
	_, err := tx.Exec("UPDATE morango_transfersession SET last_activity_timestamp = ?2"+
		" WHERE seq = ?1 AND last_activity_timestamp < ?3",
		t.row.seq, e.identity.Now(), value.FormatTime(e.identity.Time().Add(-touchEvery)))
	return err
}

// Claimed makes sure that a transfer is still open, and run by this process:
// several may have one database open (package client, claim.go), and what it is
// about may have been left or lost meanwhile. Error: unknown_session.
func (t Transfer) Claimed(tx sqldb.Tx) error {
	n, err := sqldb.Int(tx, "SELECT count(*) FROM morango_transfersession"+
		" WHERE seq = ?1 AND active = 1 AND (?2 = '' OR runner = ?2)", t.row.seq, t.runner)
	if err == nil && n == 0 {
		err = UnknownSession(t.ID)
	}
	return err
}
