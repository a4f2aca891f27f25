package trust

import (
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// SaveChain stores the certificates of a chain that [CheckChain] accepted, each
// as [SaveCertificate] does. A certificate's id follows from its key and salt,
// and not from its parent and scope: whoever knows these can issue another
// certificate of the same id, in another dataset too, and so pass for its
// issuer. So a certificate that is stored with another text is refused. Error:
// bad_certificate.
func SaveChain(tx sqldb.Tx, chain Chain) error { return saveChain(tx, chain, "") }

// SaveProvenChain is [SaveChain] for a chain whose leaf's holder has proved to
// have its key: a leaf that is stored with another text is replaced. Error:
// bad_certificate.
func SaveProvenChain(tx sqldb.Tx, chain Chain) error { return saveChain(tx, chain, chain.Leaf().ID) }

// saveChain is [SaveChain] where the holder of the leaf proven, an id or "", has
// proved to have its key.
func saveChain(tx sqldb.Tx, chain Chain, proven string) error {
	texts := map[string]string{}
	for _, c := range chain {
		texts[c.ID] = c.Serialized
	}
	var otherwise []string
	err := sqldb.ReadJSON(tx, &otherwise, `SELECT json_group_array(c.id) FROM json_each(?1) shown
JOIN morango_certificate c ON c.id = shown.key WHERE c.serialized <> shown.value`, sqldb.ToJSON(texts))
	if err != nil {
		return err
	}
	for _, id := range otherwise {
		if id != proven {
			return fault.Errorf(fault.BadCertificate, "certificate %s is known with another issuer or scope", id)
		}
		leaf := chain.Leaf()
		_, err := tx.Exec(`UPDATE morango_certificate SET parent_id = ?2, scope_definition_id = ?3, scope_version = ?4,
 scope_params = ?5, serialized = ?6, signature = ?7 WHERE id = ?1`,
			id, leaf.Parent, leaf.ScopeDefinition, leaf.ScopeVersion, leaf.ScopeParams, leaf.Serialized, leaf.Signature)
		if err != nil {
			return err
		}
	}
	for _, c := range chain {
		if err := SaveCertificate(tx, c); err != nil {
			return err
		}
	}
	return nil
}

// SaveCertificate stores a certificate that was verified. One that is there
// already stays as it is, but gets its private key if c has it.
func SaveCertificate(tx sqldb.Tx, c *Certificate) error {
	var parent, private any
	if c.Parent != "" {
		parent = c.Parent
	}
	if c.private != "" {
		private = c.private
	}
	_, err := tx.Exec(`INSERT INTO morango_certificate (id, parent_id, profile, salt, scope_definition_id,
 scope_version, scope_params, public_key, serialized, signature, private_key)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (id) DO UPDATE SET private_key = excluded.private_key
 WHERE private_key IS NULL AND excluded.private_key IS NOT NULL`,
		c.ID, parent, c.Profile, c.Salt, c.ScopeDefinition,
		c.ScopeVersion, c.ScopeParams, c.PublicKey, c.Serialized, c.Signature, private)
	return err
}

// CertificateColumns are the columns that [ReadCertificates] reads, of a row c
// of morango_certificate.
const CertificateColumns = "c.serialized, c.signature, ifnull(c.private_key, '')"

// ReadCertificates runs a query for [CertificateColumns] and returns the
// certificates in its order.
func ReadCertificates(tx sqldb.Tx, sql string, args ...any) (Chain, error) {
	rows, err := tx.Query(sql, args...)
	if err != nil {
		return nil, err
	}
	out := make(Chain, len(rows))
	for i, row := range rows {
		if out[i], err = ParseCertificate(sqldb.CellText(row[0]), sqldb.CellText(row[1])); err != nil {
			return nil, err
		}
		out[i].private = sqldb.CellText(row[2])
	}
	return out, nil
}

// LoadCertificate reads the certificate with this id. Error: no_certificate.
func LoadCertificate(tx sqldb.Tx, id string) (*Certificate, error) {
	list, err := ReadCertificates(tx, "SELECT "+CertificateColumns+" FROM morango_certificate c WHERE id = ?1", id)
	if err == nil && len(list) == 0 {
		err = fault.Errorf(fault.NoCertificate, "certificate %.40q is not here", id)
	}
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// LoadChain reads the certificate with this id and all it descends from.
// Error: no_certificate.
func LoadChain(tx sqldb.Tx, id string) (Chain, error) {
	chain, err := ReadCertificates(tx, `WITH RECURSIVE up(id, parent_id, height) AS (
  SELECT id, parent_id, 0 FROM morango_certificate WHERE id = ?1
  UNION ALL SELECT c.id, c.parent_id, height + 1 FROM up JOIN morango_certificate c ON c.id = up.parent_id
   WHERE height < ?2)
SELECT `+CertificateColumns+` FROM up JOIN morango_certificate c ON c.id = up.id ORDER BY height DESC`, id, ChainLimit)
	if err == nil && len(chain) == 0 {
		err = fault.Errorf(fault.NoCertificate, "certificate %.40q is not here", id)
	}
	return chain, err
}

// nothing is a prefix that no partition has. It stands in a write scope that
// permits nothing, because an empty amora_write_scope permits everything.
const nothing = "\n"

// RefreshWriteScope sets amora_write_scope, which the app tables' triggers
// look at, to what the own certificates of all datasets permit together. The
// table stays empty until the database belongs to a dataset. If nothing has changed, nothing is
// written, because opening has to work while storage is full.
func RefreshWriteScope(tx sqldb.Tx) error {
	var prefixes value.Filter
	err := EachRoom(tx, func(_ string, may value.Scope) error {
		prefixes = append(append(prefixes, nothing), may.Write...)
		return nil
	})
	if err != nil || prefixes == nil {
		return err
	}
	list := []any{value.FilterJSON(prefixes)}
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "DELETE FROM amora_write_scope WHERE prefix NOT IN (SELECT value FROM json_each(?1) UNION SELECT prefix FROM amora_kept)",
			Args: list},
		sqldb.Statement{SQL: "INSERT OR IGNORE INTO amora_write_scope (prefix) SELECT value FROM json_each(?1) UNION SELECT prefix FROM amora_kept",
			Args: list},
	)
}
