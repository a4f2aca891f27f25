// Package members keeps who was let into a dataset, by this database and, if it
// is an admin's, by other admins: what their certificates are called, and since
// when they are out (PROTOCOL.md §8).
//
// It hides in which tables that lies. Begin with [List].
//
// It imports fault, sqldb, value, rooms, trust, relays, seen and notes.
package members

import (
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/notes"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/seen"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Certificate is a certificate that one of this database's own, or another
// admin's, has signed, for an invite or for a relay.
type Certificate struct {
	ID      string            `json:"id"`      // 32 hex digits
	Room    string            `json:"room"`    // id of the dataset's root certificate
	Parent  string            `json:"parent"`  // id of the certificate that signed it, "" for a root
	Scope   string            `json:"scope"`   // scope definition
	Params  map[string]string `json:"params"`  // that fill the definition in
	Revoked bool              `json:"revoked"` // it, or one above it, by [core.Instance.Revoke] or RevokeRelay, as far as is known here
	Admin   bool              `json:"admin"`   // whether it may add to the room's rules
	// Label is what whoever made the invite calls it. Of an admin's invite all
	// admins know it.
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

// Note keeps when an invite was made, by its certificate's id, and what it is
// called here. Error: bad_value for a label that is too long.
func Note(tx sqldb.Tx, certificate, label, now string) error {
	if len(label) > notes.MaxLabel || strings.ContainsRune(label, 0) {
		return fault.Errorf(fault.BadValue, "a label has at most %d bytes, and no NUL", notes.MaxLabel)
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
	Version int  `json:"version"` // of the scope definition
	Own     bool `json:"own"`     // whether its key is here
	// Read and Write are empty where the scope definition is not known here.
	Read  value.Filter `json:"read"`  // partition prefixes that it lets read
	Write value.Filter `json:"write"` // and write
}

// List lists the certificates of a room that this database has signed, and those
// that other admins have, by their ids.
func List(tx sqldb.Tx, rules *trust.Rules) ([]Certificate, error) {
	all, err := All(tx, rules)
	if err != nil {
		return nil, err
	}
	var noted []string
	err = sqldb.ReadJSON(tx, &noted, "SELECT json_group_array(certificate_id) FROM amora_note WHERE room = ?1", rules.Room)
	listed := map[string]bool{}
	for _, id := range noted {
		listed[id] = true
	}
	own := map[string]bool{}
	for _, c := range all {
		own[c.ID] = c.Own
	}
	list := []Certificate{}
	for _, c := range all {
		if !c.Own && (own[c.Parent] || listed[c.ID]) {
			list = append(list, c.Certificate)
		}
	}
	return list, err
}

// All lists the certificates of a room that are here, by their ids: the own ones, those
// that they descend from, those that they or other admins have signed, and those
// of peers.
func All(tx sqldb.Tx, rules *trust.Rules) ([]Known, error) {
	found, err := trust.ReadCertificates(tx,
		"SELECT "+trust.CertificateColumns+" FROM morango_certificate c WHERE id IN ("+rooms.Certificates+") ORDER BY id",
		rules.Room)
	if err != nil {
		return nil, err
	}
	pushed, err := relays.Certificates(tx)
	if err != nil {
		return nil, err
	}
	labels := map[string]noted{}
	err = sqldb.ReadJSON(tx, &labels,
		"SELECT json_group_object(certificate_id, json_object('label', label, 'at', at)) FROM amora_issued")
	if err != nil {
		return nil, err
	}
	times, err := seen.Times(tx)
	over := revoked(found, rules)
	list := make([]Known, len(found))
	for i, c := range found {
		list[i] = known(c, rules)
		list[i].Revoked = over[c.ID]
		list[i].Label, list[i].Created = labels[c.ID].Label, labels[c.ID].At
		list[i].Seen = times[c.ID]
		if relay, to := pushed[c.ID]; to {
			list[i].Relay = &relay
		}
	}
	return list, err
}

// revoked tells which certificates the rules have taken back: by themselves, or
// with one that they descend from.
func revoked(list trust.Chain, rules *trust.Rules) map[string]bool {
	by := map[string]*trust.Certificate{}
	for _, c := range list {
		by[c.ID] = c
	}
	over := map[string]bool{}
	for _, c := range list {
		for up, n := c, 0; up != nil && n < trust.ChainLimit && !over[c.ID]; up, n = by[up.Parent], n+1 {
			over[c.ID] = rules.Revokes(up)
		}
	}
	return over
}

// known is what a certificate says, and the rules of it.
func known(c *trust.Certificate, rules *trust.Rules) Known {
	// An unknown scope definition is the only error: the filters are empty then.
	scope, _ := rules.ScopeOf(c)
	return Known{
		Certificate: Certificate{
			ID: c.ID, Room: rules.Room, Parent: c.Parent, Scope: c.ScopeDefinition, Params: c.Params(),
			Admin: rules.Appoints(c.ID), Expires: c.ExpiresText(),
		},
		Version: c.ScopeVersion, Own: c.Owned(),
		Read: append(value.Filter{}, scope.Read...), Write: append(value.Filter{}, scope.Write...),
	}
}
