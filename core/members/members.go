// Package members keeps whom this database has let into a dataset: what its
// certificates are called here, and since when they are out (PROTOCOL.md §8).
//
// It hides in which tables that lies. Begin with [List].
//
// It imports fault, sqldb, trust and relays.
package members

import (
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Certificate is a certificate that one of this database's own has signed, for
// an invite or for a relay.
type Certificate struct {
	ID      string            `json:"id"`      // 32 hex digits
	Scope   string            `json:"scope"`   // scope definition
	Params  map[string]string `json:"params"`  // that fill the definition in
	Revoked bool              `json:"revoked"` // by [core.Instance.Revoke] or RevokeRelay, as far as is known here
	Admin   bool              `json:"admin"`   // whether it may add to the room's rules
	// Label is what whoever made the invite calls it. It is known here alone.
	Label   string `json:"label"`
	Created string `json:"created"` // when the invite was made, RFC 3339, "" where that is not known
	// Expires is until when it counts by itself, RFC 3339, "" for ever.
	Expires string `json:"expires"`
	// Relay is the relay that it was made for, nil for an invite.
	Relay *relays.Issued `json:"relay,omitempty"`
}

// maxLabel bounds a label, in bytes.
const maxLabel = 500

// Note keeps when an invite was made, by its certificate's id, and what it is
// called here. Error: bad_value for a label that is too long.
func Note(tx sqldb.Tx, certificate, label, now string) error {
	if len(label) > maxLabel || strings.ContainsRune(label, 0) {
		return fault.Errorf(fault.BadValue, "a label has at most %d bytes, and no NUL", maxLabel)
	}
	_, err := tx.Exec("INSERT INTO amora_issued (certificate_id, label, at) VALUES (?1, ?2, ?3)", certificate, label, now)
	return err
}

// noted is a row of amora_issued.
type noted struct {
	Label string `json:"label"`
	At    string `json:"at"`
}

// List lists the certificates that this database has signed, by their ids.
func List(tx sqldb.Tx, rules *trust.Rules) ([]Certificate, error) {
	signed, err := trust.ReadCertificates(tx, "SELECT "+trust.CertificateColumns+` FROM morango_certificate c
WHERE private_key IS NULL AND parent_id IN (SELECT id FROM morango_certificate WHERE private_key IS NOT NULL)
ORDER BY id`)
	if err != nil {
		return nil, err
	}
	pushed, err := relays.Certificates(tx)
	if err != nil {
		return nil, err
	}
	notes := map[string]noted{}
	err = sqldb.ReadJSON(tx, &notes,
		"SELECT json_group_object(certificate_id, json_object('label', label, 'at', at)) FROM amora_issued")
	list := make([]Certificate, len(signed))
	for i, c := range signed {
		list[i] = Certificate{
			ID: c.ID, Scope: c.ScopeDefinition, Params: c.Params(), Revoked: rules.Revokes(c), Admin: rules.Appoints(c.ID),
			Label: notes[c.ID].Label, Created: notes[c.ID].At, Expires: c.ExpiresText(),
		}
		if relay, to := pushed[c.ID]; to {
			list[i].Relay = &relay
		}
	}
	return list, err
}
