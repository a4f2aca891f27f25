// Package devicekey keeps the key of the device itself, by which a device with
// many certificates proves them (PROTOCOL.md §4, several certificates): one of
// them by the handshake, and the others by this key, which each certificate has
// endorsed once. A certificate's key came with an invite, which others may hold
// as well; the device's key never leaves its database. One signature of it
// proves all certificates, whereas RSA would take one for each.
//
// It hides how the key is stored and written. Begin with [Read].
//
// It imports fault and sqldb.
package devicekey

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"io"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// MetaKey is the key of amora_meta with the seed of the device's key.
const MetaKey = "device"

// Read reads this database's Ed25519 key. The first time it makes the key
// from rand and stores it.
func Read(ctx context.Context, db sqldb.DB, rand io.Reader) (key ed25519.PrivateKey, err error) {
	err = db.View(ctx, func(tx sqldb.Tx) (err error) {
		key, err = stored(tx)
		return err
	})
	if err != nil || key != nil {
		return key, err
	}
	err = db.Update(ctx, func(tx sqldb.Tx) (err error) {
		key, err = makeKey(tx, rand)
		return err
	})
	return key, err
}

// stored is the key in the database, nil where there is none.
func stored(tx sqldb.Tx) (ed25519.PrivateKey, error) {
	text, err := sqldb.Meta(tx, MetaKey)
	if err != nil {
		return nil, err
	}
	seed, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, nil
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

// makeKey makes the key, unless there is one meanwhile.
func makeKey(tx sqldb.Tx, rand io.Reader) (ed25519.PrivateKey, error) {
	if key, err := stored(tx); err != nil || key != nil {
		return key, err
	}
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(rand, seed); err != nil {
		return nil, fmt.Errorf("random key: %w", err)
	}
	return ed25519.NewKeyFromSeed(seed), sqldb.SetMeta(tx, MetaKey, base64.StdEncoding.EncodeToString(seed))
}

// Encode is the public half of a device's key as peers get it, in base64.
func Encode(key ed25519.PrivateKey) string {
	return base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey))
}

// Verify checks a signature, in base64, that a device made of a message.
// device is its key in [Encode]'s form. Error: bad_signature.
func Verify(device, message, signature string) error {
	if len(device) > maxText || len(signature) > maxText {
		return errBadSignature
	}
	key, err := base64.StdEncoding.Strict().DecodeString(device)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return errBadSignature
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(signature)
	if err != nil || !ed25519.Verify(key, []byte(message), raw) {
		return errBadSignature
	}
	return nil
}

var errBadSignature = fault.Errorf(fault.BadSignature, "the signature does not verify")

// maxText is the most characters of a device's key or signature in
// base64.
const maxText = 88

// ForgetKeys takes the private keys out of a database, or of a copy of it: who
// has it can read what is there, and act for nobody.
func ForgetKeys(tx sqldb.Tx) error {
	return sqldb.RunAll(tx, []string{
		"UPDATE morango_certificate SET private_key = NULL",
		"DELETE FROM morango_sharedkey",
		"DELETE FROM amora_meta WHERE key = " + sqldb.QuoteText(MetaKey),
	})
}
