package wire

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Endorsement is the text by which a certificate's key lets a device use it.
func Endorsement(room, certificate, device string) string {
	return strings.Join([]string{Subprotocol + " device", room, certificate, device}, "\n")
}

// Together is the text by which a device proves certificates on the connection
// whose handshake has this digest.
func Together(handshake, device string, certificates []string) string {
	return strings.Join([]string{Subprotocol + " certificates", handshake, device, strings.Join(certificates, ",")}, "\n")
}

// Digest names a handshake: it contains both sides' nonces.
func (t Transcript) Digest() string {
	sum := sha256.Sum256([]byte(t.Text(RoleClient)))
	return hex.EncodeToString(sum[:])
}
