package pipeline

import (
	"fmt"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Session is one authenticated pairing of two instances
// (models/core.py, SyncSession).
type Session struct {
	ID                string // 32 hex digits
	Server            bool   // whether this side answers
	ClientCertificate string // id
	ServerCertificate string // id
	ClientInstance    string // id
	ServerInstance    string // id
	Profile           string // of the records
	ConnectionPath    string // the server's host, as the client dialled it

	Relay     string // the server as a client's tables call it (relayName)
	Handshake string // digest of what both sides signed, on the client's side
	Together  bool   // whether the server lets several certificates be proved
	Paired    bool   // whether the server agrees on tokens (see pairing)
}

// SaveSession stores a sync session, or that it is still in use.
func (e *Engine) SaveSession(tx sqldb.Tx, s *Session) error {
	now := e.identity.Now()
	_, err := tx.Exec(`INSERT INTO morango_syncsession (id, start_timestamp, last_activity_timestamp, is_server,
 client_certificate_id, server_certificate_id, client_instance_id, server_instance_id, profile, connection_path, relay)
VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO UPDATE SET last_activity_timestamp = excluded.last_activity_timestamp, active = 1`,
		s.ID, now, s.Server, s.ClientCertificate, s.ServerCertificate, s.ClientInstance, s.ServerInstance, s.Profile, s.ConnectionPath, s.Relay)
	return err
}

// Transfer is one push or pull, as this side sees it (models/core.py,
// TransferSession). Both sides keep a row under the same ID, so that a lost
// connection or a restart loses no progress.
type Transfer struct {
	Seq         int64 // its row, which buffered records refer to
	bufferFirst int64 // seq of its first buffered record, 0 before

	storedClient, storedServer string // the FSICs as its row has them

	Writer    string   // the instance that the peer saves as, at a server, "" if unknown
	bringsOwn bool     // versions that were saved as this side's own (see meetRecords)
	rows      []uint32 // of the Store, in a pull that is read from there
	Runner    string   // the process that runs it, at a client with several (claim.go)

	ID          string       // 32 hex digits, chosen by the client
	SyncSession string       // id of the session it belongs to
	Server      bool         // whether this side answers
	Push        bool         // from client to server
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
	Conflicts          int64 // records merged here
	Quarantined        int64 // records that could not be taken here

	// Again says that the transfer repeats what the receiver seemed to have.
	Again bool
}

// Receiver reports whether records come in on this side.
func (s *Transfer) receives() bool { return s.Push == s.Server }

// senderFSIC is what the producing side said it has, ReceiverFSIC the other's.
func (s *Transfer) senderFSIC() string {
	if s.Push {
		return s.ClientFSIC
	}
	return s.ServerFSIC
}

func (s *Transfer) ReceiverFSIC() string {
	if s.Push {
		return s.ServerFSIC
	}
	return s.ClientFSIC
}

// Wrap names the stage and session of a failure.
func (s *Transfer) Wrap(stage Stage, err error) error {
	if err == nil {
		return nil
	}
	return &StageError{Stage: stage, Session: s.ID, Err: err}
}

// Start stores a new transfer session in stage initializing. The
// caller fills in ID, SyncSession, Server, Push, Filter and FSICVersion; the
// rest has defaults. Error: bad_request where the filter is empty, which
// would be stored as the one that matches everything.
func (e *Engine) Start(tx sqldb.Tx, s *Transfer) error {
	if len(s.Filter) == 0 {
		return s.Wrap(StageInitializing, fault.Errorf(fault.BadRequest, "a transfer without a filter"))
	}
	if s.FSICVersion == 0 {
		s.FSICVersion = 2
	}
	if s.Profile == "" {
		s.Profile = e.Profile()
	}
	s.Active, s.Stage, s.Status, s.RecordsTotal = true, StageInitializing, StatusCompleted, -1
	s.ClientFSIC, s.ServerFSIC = "{}", "{}"
	s.storedClient, s.storedServer = "{}", "{}"
	seq, err := sqldb.Int(tx, `INSERT INTO morango_transfersession (id, sync_session_id, is_server, push, filter, fsic_version,
 start_timestamp, last_activity_timestamp, transfer_stage, transfer_stage_status, profile, runner)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?11) RETURNING seq`,
		s.ID, s.SyncSession, s.Server, s.Push, s.Filter.String(), s.FSICVersion, e.identity.Now(), string(s.Stage), string(s.Status), s.Profile, s.Runner)
	s.Seq = seq
	return s.Wrap(StageInitializing, err)
}

// transferRow is a session as one JSON cell.
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

// Transfer reads a transfer session. Error: unknown_session.
func (e *Engine) Transfer(tx sqldb.Tx, id string) (*Transfer, error) {
	return e.ReadTransfer(tx, id, true)
}

// ReadTransfer is Transfer, and does without the FSICs where a stage needs
// none: there are as many chunks as there are megabytes.
func (e *Engine) ReadTransfer(tx sqldb.Tx, id string, fsics bool) (*Transfer, error) {
	var r transferRow
	// A Durable Object's functions take 32 arguments.
	err := sqldb.ReadJSON(tx, &r, `SELECT json_set(json_object('Seq', seq, 'BufferFirst', ifnull(buffer_first, 0), 'ID', id, 'SyncSession', sync_session_id, 'Profile', profile,
 'Server', is_server, 'Push', push, 'Active', active, 'Filter', filter, 'FSICVersion', fsic_version,
 'Stage', transfer_stage, 'Status', transfer_stage_status, 'ClientFSIC', iif(?2, client_fsic, ''), 'ServerFSIC', iif(?2, server_fsic, ''),
 'Total', ifnull(records_total, -1), 'Transferred', records_transferred),
 '$.BytesSent', bytes_sent, '$.BytesReceived', bytes_received, '$.Conflicts', conflicts, '$.Refused', quarantined, '$.Again', again, '$.Runner', runner)
FROM morango_transfersession WHERE id = ?1`, id, fsics)
	if err != nil {
		return nil, fmt.Errorf("read transfer session: %w", err)
	}
	if r.ID == "" {
		return nil, UnknownSession(id)
	}
	return &Transfer{
		Seq: r.Seq, bufferFirst: r.BufferFirst, ID: r.ID, SyncSession: r.SyncSession, Profile: r.Profile,
		Server: r.Server != 0, Push: r.Push != 0, Active: r.Active != 0,
		Filter: value.ParseFilter(r.Filter), FSICVersion: r.FSICVersion, Stage: Stage(r.Stage), Status: Status(r.Status),
		ClientFSIC: r.ClientFSIC, ServerFSIC: r.ServerFSIC, storedClient: r.ClientFSIC, storedServer: r.ServerFSIC, RecordsTotal: r.Total, RecordsTransferred: r.Transferred,
		BytesSent: r.BytesSent, BytesReceived: r.BytesReceived, Conflicts: r.Conflicts, Quarantined: r.Refused,
		Again: r.Again != 0, Runner: r.Runner,
	}, nil
}

func UnknownSession(id string) error {
	return fault.Errorf(fault.UnknownSession, "no transfer %.32q is under way", id).WithHint("start a new one")
}

// Save stores what a stage changed. FSICs may be megabytes: they are
// written once, and an ended session keeps none. Error: unknown_session where
// something else has ended it meanwhile or runs it now, and dropped what it had buffered: it
// must not count on that, nor on what was known before.
func (e *Engine) Save(tx sqldb.Tx, s *Transfer) error {
	n, err := tx.Exec(`UPDATE morango_transfersession SET active = ?2, transfer_stage = ?3, transfer_stage_status = ?4,
 records_total = nullif(?5, -1), records_transferred = ?6, bytes_sent = ?7, bytes_received = ?8,
 buffer_first = nullif(?9, 0), conflicts = ?10, quarantined = ?11, last_activity_timestamp = ?12, again = ?13
WHERE seq = ?1 AND active = 1 AND runner = ?14`,
		s.Seq, s.Active, string(s.Stage), string(s.Status), s.RecordsTotal, s.RecordsTransferred,
		s.BytesSent, s.BytesReceived, s.bufferFirst, s.Conflicts, s.Quarantined, e.identity.Now(), s.Again, s.Runner)
	if err == nil && n == 0 {
		err = UnknownSession(s.ID)
	}
	client, server := s.ClientFSIC, s.ServerFSIC
	if !s.Active {
		client, server = "{}", "{}"
	}
	if err != nil || client == s.storedClient && server == s.storedServer {
		return err
	}
	_, err = tx.Exec("UPDATE morango_transfersession SET client_fsic = ?2, server_fsic = ?3 WHERE seq = ?1", s.Seq, client, server)
	s.storedClient, s.storedServer = client, server
	return err
}

// touchEvery is how exactly it is known when a pull was last heard of.
const touchEvery = time.Minute

// Touch notes that a pull goes on: its peer acknowledges, and nothing else is
// stored of it. Not each time, as that would be a commit a chunk.
func (e *Engine) Touch(tx sqldb.Tx, s *Transfer) error {
	_, err := tx.Exec("UPDATE morango_transfersession SET last_activity_timestamp = ?2 WHERE seq = ?1 AND last_activity_timestamp < ?3",
		s.Seq, e.identity.Now(), value.FormatTime(e.identity.Time().Add(-touchEvery)))
	return err
}

// Cleanup is the last stage: the session's buffers go, its row stays as a
// record, inactive.
func (e *Engine) Cleanup(tx sqldb.Tx, s *Transfer) error {
	if err := clearBuffer(tx, s); err != nil {
		return s.Wrap(StageCleanup, err)
	}
	s.Stage, s.Status, s.Active = StageCleanup, StatusCompleted, false
	return s.Wrap(StageCleanup, e.Save(tx, s))
}

// Abandon ends a transfer that cannot be completed: nothing of it is taken.
func (e *Engine) Abandon(tx sqldb.Tx, s *Transfer) error {
	if err := clearBuffer(tx, s); err != nil {
		return err
	}
	s.Status, s.Active = StatusErrored, false
	return e.Save(tx, s)
}

// AbandonAll does so with all active transfers that a SQL condition holds for.
func AbandonAll(tx sqldb.Tx, condition string, args ...any) error {
	list, err := tx.Text("SELECT json_group_array(seq) FROM morango_transfersession WHERE active = 1 AND "+condition, args...)
	if err != nil || list == "[]" {
		return err
	}
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "DELETE FROM morango_buffer WHERE transfer_session_id IN (SELECT value FROM json_each(?1))", Args: []any{list}},
		sqldb.Statement{SQL: `UPDATE morango_transfersession SET active = 0, transfer_stage_status = 'errored', buffer_first = NULL,
 client_fsic = '{}', server_fsic = '{}' WHERE seq IN (SELECT value FROM json_each(?1))`, Args: []any{list}},
	)
}

