// Package morangokey is how Morango peers prove that a key is theirs, and hand a
// relay its certificate: nonces to be signed, and shared keys, for which
// certificates are pushed (MORANGO.md §10).
//
// It hides how a nonce is recognized without being stored. Begin with [Nonces]
// and [TakePushedChain].
//
// It imports fault, sqldb, value and trust.
package morangokey

import (
	"crypto/hmac"
	"encoding/binary"
	"encoding/hex"
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

// nonceAge is how long a nonce may be used.
const nonceAge = 60 * time.Second

// Nonces makes nonces and takes them back. Nothing is stored for one that is
// made, because anybody may ask for any number of them: its id says when it was
// made, and carries a MAC. What is stored are those that were used, until they
// expire. So a nonce holds for every room of a relay and outlives a restart.
type Nonces struct {
	Clock func() time.Time // by which nonces expire
	Rand  io.Reader        // makes nonces of the same moment different
	Key   string           // a secret of the relay, its private key
}

// The parts of a nonce's id, in bytes: milliseconds, random bytes, MAC.
const (
	nonceTime  = 6
	nonceBody  = nonceTime + 4
	nonceBytes = 16
)

// New makes a nonce for a peer at ip, which may be empty.
func (n Nonces) New(ip string) (Nonce, error) {
	now := n.Clock()
	var id [nonceBytes]byte
	var at [8]byte
	binary.BigEndian.PutUint64(at[:], uint64(now.UnixMilli()))
	copy(id[:], at[len(at)-nonceTime:])
	if _, err := io.ReadFull(n.Rand, id[nonceTime:nonceBody]); err != nil {
		return Nonce{}, err
	}
	copy(id[nonceBody:], n.mac(id[:nonceBody]))
	return Nonce{ID: hex.EncodeToString(id[:]), Timestamp: value.FormatTime(now), IP: ip}, nil
}

// mac is the part of a nonce's id that only the holder of the key can make.
func (n Nonces) mac(body []byte) []byte {
	return value.MAC("amora nonce", n.Key, body)[:nonceBytes-nonceBody]
}

// made is when a nonce was made, by its id; ok is false for one that this relay
// did not make.
func (n Nonces) made(id string) (at time.Time, ok bool) {
	raw, err := hex.DecodeString(id)
	if err != nil || !value.IsID(id) || !hmac.Equal(raw[nonceBody:], n.mac(raw[:nonceBody])) {
		return at, false
	}
	var ms [8]byte
	copy(ms[len(ms)-nonceTime:], raw)
	return time.UnixMilli(int64(binary.BigEndian.Uint64(ms[:]))), true
}

// Use takes a nonce back, by id, so that it cannot be used again. Error:
// bad_nonce where it is unknown, used or older than a minute.
func (n Nonces) Use(tx sqldb.Tx, id string) error {
	bad := fault.Errorf(fault.BadNonce, "the nonce is unknown, used or older than %v", nonceAge)
	at, ok := n.made(id)
	if age := n.Clock().Sub(at); !ok || age < -time.Millisecond || age >= nonceAge {
		return bad
	}
	if err := n.Expire(tx); err != nil {
		return err
	}
	changes, err := tx.Exec("INSERT INTO morango_nonce (id, timestamp) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
		id, value.FormatTime(at))
	if err == nil && changes == 0 {
		err = bad
	}
	return err
}

// Expire forgets the nonces that nobody can use any more.
func (n Nonces) Expire(tx sqldb.Tx) error {
	_, err := tx.Exec("DELETE FROM morango_nonce WHERE timestamp <= ?1", value.FormatTime(n.Clock().Add(-nonceAge)))
	return err
}
