package trust

import (
	"slices"

	"github.com/amora-sync/amora/core/sqldb"
)

// WithdrawRelayKey takes the key of a room's first relay out of its rules again,
// because the relay has refused. certificates are the ids of those that were made
// for it. The relay may have kept them and the earlier rules: the certificates
// are revoked, and the earlier rules do not bring the key back.
func WithdrawRelayKey(tx sqldb.Tx, room, publicKey string, certificates []string) error {
	_, err := tx.Exec("UPDATE amora_first_relay SET refused = 1 WHERE room = ?1 AND public_key = ?2", room, publicKey)
	if err != nil {
		return err
	}
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
