package value

import (
	"crypto/hmac"
	"crypto/sha256"
)

// MAC is the HMAC-SHA-256 of a text under a secret that follows from a private
// key, another one for each purpose: what only the key's holder can make, and
// recognize.
func MAC(purpose, privateKey string, text []byte) []byte {
	secret := sha256.Sum256([]byte(purpose + "\n" + privateKey))
	mac := hmac.New(sha256.New, secret[:])
	mac.Write(text)
	return mac.Sum(nil)
}
