package core

import (
	"context"

	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// IssuedCertificate is a certificate that one of our own has signed, for an
// invite or for a relay.
type IssuedCertificate struct {
	ID      string            `json:"id"`      // 32 hex digits
	Scope   string            `json:"scope"`   // scope definition
	Params  map[string]string `json:"params"`  // that fill the definition in
	Revoked bool              `json:"revoked"` // by [Instance.Revoke] or RevokeRelay, as far as is known here
	// Relay is the relay that it was made for, nil for an invite.
	Relay *relays.Issued `json:"relay,omitempty"`
}

// Issued lists the certificates that this database has signed, for invites and
// for relays, by their ids. What those were used to sign is known where it was
// signed, not here; it falls with them.
func (in *Instance) Issued(ctx context.Context) ([]IssuedCertificate, error) {
	list := []IssuedCertificate{}
	err := in.viewRules(ctx, func(tx sqldb.Tx, rules *trust.Rules) error {
		signed, err := trust.ReadCertificates(tx, "SELECT "+trust.CertificateColumns+` FROM morango_certificate c
WHERE private_key IS NULL AND parent_id IN (SELECT id FROM morango_certificate WHERE private_key IS NOT NULL) ORDER BY id`)
		if err != nil {
			return err
		}
		pushed, err := relays.Certificates(tx)
		for _, c := range signed {
			entry := IssuedCertificate{
				ID: c.ID, Scope: c.ScopeDefinition, Params: c.Params(), Revoked: rules.Revokes(c),
			}
			if relay, to := pushed[c.ID]; to {
				entry.Relay = &relay
			}
			list = append(list, entry)
		}
		return err
	})
	return list, err
}
