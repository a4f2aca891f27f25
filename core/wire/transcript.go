package wire

import (
	"strings"
)

// Transcript is what one side of a handshake signs (PROTOCOL.md §4): the
// protocol, the signer's role, the room, the relay's host as the client
// dialled it, and both sides' nonces, instances and certificates. A signature
// is thereby good for this connection only.
type Transcript struct {
	Room, Host                        string
	ClientNonce, ServerNonce          string
	ClientInstance, ServerInstance    string
	ClientCertificate, ServerIdentity string
}

const (
	RoleClient = "client"
	RoleServer = "server"
)

func (t Transcript) Text(role string) string {
	return strings.Join([]string{
		Subprotocol + " handshake", role, t.Room, t.Host, t.ClientNonce, t.ServerNonce,
		t.ClientInstance, t.ServerInstance, t.ClientCertificate, t.ServerIdentity,
	}, "\n")
}
