package client

import (
	"context"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/sqldb"
)

// propose reads the pairing with a relay and proposes the next token, or the
// same again if the answer to it was lost. At first contact it makes the
// instance. The proposal is durable before the relay hears of it.
func (h *Hub) propose(ctx context.Context, room, relay string) (p counter.Pairing, err error) {
	err = h.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		p, err = h.engine.Identity().ProposeIn(tx, room, relay)
		return err
	})
	return p, err
}
