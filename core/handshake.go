package core

import "strings"

// transcript is what one side of a handshake signs (PROTOCOL.md §4): the
// protocol, the signer's role, the room, the relay's host as the client
// dialled it, and both sides' nonces, instances and certificates. A signature
// is thereby good for this connection only.
type transcript struct {
	room, host                        string
	clientNonce, serverNonce          string
	clientInstance, serverInstance    string
	clientCertificate, serverIdentity string
}

const (
	roleClient = "client"
	roleServer = "server"
)

func (t transcript) text(role string) string {
	return strings.Join([]string{
		Subprotocol + " handshake", role, t.room, t.host, t.clientNonce, t.serverNonce,
		t.clientInstance, t.serverInstance, t.clientCertificate, t.serverIdentity,
	}, "\n")
}

// serves reports whether a holder of scope server may answer a holder of
// scope client in everything: give what the client reads, so the server must
// be able to write it, and take what the client writes (Morango
// api/viewsets.py, transfer session creation).
func serves(server, client Scope) bool {
	return client.Read.Within(server.Write) && client.Write.Within(server.Read)
}

// permitted keeps the prefixes of a client's filter that the server's covers.
func permitted(client, server Filter) Filter {
	out := Filter{}
	for _, prefix := range client {
		if server.Contains(prefix) {
			out = append(out, prefix)
		}
	}
	return out
}

// combined is what several certificates permit together.
func combined(own []ownCertificate) Scope {
	var s Scope
	for _, c := range own {
		s.Read, s.Write = append(s.Read, c.scope.Read...), append(s.Write, c.scope.Write...)
	}
	return s
}

func (b *Bundle) Signed() *signedBundle {
	if b == nil {
		return nil
	}
	return &signedBundle{Text: b.text, Signature: b.signature}
}
