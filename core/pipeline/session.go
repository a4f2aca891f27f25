package pipeline

import (
	"fmt"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Session is one authenticated connection of two instances, a sync session
// (Morango's models/core.py, SyncSession).
type Session struct {
	ID                string // 32 hex digits
	Server            bool   // whether this side answers
	ClientCertificate string // id
	ServerCertificate string // id
	ClientInstance    string // id
	ServerInstance    string // id
	Profile           string // of the records
	ConnectionPath    string // the server's host, as the client dialled it

	// These are for the client's side only:
	Relay     string // the server's counter.RelayName
	Handshake string // digest of what both sides signed, wire.Transcript.Digest
	Together  bool   // whether the server lets several certificates be proved
	Paired    bool   // whether the server agrees on tokens (counter.Pairing)
}

// SaveSession stores a sync session, or notes that it is still in use.
func (e *Engine) SaveSession(tx sqldb.Tx, s *Session) error {
	now := e.identity.Now()
	_, err := tx.Exec(`INSERT INTO morango_syncsession (id, start_timestamp, last_activity_timestamp, is_server,
 client_certificate_id, server_certificate_id, client_instance_id, server_instance_id, profile, connection_path, relay)
VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO UPDATE SET last_activity_timestamp = excluded.last_activity_timestamp, active = 1`,
		s.ID, now, s.Server, s.ClientCertificate, s.ServerCertificate, s.ClientInstance, s.ServerInstance, s.Profile, s.ConnectionPath, s.Relay)
	return err
}

// Transfer is one push or pull, as this side sees it, a transfer session
// (Morango's models/core.py, TransferSession). Both sides keep a row under the
// same ID, so that a lost connection or a restart loses no progress.
type Transfer struct {
	Seq         int64 // number of its row, by which buffered records name it
	bufferFirst int64 // seq of its first buffered record, 0 before

	storedClient, storedServer string // the FSICs as its row has them

	Writer    string   // id of the instance that the peer saves as, at a server, "" if unknown
	bringsOwn bool     // whether some versions were saved as this side's own (meetRecords)
	rows      []uint32 // rowids in the Store, of a pull that is read from there (direct.go)
	Runner    string   // the process that runs it, at a client with several (Claimed)

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

	// Again says that the transfer repeats records that the receiver seemed to
	// have.
	Again bool
}

// receives reports whether records come in on this side.
func (s *Transfer) receives() bool { return s.Push == s.Server }

// senderFSIC is what the side that sends records said it has, as JSON.
func (s *Transfer) senderFSIC() string {
	if s.Push {
		return s.ClientFSIC
	}
	return s.ServerFSIC
}

// ReceiverFSIC is what the side that takes records in said it has, as JSON.
func (s *Transfer) ReceiverFSIC() string {
	if s.Push {
		return s.ServerFSIC
	}
	return s.ClientFSIC
}

// Wrap makes a [StageError] of a failure, nil of nil.
func (s *Transfer) Wrap(stage Stage, err error) error {
	if err == nil {
		return nil
	}
	return &StageError{Stage: stage, Session: s.ID, Err: err}
}

// Start stores a new transfer in stage initializing. The caller fills in ID,
// SyncSession, Server, Push and Filter; the rest has defaults. Error:
// bad_request where the filter is empty, which would be stored as the one that
// matches everything.
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
func (e *Engine) Transfer(tx sqldb.Tx, id string) (*Transfer, error) {
	return e.ReadTransfer(tx, id, true)
}

// ReadTransfer is [Engine.Transfer], and reads the FSICs only if fsics says so.
// They may be megabytes, and are not needed for each chunk.
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

// UnknownSession is the error unknown_session of a transfer, by id.
func UnknownSession(id string) error {
	return fault.Errorf(fault.UnknownSession, "no transfer %.32q is under way", id).WithHint("start a new one")
}

// Save stores what a stage changed. FSICs may be megabytes: they are written
// once, and a transfer that is over keeps none. Error: unknown_session if the
// transfer was ended meanwhile, or is run by another process now. Its records
// may then be gone from the Buffer, and what its stages go by may have changed.
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

// touchEvery is how exactly a pull's last activity is known.
const touchEvery = time.Minute

// Touch notes that a pull goes on, because nothing else is stored when its peer
// acknowledges a chunk. It writes at most once in touchEvery.
func (e *Engine) Touch(tx sqldb.Tx, s *Transfer) error {
	_, err := tx.Exec("UPDATE morango_transfersession SET last_activity_timestamp = ?2 WHERE seq = ?1 AND last_activity_timestamp < ?3",
		s.Seq, e.identity.Now(), value.FormatTime(e.identity.Time().Add(-touchEvery)))
	return err
}

// Cleanup is the last stage: what the transfer has buffered goes, its row
// stays, inactive.
func (e *Engine) Cleanup(tx sqldb.Tx, s *Transfer) error {
	if err := clearBuffer(tx, s); err != nil {
		return s.Wrap(StageCleanup, err)
	}
	s.Stage, s.Status, s.Active = StageCleanup, StatusCompleted, false
	return s.Wrap(StageCleanup, e.Save(tx, s))
}

// Abandon ends a transfer that cannot be completed. None of its records is
// taken.
func (e *Engine) Abandon(tx sqldb.Tx, s *Transfer) error {
	if err := clearBuffer(tx, s); err != nil {
		return err
	}
	s.Status, s.Active = StatusErrored, false
	return e.Save(tx, s)
}

// AbandonAll ends all active transfers for which a SQL condition over
// morango_transfersession holds.
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

// IdleAge is how long a transfer may lie idle before [Engine.Expire] ends it
// (MORANGO.md §13.7).
const IdleAge = 6 * time.Hour

// Expire ends the transfers and sync sessions that have been idle for longer
// than age, and forgets those that had ended by then, except for the last
// completed transfer, and old nonces (Morango's cleanupsyncs, which nothing
// runs by itself: MORANGO.md §13.7).
func (e *Engine) Expire(tx sqldb.Tx, age time.Duration) error {
	if err := e.identity.Nonces("").Expire(tx); err != nil {
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

// Claimed makes sure that this process still runs a transfer: several may have
// one database open (package client, claim.go). Error: unknown_session.
func (s *Transfer) Claimed(tx sqldb.Tx) error {
	if s.Runner == "" {
		return nil
	}
	n, err := sqldb.Int(tx, "SELECT count(*) FROM morango_transfersession WHERE seq = ?1 AND active = 1 AND runner = ?2", s.Seq, s.Runner)
	if err == nil && n == 0 {
		err = UnknownSession(s.ID)
	}
	return err
}

// clearBuffer drops what a transfer has buffered. If no other transfer has
// anything buffered it empties the whole table, which SQLite does without
// visiting the rows.
func clearBuffer(tx sqldb.Tx, s *Transfer) error {
	if s.bufferFirst == 0 {
		return nil
	}
	others, err := sqldb.Int(tx, "SELECT EXISTS (SELECT 1 FROM morango_transfersession WHERE buffer_first IS NOT NULL AND seq <> ?1)", s.Seq)
	if err != nil {
		return err
	}
	if others == 0 {
		_, err = tx.Exec("DELETE FROM morango_buffer")
	} else {
		_, err = tx.Exec("DELETE FROM morango_buffer WHERE seq >= ?2 AND transfer_session_id = ?1", s.Seq, s.bufferFirst)
	}
	s.bufferFirst = 0
	return err
}
