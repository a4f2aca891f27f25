package trust

import (
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// A relay has to see signed rules that list its key before it can let this
// database in, and whether it did may stay unknown, because the connection or
// this process ended. So a room's first relay is listed on trial. Meanwhile no
// other relay counts as the first, and once the relay has refused it is listed
// no more.

// TryRelayKey is [AddRelayKey] on trial, until [KeepRelayKey] or
// [WithdrawRelayKey].
func TryRelayKey(tx sqldb.Tx, room, publicKey string) error {
	_, err := tx.Exec(`INSERT INTO amora_first_relay (room, public_key) VALUES (?1, ?2)
ON CONFLICT (room, public_key) DO UPDATE SET refused = 0`, room, publicKey)
	if err != nil {
		return err
	}
	return AddRelayKey(tx, room, publicKey)
}

// KeepRelayKey ends the trial of a relay that has let this database in. Error:
// unavailable if the relay has meanwhile refused another sync.
func KeepRelayKey(tx sqldb.Tx, room, publicKey string) error {
	rows, err := tx.Query("SELECT refused FROM amora_first_relay WHERE room = ?1 AND public_key = ?2", room, publicKey)
	if err != nil || len(rows) == 0 {
		return err
	}
	rules, err := LoadRules(tx, room)
	if err != nil {
		return err
	}
	if !rules.Admits(publicKey) {
		return fault.Errorf(fault.Unavailable, "the relay has refused another sync meanwhile").WithHint("connect again")
	}
	return endTrial(tx, room, publicKey)
}

func endTrial(tx sqldb.Tx, room, publicKey string) error {
	_, err := tx.Exec("DELETE FROM amora_first_relay WHERE room = ?1 AND public_key = ?2", room, publicKey)
	return err
}

// OnTrial reports whether a relay is listed until it lets this database in.
func OnTrial(tx sqldb.Tx, room, publicKey string) (bool, error) {
	rows, err := tx.Query(`SELECT 1 FROM amora_first_relay WHERE room = ?1 AND public_key = ?2 AND refused = 0`, room, publicKey)
	return len(rows) > 0, err
}

// WithdrawRelayKey takes a key on trial out of a room's rules again, because the
// relay has refused. certificates are the ids of those that were made for it.
// The relay may have kept them and the earlier rules: the certificates are
// revoked, and the earlier rules do not bring the key back.
func WithdrawRelayKey(tx sqldb.Tx, room, publicKey string, certificates []string) error {
	_, err := tx.Exec("UPDATE amora_first_relay SET refused = 1 WHERE room = ?1 AND public_key = ?2", room, publicKey)
	if err != nil {
		return err
	}
	slices.Sort(certificates)
	return amendRules(tx, room, func(b *Rules) bool {
		listed := len(b.RelayKeys)
		b.RelayKeys = slices.DeleteFunc(b.RelayKeys, func(key string) bool { return key == publicKey })
		revoked := b.absorb(&Rules{Revoked: certificates})
		return revoked || len(b.RelayKeys) < listed
	})
}

// withoutRefused are the relays' keys but for those that were withdrawn.
func withoutRefused(tx sqldb.Tx, room string, keys []string) ([]string, error) {
	var refused []string
	err := sqldb.ReadJSON(tx, &refused, `SELECT json_group_array(public_key) FROM amora_first_relay
WHERE room = ?1 AND refused = 1`, room)
	return slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return slices.Contains(refused, key) }), err
}
