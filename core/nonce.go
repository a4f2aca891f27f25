package core

import "time"

// Nonce is a text to be signed once, soon (Morango's
// models/certificates.py, Nonce). It proves that a peer holds its key now, and not a recording.
type Nonce struct {
	ID        string `json:"id"`        // 32 hex digits
	Timestamp string `json:"timestamp"` // UTC, in timeFormat
	IP        string `json:"ip"`        // of the peer that asked, may be empty
}

const (
	nonceAge   = 60 * time.Second
	nonceLimit = 10_000 // that may wait at the same time
)

// NewNonce makes a nonce and forgets the expired ones. Error: limit where too
// many wait.
func (in *Instance) NewNonce(tx Tx, ip string) (Nonce, error) {
	if err := in.expireNonces(tx); err != nil {
		return Nonce{}, err
	}
	id, err := in.newID()
	if err != nil {
		return Nonce{}, err
	}
	n := Nonce{ID: id, Timestamp: in.now(), IP: ip}
	changes, err := tx.Exec("INSERT INTO morango_nonce (id, timestamp, ip) SELECT ?1, ?2, ?3 WHERE (SELECT count(*) FROM morango_nonce) < ?4",
		n.ID, n.Timestamp, n.IP, nonceLimit)
	if err == nil && changes == 0 {
		err = Errorf(CodeLimit, "%d nonces wait to be used", nonceLimit).WithHint("try again in a minute")
	}
	return n, err
}

// UseNonce takes a nonce out of circulation. Error: bad_nonce where it is
// unknown, used or older than a minute.
func (in *Instance) UseNonce(tx Tx, id string) error {
	changes, err := tx.Exec("DELETE FROM morango_nonce WHERE id = ?1 AND timestamp > ?2 AND timestamp <= ?3",
		id, in.nonceHorizon(), in.now())
	if err == nil && changes == 0 {
		err = Errorf(CodeBadNonce, "the nonce is unknown, used or older than %v", nonceAge)
	}
	return err
}

// expireNonces forgets the nonces nobody can use any more.
func (in *Instance) expireNonces(tx Tx) error {
	_, err := tx.Exec("DELETE FROM morango_nonce WHERE timestamp <= ?1", in.nonceHorizon())
	return err
}

func (in *Instance) nonceHorizon() string { return in.clock().Add(-nonceAge).UTC().Format(timeFormat) }
