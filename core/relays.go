package core

import (
	"context"

	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// RelayKey is the key of a relay that was admitted to the dataset, or taken
// back.
type RelayKey = relays.Key

// Relays lists the relays of the dataset, by the fingerprints of their keys, as
// far as is known here.
func (in *Instance) Relays(ctx context.Context) ([]RelayKey, error) {
	list := []RelayKey{}
	err := in.viewRules(ctx, func(tx sqldb.Tx, rules *trust.Rules) (err error) {
		list, err = relays.List(tx, rules)
		return err
	})
	return list, err
}

// viewRules runs a reading transaction with the dataset's rules, and does
// nothing where there is no dataset.
func (in *Instance) viewRules(ctx context.Context, fn func(sqldb.Tx, *trust.Rules) error) error {
	return in.engine.DB().View(ctx, func(tx sqldb.Tx) error {
		room, err := trust.LocalRoom(tx)
		if err != nil || room == "" {
			return err
		}
		rules, err := trust.RoomRules(tx, room, in.engine.Profile())
		if err != nil {
			return err
		}
		return fn(tx, rules)
	})
}

// RevokeRelay takes a relay's key back, for ever: no certificate with this key
// counts any more, whoever made it, neither to serve the dataset nor to sync it.
// It takes an admin, and reaches the others with their next sync. Errors:
// bad_value for what is no fingerprint; no_certificate.
func (in *Instance) RevokeRelay(ctx context.Context, fingerprint string) error {
	return in.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		room, err := trust.LocalRoom(tx)
		if err != nil {
			return err
		}
		if err := trust.RevokeKey(tx, room, fingerprint); err != nil {
			return err
		}
		return trust.RefreshWriteScope(tx)
	})
}
