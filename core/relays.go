package core

import (
	"context"

	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// RelayKey is the key of a relay that was admitted to the dataset, or taken
// back.
type RelayKey = relays.Key

// Relays lists the relays of the datasets, by the fingerprints of their keys, as
// far as is known here.
func (in *Instance) Relays(ctx context.Context) ([]RelayKey, error) {
	list := []RelayKey{}
	err := in.viewRules(ctx, func(tx sqldb.Tx, rules *trust.Rules) error {
		keys, err := relays.List(tx, rules)
		list = append(list, keys...)
		return err
	})
	return list, err
}

// viewRules runs a reading transaction with the rules of each dataset.
func (in *Instance) viewRules(ctx context.Context, fn func(sqldb.Tx, *trust.Rules) error) error {
	return in.engine.DB().View(ctx, func(tx sqldb.Tx) error {
		held, err := rooms.Held(tx)
		for _, room := range held {
			rules, err := trust.RoomRules(tx, room, in.engine.Profile())
			if err == nil {
				err = fn(tx, rules)
			}
			if err != nil {
				return err
			}
		}
		return err
	})
}

// RevokeRelay takes a relay's key back, for ever: no certificate with this key
// counts any more, whoever made it, neither to serve the dataset nor to sync it.
// It takes an admin, and reaches the others with their next sync. Errors:
// bad_value for what is no fingerprint; no_certificate.
func (in *Instance) RevokeRelay(ctx context.Context, fingerprint string) error {
	return RevokeRelayIn(ctx, in, "", fingerprint)
}

// RevokeRelayIn takes a relay's key back in a dataset, for ever: no certificate
// with this key counts any more there, whoever made it, neither to serve the
// dataset nor to sync it. room is the dataset, "" for the only one. It takes an
// admin, and reaches the others with their next sync. Errors: bad_value for what
// is no fingerprint; no_certificate; bad_request where there are several datasets
// and none is named.
func RevokeRelayIn(ctx context.Context, in *Instance, room, fingerprint string) error {
	return in.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		room, err := datasets.Pick(tx, room)
		if err != nil {
			return err
		}
		if err := trust.RevokeKey(tx, room, fingerprint); err != nil {
			return err
		}
		return trust.RefreshWriteScope(tx)
	})
}

// Leave deletes a dataset from this database: its rows, records, certificates
// and keys. Others that hold it keep it, and it can be joined again. Without
// force, nothing may be here alone, and another admin of the dataset has to be
// known, if this database has an admin's key. Errors: no_certificate for a
// dataset that is not here, not_synced, last_admin, constraint where the app's
// own tables refer to the rows.
func Leave(ctx context.Context, in *Instance, room string, force bool) error {
	return datasets.Leave(ctx, in.hub, room, force)
}

// Adopt moves all rows of a dataset into another one, see datasets.Adopt.
func Adopt(ctx context.Context, in *Instance, a datasets.Adoption) (datasets.Adopted, error) {
	return datasets.Adopt(ctx, in.hub, a, func(tx sqldb.Tx, done datasets.Adopted) error { return receipt(ctx, tx, done) })
}