// Expire ends the transfers and sync sessions that have been idle for longer
// than age, with their buffers, and forgets those that had ended by then, but
// for the last one completed, and old nonces (Morango's cleanupsyncs, which
// nothing runs by itself: MORANGO.md §13.7).
func (e *Engine) Expire(tx sqldb.Tx, age time.Duration) error {
	if err := e.identity.Nonces().Expire(tx); err != nil {
		return err
	}
	before := value.FormatTime(e.identity.Time().Add(-age))
	err := sqldb.ExecAll(tx,
		sqldb.Statement{SQL: `DELETE FROM morango_transfersession WHERE active = 0 AND last_activity_timestamp < ?1 AND seq NOT IN
 (SELECT seq FROM morango_transfersession WHERE transfer_stage = 'cleanup' AND transfer_stage_status = 'completed'
  ORDER BY last_activity_timestamp DESC LIMIT 1)`, Args: []any{before}},
		sqldb.Statement{SQL: `DELETE FROM morango_syncsession WHERE active = 0 AND last_activity_timestamp < ?1
 AND id NOT IN (SELECT sync_session_id FROM morango_transfersession)`, Args: []any{before}},
	)
	if err != nil {
		return err
	}
	if err := AbandonAll(tx, "last_activity_timestamp < ?1", before); err != nil {
		return err
	}
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: `UPDATE morango_syncsession SET active = 0 WHERE active = 1 AND last_activity_timestamp < ?1
 AND id NOT IN (SELECT sync_session_id FROM morango_transfersession WHERE active = 1)`, Args: []any{before}},
	)
}
