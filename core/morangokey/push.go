package morangokey

import (
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// A relay gets its certificate from a Morango peer by a shared key: it shows
// the public key, a member signs a certificate for that key and pushes it
// (Morango's api/viewsets.py, CertificateChainViewSet; MORANGO.md §10).

// SharedKey is the public key for which certificates may be pushed, "" before
// [SaveSharedKey].
func SharedKey(tx sqldb.Tx) (string, error) {
	return tx.Text("SELECT public_key FROM morango_sharedkey WHERE current = 1")
}

// SaveSharedKey makes a private key the one for which certificates may be
// pushed. Earlier keys stay valid. Error: bad_certificate for a text that is no
// key.
func SaveSharedKey(tx sqldb.Tx, private string) error {
	public, err := trust.PublicKeyOf(private)
	if err != nil {
		return err
	}
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "UPDATE morango_sharedkey SET current = 0"},
		sqldb.Statement{SQL: `INSERT INTO morango_sharedkey (public_key, private_key, current) VALUES (?1, ?2, 1)
ON CONFLICT (public_key) DO UPDATE SET current = 1`, Args: []any{public, private}},
	)
}

// TakePushedChain stores a chain whose leaf was signed for one of the shared
// keys of this database, with one of its nonces as the salt, and returns the
// leaf, whose key is then here. The caller has verified the chain's signatures
// ([trust.Chain.Verify]), which takes no transaction. Errors: those of
// [trust.CheckSignedChain], bad_nonce, and bad_certificate where the key is not a
// shared one.
func TakePushedChain(tx sqldb.Tx, nonces Nonces, chain trust.Chain, rules *trust.Rules) (*trust.Certificate, error) {
	leaf, err := trust.CheckSignedChain(chain, rules)
	if err != nil {
		return nil, err
	}
	private, err := tx.Text("SELECT private_key FROM morango_sharedkey WHERE public_key = ?1", leaf.PublicKey)
	if err != nil {
		return nil, err
	}
	if private == "" {
		return nil, fault.Errorf(fault.BadCertificate, "certificate %s is not for a shared key", leaf.ID)
	}
	if err := nonces.Use(tx, leaf.Salt); err != nil {
		return nil, err
	}
	leaf.SetKey(private)
	if err := trust.SaveChain(tx, chain); err != nil {
		return nil, err
	}
	return leaf, trust.RefreshWriteScope(tx)
}
