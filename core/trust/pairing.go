package trust

import (
	"crypto/sha256"
	"encoding/hex"
)

// KeyFingerprint names a relay: the SHA-256 of its public key's text, in hex.
func KeyFingerprint(publicKey string) string {
	sum := sha256.Sum256([]byte(publicKey))
	return hex.EncodeToString(sum[:])
}
