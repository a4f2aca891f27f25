package core

import (
	"context"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// JoinRequest asks a relay for a certificate by name and password.
type JoinRequest struct {
	Relay    string `json:"relay"`    // URL of the relay, as [Instance.Sync] takes it
	Room     string `json:"room"`     // id of the dataset's root certificate
	Username string `json:"username"` // as whoever runs the dataset knows the user
	Password string `json:"password"` // as typed
	Facility string `json:"facility"` // id of the user's facility, where several have users of one name; "" for any
	Scope    string `json:"scope"`    // id of a scope definition; its newest version is taken
	// Params fill the definition's templates in. Those left out that follow from
	// the room or the user need not be given.
	Params map[string]string `json:"params"`
	// Insecure lets the password go over plain ws:// to another machine, where
	// whoever sits between can read it.
	Insecure bool `json:"insecure"`
	// Another adds the dataset to others that the database holds.
	Another bool `json:"another"`
}

// JoinAs joins a dataset by name and password: the relay issues a certificate
// for a key that is made here. The room's id vouches for the root of what the
// relay answers, and for nothing else: that the password goes to nobody but the
// relay is for TLS to say.
//
// Errors: bad_credentials, outside_scope where the user may not have such a
// certificate, limit after too many failed attempts, room_closed where the
// relay lets nobody join so, unsupported by an older relay, unavailable,
// bad_request for a plain connection without Insecure, has_dataset,
// scope_mismatch.
func (in *Instance) JoinAs(ctx context.Context, r JoinRequest, dial Dialer) (*Joined, error) {
	if !value.IsID(r.Room) {
		return nil, fault.Errorf(fault.BadRequest, "%.40q is not a room's id", r.Room)
	}
	private, err := in.generateKey(ctx)
	if err != nil {
		return nil, err
	}
	public, err := trust.PublicKeyOf(private)
	if err != nil {
		return nil, err
	}
	granted, err := in.hub.Ask(ctx, r.Relay, r.Room, wire.Ask{
		User: r.Username, Password: r.Password, Facility: r.Facility, Scope: r.Scope, Params: r.Params, PublicKey: public,
	}, r.Insecure, dial)
	if err != nil {
		return nil, err
	}
	d, err := grantedInvite(r, granted, public)
	if err != nil {
		return nil, err
	}
	d.Chain.Leaf().SetKey(private)
	joined, err := in.join(ctx, d, r.Another)
	if fault.CodeOf(err) == fault.BadInvite {
		err = &fault.Error{Code: fault.BadCertificate, Text: "the relay's certificate does not verify", Err: err}
	}
	return joined, err
}

// grantedInvite is a relay's answer as if it had come in an invite. Error:
// bad_certificate where the answer is for another room, key or scope.
func grantedInvite(r JoinRequest, granted wire.Granted, public string) (*invites.Invite, error) {
	chain, err := trust.ParseChain(granted.Chain)
	if err != nil {
		return nil, err
	}
	if leaf := chain.Leaf(); chain.Root().ID != r.Room || leaf.PublicKey != public || leaf.ScopeDefinition != r.Scope {
		return nil, fault.Errorf(fault.BadCertificate, "the relay's certificate is for another room, key or scope")
	}
	d := &invites.Invite{Relay: r.Relay, Chain: chain}
	if b := granted.Bundle; b != nil {
		d.BundleText, d.BundleSignature = b.Text, b.Signature
	}
	return d, nil
}
