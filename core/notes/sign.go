package notes

import (
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// signAtOnce is how many notes are signed in one transaction: a signature takes
// a tab some 20 ms.
const signAtOnce = 16

// unsigned lists notes about certificates that an admin's key which is here has
// issued, or the root's, and that have none yet.
func unsigned(tx sqldb.Tx, rules *trust.Rules, most int) (list []note, err error) {
	ids := []string{rules.Room}
	for id := range rules.Admins {
		ids = append(ids, id)
	}
	err = sqldb.ReadJSON(tx, &list, `SELECT json_group_array(json_object('room', ?1,
 'certificate', id, 'label', label, 'at', at, 'relay', relay))
FROM (SELECT c.id, ifnull(i.label, '') AS label, coalesce(i.at, p.at, '') AS at, ifnull(p.address, '') AS relay
 FROM json_each(?2) j CROSS JOIN morango_certificate by ON by.id = j.value AND by.private_key IS NOT NULL
 CROSS JOIN morango_certificate c ON c.parent_id = by.id
 LEFT JOIN amora_issued i ON i.certificate_id = c.id LEFT JOIN amora_pushed_certificate p ON p.certificate_id = c.id
 WHERE c.private_key IS NULL AND NOT EXISTS (SELECT 1 FROM amora_note n WHERE n.certificate_id = c.id) LIMIT ?3)`,
		rules.Room, sqldb.ToJSON(ids), most)
	return list, err
}

// sign signs notes about what this database has issued.
func sign(tx sqldb.Tx, rules *trust.Rules) error {
	missing, err := unsigned(tx, rules, signAtOnce)
	if err != nil {
		return err
	}
	var list []verified
	for _, n := range missing {
		v, err := n.sign(tx)
		if err != nil {
			return err
		}
		list = append(list, v)
	}
	return add(tx, rules.Room, list)
}

func (n note) sign(tx sqldb.Tx) (v verified, err error) {
	v.note = n
	if v.chain, err = trust.LoadChain(tx, n.Certificate); err != nil {
		return v, err
	}
	if len(v.chain) < 2 {
		return v, fault.Errorf(fault.BadCertificate, "certificate %s was issued by none", n.Certificate)
	}
	v.signed = trust.SignedStatement{Text: sqldb.ToJSON(n), Chain: v.chain[1:].String()}
	v.signed.Signature, err = v.issuer().Sign(purpose + v.signed.Text)
	return v, err
}
