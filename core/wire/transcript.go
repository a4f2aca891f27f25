package wire

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Transcript is what one side of a handshake signs (PROTOCOL.md §4): the
// protocol, the signer's role, the room, the relay's host as the client
// dialled it, and both sides' nonces, instances and certificates. A signature
// is thereby good for this connection only.
type Transcript struct {
	// Room is the id of the room's root certificate, Host the relay's host as
	// the client dialled it, in small letters.
	Room, Host string
	// ClientNonce and ServerNonce are those of [Hello] and [Challenge].
	ClientNonce, ServerNonce string
	// ClientInstance and ServerInstance are ids, "" where the server has no
	// such room yet.
	ClientInstance, ServerInstance string
	// ClientCertificate and ServerIdentity are the ids of both certificates.
	ClientCertificate, ServerIdentity string
}

// The two roles, which are signed so that neither side can return the other's
// signature.
const (
	RoleClient = "client" // the side that dials
	RoleServer = "server" // the side that is dialled
)

// Text is what the side in this role signs.
func (t Transcript) Text(role string) string {
	return strings.Join([]string{
		Subprotocol + " handshake", role, t.Room, t.Host, t.ClientNonce, t.ServerNonce,
		t.ClientInstance, t.ServerInstance, t.ClientCertificate, t.ServerIdentity,
	}, "\n")
}

// Digest names a handshake, in hex: the SHA-256 of the client's text, which has
// both sides' nonces.
func (t Transcript) Digest() string {
	sum := sha256.Sum256([]byte(t.Text(RoleClient)))
	return hex.EncodeToString(sum[:])
}

// Endorsement is the text that a certificate's key signs to let a device use
// the certificate. device is its key in devicekey.Encode's form.
func Endorsement(room, certificate, device string) string {
	return strings.Join([]string{Subprotocol + " device", room, certificate, device}, "\n")
}

// Together is the text that a device signs to prove certificates on the
// connection whose handshake has this digest ([Transcript.Digest]).
func Together(handshake, device string, certificates []string) string {
	lines := []string{Subprotocol + " certificates", handshake, device, strings.Join(certificates, ",")}
	return strings.Join(lines, "\n")
}
