package datasets

import (
	"context"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// ReadInvite reads an invite of either form: of a short one it asks the relay for
// the rest. Errors: bad_invite; for a short one unavailable, room_closed,
// relay_not_admitted and relay_changed.
func ReadInvite(ctx context.Context, h *client.Hub, invite string, dial wire.Dialer) (*invites.Invite, error) {
	if !invites.IsShort(invite) {
		return invites.Decode(invite)
	}
	s, err := invites.DecodeShort(invite)
	if err != nil {
		return nil, err
	}
	c, err := h.AskRoom(ctx, s, dial)
	if err != nil {
		return nil, err
	}
	d, err := s.Complete(c.Chain, c.Bundle)
	if err != nil {
		return nil, err
	}
	return d, expected(d, c.Chain)
}

// expected checks that a relay which has shown this chain is the one that an
// invite is for. Errors: relay_not_admitted, relay_changed.
func expected(d *invites.Invite, shown []byte) error {
	chain, err := trust.ParseChain(shown)
	if err != nil {
		return err
	}
	rules, err := trust.OpenRules(d.Chain.Root(), d.BundleText, d.BundleSignature)
	if err != nil {
		return err
	}
	address, err := wire.RelayAddress(d.Relay)
	if err != nil {
		return err
	}
	relay := relays.Contact{Room: rules.Room, Address: address, Key: chain.Leaf().PublicKey}
	return relay.Expected(d.Fingerprint, rules)
}
