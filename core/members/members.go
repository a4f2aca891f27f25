// Package members keeps whom this database has let into a dataset: what its
// certificates are called here, and since when they are out (PROTOCOL.md §8).
//
// It hides in which tables that lies. Begin with [List].
//
// It imports fault, sqldb, value, rooms, trust, relays and seen.
package members

import (
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/seen"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Certificate is a certificate that one of this database's own has signed, for
// an invite or for a relay.
type Certificate struct {
	ID      string            `json:"id"`      // 32 hex digits
	Room    string            `json:"room"`    // id of the dataset's root certificate
	Scope   string            `json:"scope"`   // scope definition
	Params  map[string]string `json:"params"`  // that fill the definition in
	Revoked bool              `json:"revoked"` // by [core.Instance.Revoke] or RevokeRelay, as far as is known here
	Admin   bool              `json:"admin"`   // whether it may add to the room's rules
	// Label is what whoever made the invite calls it. It is known here alone.
	Label   string `json:"label"`
	Created string `json:"created"` // when the invite was made, RFC 3339, "" where that is not known
	// Seen is when a relay last saw its holder, RFC 3339, to the hour, as far as
	// a relay has told; "" for never.
	Seen string `json:"seen"`
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

// Known is a certificate that is here, whoever has signed it.
type Known struct {
	Certificate
	Parent  string `json:"parent"`  // id of the certificate that signed it, "" for a root
	Version int    `json:"version"` // of the scope definition
	Own     bool   `json:"own"`     // whether its key is here
	// Read and Write are empty where the scope definition is not known here.
	Read  value.Filter `json:"read"`  // partition prefixes that it lets read
	Write value.Filter `json:"write"` // and write
}

// List lists the certificates of a room that this database has signed, by their
// ids.
func List(tx sqldb.Tx, rules *trust.Rules) ([]Certificate, error) {
	all, err := read(tx, rules, ` AND private_key IS NULL
AND parent_id IN (SELECT id FROM morango_certificate WHERE private_key IS NOT NULL)`)
	list := make([]Certificate, len(all))
	for i, c := range all {
		list[i] = c.Certificate
	}
	return list, err
}

// All lists the certificates of a room that are here, by their ids: the own ones, those
// that they descend from, those that they have signed, and those of peers.
func All(tx sqldb.Tx, rules *trust.Rules) ([]Known, error) { return read(tx, rules, "") }

// read reads the certificates of a room that where selects, by their ids.
func read(tx sqldb.Tx, rules *trust.Rules, where string) ([]Known, error) {
	found, err := trust.ReadCertificates(tx,
		"SELECT "+trust.CertificateColumns+" FROM morango_certificate c WHERE id IN ("+rooms.Certificates+")"+where+" ORDER BY id",
		rules.Room)
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
	if err != nil {
		return nil, err
	}
	times, err := seen.Times(tx)
	list := make([]Known, len(found))
	for i, c := range found {
		list[i] = known(c, rules)
		list[i].Label, list[i].Created = notes[c.ID].Label, notes[c.ID].At
		list[i].Seen = times[c.ID]
		if relay, to := pushed[c.ID]; to {
			list[i].Relay = &relay
		}
	}
	return list, err
}

// known is what a certificate says, and the rules of it.
func known(c *trust.Certificate, rules *trust.Rules) Known {
	// An unknown scope definition is the only error: the filters are empty then.
	scope, _ := rules.ScopeOf(c)
	return Known{
		Certificate: Certificate{
			ID: c.ID, Room: rules.Room, Scope: c.ScopeDefinition, Params: c.Params(),
			Revoked: rules.Revokes(c), Admin: rules.Appoints(c.ID), Expires: c.ExpiresText(),
		},
		Parent: c.Parent, Version: c.ScopeVersion, Own: c.Owned(),
		Read: append(value.Filter{}, scope.Read...), Write: append(value.Filter{}, scope.Write...),
	}
}
