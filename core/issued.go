package core

import (
	"context"

	"github.com/amora-sync/amora/core/members"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// IssuedCertificate is a certificate that one of our own, or another admin's,
// has signed, for an invite or for a relay.
type IssuedCertificate = members.Certificate

// Issued lists the certificates that this database has signed, for invites and
// for relays, by dataset and id; in an admin's database also those that other
// admins have, as of its last sync (PROTOCOL.md §8, notes). What members were used
// to sign is known where it was signed, not here; it falls with theirs.
func (in *Instance) Issued(ctx context.Context) ([]IssuedCertificate, error) {
	list := []IssuedCertificate{}
	err := in.viewRules(ctx, func(tx sqldb.Tx, rules *trust.Rules) error {
		signed, err := members.List(tx, rules)
		list = append(list, signed...)
		return err
	})
	return list, err
}
