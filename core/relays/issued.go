package relays

import (
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Issued says which relay a certificate was made for.
type Issued struct {
	Fingerprint string `json:"fingerprint"` // [trust.KeyFingerprint] of the relay's key
	Address     string `json:"address"`     // host:port where the relay was met
}

// maxIssued is the most certificates for one relay, below one certificate, that
// are kept. A relay asks
// for another one at each handshake until it has stored one; the key, which all
// of them are for, can be revoked at once (trust.RevokeKey).
const maxIssued = 32

// SaveCertificate notes a certificate that was made for a relay, before the relay
// gets it, so that it is listed and can be revoked. now is the time, as stored.
// A relay chooses key and salt, from which the id follows. Error:
// bad_certificate for the id of another certificate, which would be taken for
// the relay's, and forgotten with it.
func SaveCertificate(tx sqldb.Tx, c *trust.Certificate, address, now string) error {
	if err := trust.SaveChain(tx, trust.Chain{c}); err != nil {
		return err
	}
	fingerprint := trust.KeyFingerprint(c.PublicKey)
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "INSERT INTO amora_pushed_certificate (certificate_id, fingerprint, address, at) VALUES (?1, ?2, ?3, ?4)",
			Args: []any{c.ID, fingerprint, address, now}},
		sqldb.Statement{SQL: `DELETE FROM morango_certificate WHERE id IN (SELECT p.certificate_id FROM amora_pushed_certificate p
JOIN morango_certificate c ON c.id = p.certificate_id
WHERE p.fingerprint = ?1 AND c.parent_id = ?3 ORDER BY p.at DESC, p.certificate_id LIMIT -1 OFFSET ?2)`,
			Args: []any{fingerprint, maxIssued, c.Parent}},
		sqldb.Statement{SQL: `DELETE FROM amora_pushed_certificate
WHERE fingerprint = ?1 AND certificate_id NOT IN (SELECT id FROM morango_certificate)`, Args: []any{fingerprint}},
	)
}

// Note notes a certificate that another admin has made for a relay, met at an
// address, if it is not known yet. The certificate is stored.
func Note(tx sqldb.Tx, c *trust.Certificate, address, at string) error {
	_, err := tx.Exec(`INSERT INTO amora_pushed_certificate (certificate_id, fingerprint, address, at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (certificate_id) DO NOTHING`, c.ID, trust.KeyFingerprint(c.PublicKey), address, at)
	return err
}

// Certificates lists the certificates that this database has made for
// relays, by their ids.
func Certificates(tx sqldb.Tx) (map[string]Issued, error) {
	issued := map[string]Issued{}
	err := sqldb.ReadJSON(tx, &issued, `SELECT json_group_object(certificate_id,
 json_object('fingerprint', fingerprint, 'address', address)) FROM amora_pushed_certificate`)
	return issued, err
}

// forget deletes the certificates that were made for a relay in a room, and
// returns their ids.
func forget(tx sqldb.Tx, room, fingerprint string) (ids []string, err error) {
	err = sqldb.ReadJSON(tx, &ids, "SELECT json_group_array(certificate_id) FROM amora_pushed_certificate"+
		" WHERE fingerprint = ?2 AND certificate_id IN ("+rooms.Certificates+")", room, fingerprint)
	if err != nil {
		return nil, err
	}
	const listed = " IN (SELECT value FROM json_each(?1))"
	args := []any{sqldb.ToJSON(ids)}
	return ids, sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "DELETE FROM morango_certificate WHERE id" + listed, Args: args},
		sqldb.Statement{SQL: "DELETE FROM amora_pushed_certificate WHERE certificate_id" + listed, Args: args},
	)
}
