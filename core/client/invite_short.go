package client

import (
	"context"
	"sync/atomic"

	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// AskRoom has the relay say what it shows the invited: a hello whose chain
// lacks the root, and the challenge to it (PROTOCOL.md §3).
func (h *Hub) AskRoom(ctx context.Context, s *invites.Short, dial wire.Dialer) (c wire.Challenge, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	address, _, err := wire.SyncURL(s.Relay, s.Room)
	if err != nil {
		return c, err
	}
	nonce, err := h.engine.Identity().NewID()
	if err != nil {
		return c, err
	}
	conn, err := dial.Open(ctx, address, false)
	if err != nil {
		return c, err
	}
	defer conn.Close(wire.CloseNormal, "")
	return newLink(ctx, conn, new(atomic.Bool)).greet(ctx, wire.Hello{
		Instance: h.engine.Identity().ID(), Nonce: nonce, Chain: []byte(trust.Chain{s.Certificate}.String()),
	})
}
