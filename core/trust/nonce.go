package trust

import (
	"io"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Nonce is a text to be signed once, soon (Morango's models/certificates.py,
// Nonce). The signature proves that a peer holds its key now, and has not only
// recorded an earlier signature.
type Nonce struct {
	ID        string `json:"id"`        // 32 hex digits
	Timestamp string `json:"timestamp"` // when it was made, in value.TimeFormat
	IP        string `json:"ip"`        // of the peer that asked, may be empty
}

const (
	// nonceAge is how long a nonce may be used.
	nonceAge = 60 * time.Second
	// MaxNonces is the most nonces that may wait to be used.
	MaxNonces = 10_000
)

// Nonces makes the nonces of one database, and takes them back.
type Nonces struct {
	Clock func() time.Time // the database's clock, by which nonces expire
	Rand  io.Reader        // the source of their ids
}

// New makes a nonce for a peer at ip, which may be empty, and forgets the
// expired ones. Error: limit where [MaxNonces] wait.
func (n Nonces) New(tx sqldb.Tx, ip string) (Nonce, error) {
	if err := n.Expire(tx); err != nil {
		return Nonce{}, err
	}
	id, err := value.RandomID(n.Rand)
	if err != nil {
		return Nonce{}, err
	}
	nonce := Nonce{ID: id, Timestamp: value.FormatTime(n.Clock()), IP: ip}
	changes, err := tx.Exec(`INSERT INTO morango_nonce (id, timestamp, ip)
SELECT ?1, ?2, ?3 WHERE (SELECT count(*) FROM morango_nonce) < ?4`,
		nonce.ID, nonce.Timestamp, nonce.IP, MaxNonces)
	if err == nil && changes == 0 {
		err = fault.Errorf(fault.Limit, "%d nonces wait to be used", MaxNonces).WithHint("try again in a minute")
	}
	return nonce, err
}

// Use takes a nonce back, by id, so that it cannot be used again. Error:
// bad_nonce where it is unknown, used or older than a minute.
func (n Nonces) Use(tx sqldb.Tx, id string) error {
	changes, err := tx.Exec("DELETE FROM morango_nonce WHERE id = ?1 AND timestamp > ?2 AND timestamp <= ?3",
		id, n.horizon(), value.FormatTime(n.Clock()))
	if err == nil && changes == 0 {
		err = fault.Errorf(fault.BadNonce, "the nonce is unknown, used or older than %v", nonceAge)
	}
	return err
}

// Expire forgets the nonces that nobody can use any more.
func (n Nonces) Expire(tx sqldb.Tx) error {
	_, err := tx.Exec("DELETE FROM morango_nonce WHERE timestamp <= ?1", n.horizon())
	return err
}

func (n Nonces) horizon() string { return value.FormatTime(n.Clock().Add(-nonceAge)) }
