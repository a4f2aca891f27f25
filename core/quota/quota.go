// Package quota bounds what each member takes of a room on a server: work, copies
// of records, messages, counters.
//
// It hides as which member a peer counts ([MemberOf]), what is added up for a
// member and given back ([Taken]), and what is kept of it in the room's database
// ([Counters]).
//
// It imports fault, sqldb, trust and meter.
package quota

import "github.com/amora-sync/amora/core/trust"

// MemberOf names the member that a peer is, or descends from: the first
// certificate of its chain that is neither the root's nor an admin's. Whom an
// admin lets in is a member like those whom the root's holder lets in. The
// root's holder and admins are members of their own.
func MemberOf(chain trust.Chain, appoints func(id string) bool) string {
	for _, c := range chain[1:] {
		if !appoints(c.ID) {
			return c.ID
		}
	}
	return chain.Leaf().ID
}

// AboveSQL is two common table expressions, issuer and up. Of these up (leaf, id)
// lists the certificates in the column certificate of a table, and for each those
// above it, up to the member that [MemberOf] names: above that one are only the
// root's and the admins'.
func AboveSQL(table string) string {
	return `issuer AS MATERIALIZED (` + IssuersSQL + `),
up (leaf, id) AS (SELECT DISTINCT certificate, certificate FROM ` + table + `
 UNION SELECT leaf, c.parent_id FROM up JOIN morango_certificate c ON c.id = up.id WHERE c.parent_id NOT IN (SELECT id FROM issuer))`
}

// IssuersSQL lists the certificates of a room that stand for nobody below them:
// the root's and the admins'. One that is listed as an admin's below a plain
// member's is none (PROTOCOL.md §8).
const IssuersSQL = `WITH RECURSIVE issuer (id) AS (SELECT id FROM morango_certificate WHERE parent_id IS NULL
 UNION SELECT c.id FROM issuer CROSS JOIN amora_bundle b CROSS JOIN json_each(b.text, '$.admins') a
  CROSS JOIN morango_certificate c ON c.id = a.key AND c.parent_id = issuer.id)
SELECT id FROM issuer`
