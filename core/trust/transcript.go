package trust

import (
	"github.com/amora-sync/amora/core/value"
)

// Serves reports whether a holder of scope server may answer a holder of
// scope client in everything: give what the client reads, so the server must
// be able to write it, and take what the client writes (Morango
// api/viewsets.py, transfer session creation).
func Serves(server, client value.Scope) bool {
	return client.Read.Within(server.Write) && client.Write.Within(server.Read)
}

// Permitted keeps the prefixes of a client's filter that the server's covers.
func Permitted(client, server value.Filter) value.Filter {
	out := value.Filter{}
	for _, prefix := range client {
		if server.Contains(prefix) {
			out = append(out, prefix)
		}
	}
	return out
}

// Combined is what several certificates permit together.
func Combined(own []Own) value.Scope {
	var s value.Scope
	for _, c := range own {
		s.Read, s.Write = append(s.Read, c.Scope.Read...), append(s.Write, c.Scope.Write...)
	}
	return s
}

func (b *Rules) Signed() *SignedRules {
	if b == nil {
		return nil
	}
	return &SignedRules{Text: b.text, Signature: b.signature}
}
