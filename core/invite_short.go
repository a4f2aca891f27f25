package core

import (
	"context"

	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// JoinFrom takes an invite of either form: of a short one it asks the relay
// for the rest, by dial. Errors: Join's; unavailable where the relay cannot be
// reached; room_closed where the relay does not have the room, or not as the
// inviting device knows it; relay_not_admitted and relay_changed where it is not
// the relay that the invite is for.
func (in *Instance) JoinFrom(ctx context.Context, invite string, dial Dialer) (*Joined, error) {
	d, err := readInvite(ctx, in, invite, dial)
	if err != nil {
		return nil, err
	}
	return in.join(ctx, d, false)
}

// JoinAnother takes an invite as [Instance.JoinFrom] does, also where the
// database holds another dataset, which stays.
func JoinAnother(ctx context.Context, in *Instance, invite string, dial Dialer) (*Joined, error) {
	d, err := readInvite(ctx, in, invite, dial)
	if err != nil {
		return nil, err
	}
	return in.join(ctx, d, true)
}

// readInvite reads an invite of either form.
func readInvite(ctx context.Context, in *Instance, invite string, dial Dialer) (*invites.Invite, error) {
	if !invites.IsShort(invite) {
		return invites.Decode(invite)
	}
	s, err := invites.DecodeShort(invite)
	if err != nil {
		return nil, err
	}
	c, err := in.hub.AskRoom(ctx, s, dial)
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
