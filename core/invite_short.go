package core

import (
	"context"

	"github.com/amora-sync/amora/core/datasets"
)

// JoinFrom takes an invite of either form: of a short one it asks the relay
// for the rest, by dial. Errors: Join's; unavailable where the relay cannot be
// reached; room_closed where the relay does not have the room, or not as the
// inviting device knows it; relay_not_admitted and relay_changed where it is not
// the relay that the invite is for.
func (in *Instance) JoinFrom(ctx context.Context, invite string, dial Dialer) (*Joined, error) {
	return JoinBy(ctx, in, invite, false, dial)
}

// JoinAnother takes an invite as [Instance.JoinFrom] does, also where the
// database holds another dataset, which stays.
func JoinAnother(ctx context.Context, in *Instance, invite string, dial Dialer) (*Joined, error) {
	return JoinBy(ctx, in, invite, true, dial)
}

// JoinBy is [JoinAnother] if another is asked for, else [Instance.JoinFrom].
func JoinBy(ctx context.Context, in *Instance, invite string, another bool, dial Dialer) (*Joined, error) {
	d, err := datasets.ReadInvite(ctx, in.hub, invite, dial)
	if err != nil {
		return nil, err
	}
	return in.join(ctx, d, another)
}
