package core

import (
	"slices"
	"strings"
)

// Shared keys are how a relay comes to a certificate (PROTOCOL 4): it shows a
// public key, a member signs a certificate for that key and pushes it.

// SharedKey returns the public key that certificates may be pushed for, ""
// before SaveSharedKey.
func (in *Instance) SharedKey(tx Tx) (string, error) {
	return tx.Text("SELECT public_key FROM morango_sharedkey WHERE current = 1")
}

// SaveSharedKey makes a private key the one to push certificates for; earlier
// ones go on to work.
func (in *Instance) SaveSharedKey(tx Tx, private string) error {
	public, err := publicKeyOf(private)
	if err != nil {
		return err
	}
	return execAll(tx,
		statement{"UPDATE morango_sharedkey SET current = 0", nil},
		statement{`INSERT INTO morango_sharedkey (public_key, private_key, current) VALUES (?1, ?2, 1)
ON CONFLICT (public_key) DO UPDATE SET current = 1`, []any{public, private}},
	)
}

// TakePushedChain stores a chain whose leaf was signed for one of our shared
// keys with one of our nonces as its salt; the leaf is then our own. Nothing
// is stored before all of it holds. Errors: checkChain's, bad_nonce, and
// bad_certificate where the key is not a shared one.
func (in *Instance) TakePushedChain(tx Tx, chain Chain, rules *Bundle) (*Certificate, error) {
	leaf, err := checkChain(chain, rules)
	if err != nil {
		return nil, err
	}
	private, err := tx.Text("SELECT private_key FROM morango_sharedkey WHERE public_key = ?1", leaf.PublicKey)
	if err != nil {
		return nil, err
	}
	if private == "" {
		return nil, Errorf(CodeBadCertificate, "certificate %s is not for a shared key", leaf.ID)
	}
	if err := in.UseNonce(tx, leaf.Salt); err != nil {
		return nil, err
	}
	leaf.private = private
	if err := saveChain(tx, chain); err != nil {
		return nil, err
	}
	return leaf, refreshWriteScope(tx)
}

// pinRelay remembers by which keys the relay at a URL must show itself, as
// fingerprints; an invite says so.
func pinRelay(tx Tx, url string, fingerprints []string) error {
	if url == "" || len(fingerprints) == 0 {
		return nil
	}
	return setMeta(tx, relayPinsKey(url), toJSON(fingerprints))
}

func relayPins(tx Tx, url string) (fingerprints []string, err error) {
	err = readJSON(tx, &fingerprints, "SELECT value FROM amora_meta WHERE key = ?1", relayPinsKey(url))
	return fingerprints, err
}

func relayPinsKey(url string) string { return "relay_pins:" + strings.TrimRight(url, "/") }

// checkRelayKey looks at the key by which the peer at a URL shows itself. A
// chain that ends in the room makes anyone a member; where an invite named
// the relay's key, another member must not stand in for it. A key that the
// room's root lists is always fine.
func checkRelayKey(tx Tx, url string, rules *Bundle, publicKey string) error {
	pins, err := relayPins(tx, url)
	if err != nil || len(pins) == 0 || slices.Contains(rules.RelayKeys, publicKey) || slices.Contains(pins, fingerprint(publicKey)) {
		return err
	}
	return Errorf(CodeBadCertificate, "the relay at %.200q shows another key than the invite named", url).
		WithHint("if the relay was set up anew, sync once from the device that holds the root key, or ask for a new invite")
}
