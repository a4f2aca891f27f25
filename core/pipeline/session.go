package pipeline

import (
	"github.com/amora-sync/amora/core/idle"
	"github.com/amora-sync/amora/core/sqldb"
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
	Notes     int64  // number of the server's newest note, -1 where it keeps none (notes.Peer)
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

// CloseSession notes that a sync session is over, and ends what is left of its
// transfers.
func (e *Engine) CloseSession(tx sqldb.Tx, id string) error {
	_, err := tx.Exec("UPDATE morango_syncsession SET active = 0, last_activity_timestamp = ?2 WHERE id = ?1", id, e.identity.Now())
	if err != nil {
		return err
	}
	return idle.AbandonAll(tx, "sync_session_id = ?1", id)
}
