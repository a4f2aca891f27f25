package core

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/members"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// InviteRequest says whom to invite, and to what.
type InviteRequest struct {
	// Scope is the id of a scope definition; its newest version is taken.
	Scope string `json:"scope"`
	// Params fill the definition's templates in. Those left out are taken
	// from the inviting certificate: the dataset's id need not be given.
	Params map[string]string `json:"params"`
	// Relay is the URL the invited device is to sync with, may be empty.
	Relay string `json:"relay"`
	// Room is the dataset, "" for the only one, or the one whose id is among
	// Params.
	Room string `json:"room"`
	// Short leaves out what the relay can tell, so that the invite fits one QR
	// code: it is then taken by JoinFrom, once this device has synced. An
	// invite that cannot be short is long all the same.
	Short bool `json:"short"`
	// Admin gives the device the rights of the one that began the dataset: it
	// may revoke, admit relays, publish scopes and make further admins. Scope
	// may then be left out, for the whole dataset. It takes an admin.
	Admin bool `json:"admin"`
	// Label is what Issued calls the invite's certificate. An admin's goes to the
	// other admins, by relays; a member's stays here.
	Label string `json:"label"`
	// Expires is until when the invite and what comes of it count, RFC 3339, ""
	// for ever. An admin's do not expire.
	Expires string `json:"expires"`
}

// Recovery is the request for a recovery text: an invite that is bound to no
// device and makes whoever joins by it an owner of the dataset, should the
// devices of its admins be lost.
func Recovery(relay string) InviteRequest {
	return InviteRequest{Admin: true, Relay: relay, Label: "recovery"}
}

// Joined is what an invite led to.
type Joined struct {
	Room          string            `json:"room"`          // id of the dataset's root certificate
	Relay         string            `json:"relay"`         // the invite's
	CertificateID string            `json:"certificateId"` // of the device's own certificate
	Params        map[string]string `json:"params"`        // of the certificate's scope
	Admin         bool              `json:"admin"`         // whether it may add to the room's rules
}

// RootRequest says what dataset to begin.
type RootRequest struct {
	// Scope is the id of a scope definition of the schema.
	Scope string `json:"scope"`
	// Params fill the definition in, beside the dataset's own id.
	Params map[string]string `json:"params"`
	// Another begins one more dataset, whatever is here already.
	Another bool `json:"another"`
}

// CreateRoot is [CreateDataset] for a scope definition and parameters.
func (in *Instance) CreateRoot(ctx context.Context, scope string, params map[string]string) (*trust.Certificate, error) {
	return CreateDataset(ctx, in, RootRequest{Scope: scope, Params: params})
}

// CreateDataset begins a dataset: it makes a root certificate for a scope
// definition of the schema, and the room's first bundle, with the rows that come
// with it (schema.Model.Root). Called again with the same scope and parameters,
// it returns the certificate that it made the first time, also where two calls
// run at once; RootRequest.Another makes one more each time. Errors: has_dataset
// where there is a dataset that was begun elsewhere or for something else, and
// another is not asked for; bad_request, bad_value.
func CreateDataset(ctx context.Context, in *Instance, r RootRequest) (*trust.Certificate, error) {
	if in.engine.Schema() == nil {
		return nil, fault.Errorf(fault.BadRequest, "without a schema there is nothing to begin a dataset with")
	}
	definition, err := trust.LatestDefinition(in.engine.Schema().Scopes, r.Scope)
	if err != nil {
		return nil, err
	}
	var root *trust.Certificate
	err = in.engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		root, err = datasets.Begun(tx, definition, r.Params, r.Another)
		return err
	})
	if err != nil {
		return nil, err
	}
	var bundle *trust.Rules
	if root == nil {
		if root, bundle, err = in.newDataset(ctx, definition, r.Params); err != nil {
			return nil, err
		}
	}
	err = in.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		first, err := datasets.Begun(tx, definition, r.Params, r.Another)
		if err != nil {
			return err
		}
		if first != nil {
			root = first
		} else if err := in.saveDataset(tx, root, bundle); err != nil {
			return err
		}
		return receipt(ctx, tx, OwnCertificate{ID: root.ID, Scope: root.ScopeDefinition, Params: root.Params(), Admin: true})
	})
	if err != nil {
		return nil, err
	}
	in.hub.Rooms.Ring()
	return root, nil
}

// newDataset makes a root certificate and the bundle that it signs.
func (in *Instance) newDataset(ctx context.Context, d trust.ScopeDefinition, params map[string]string) (*trust.Certificate, *trust.Rules, error) {
	private, err := in.generateKey(ctx)
	if err != nil {
		return nil, nil, err
	}
	root, err := trust.NewRoot(in.engine.Schema().Profile, d, params, private)
	if err != nil {
		return nil, nil, err
	}
	bundle := trust.NewRules(root.ID, in.engine.Schema().Declared())
	if err := bundle.Sign(root); err != nil {
		return nil, nil, err
	}
	_, err = trust.CheckChain(trust.Chain{root}, bundle)
	return root, bundle, err
}

// saveDataset stores a new dataset, with the rows that come with it.
func (in *Instance) saveDataset(tx sqldb.Tx, root *trust.Certificate, bundle *trust.Rules) error {
	if err := datasets.Admit(tx, in.engine, root.ID, true); err != nil {
		return err
	}
	if err := trust.SaveCertificate(tx, root); err != nil {
		return err
	}
	if _, err := trust.SaveRules(tx, bundle); err != nil {
		return err
	}
	if err := trust.RefreshWriteScope(tx); err != nil {
		return err
	}
	row := []byte(sqldb.ToJSON(map[string]string{"id": root.ID}))
	for _, m := range in.engine.Schema().Models {
		if m.Root != root.ScopeDefinition {
			continue
		}
		table, err := in.engine.Table(m.AppName())
		if err != nil {
			return err
		}
		if _, err := table.App.Put(tx, row); err != nil {
			return fmt.Errorf("the row of %s that comes with the dataset: %w", m.Name, err)
		}
	}
	return nil
}

// Invite makes a certificate below one of our own and packs it, with its key,
// into a text that Join takes. Whoever has the text has the certificate: pass
// it on as you would a password. Errors: no_certificate, outside_scope,
// bad_value, bad_request.
func (in *Instance) Invite(ctx context.Context, r InviteRequest) (string, error) {
	if err := checkInviteRelay(r.Relay); err != nil {
		return "", err
	}
	private, err := in.generateKey(ctx)
	if err != nil {
		return "", err
	}
	public, err := trust.PublicKeyOf(private)
	if err != nil {
		return "", err
	}
	salt, err := in.engine.Identity().NewID()
	if err != nil {
		return "", err
	}
	if r, err = r.expiring(in.engine.Identity().Time()); err != nil {
		return "", err
	}
	var text string
	err = in.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		chain, rules, err := r.issue(tx, public, salt)
		if err != nil {
			return err
		}
		if err := trust.SaveCertificate(tx, chain.Leaf()); err != nil {
			return err
		}
		if err := members.Note(tx, chain.Leaf().ID, r.Label, in.engine.Identity().Now()); err != nil {
			return err
		}
		chain.Leaf().SetKey(private) // after it was stored: the key leaves with the invite
		fingerprint, err := relayAt(tx, rules.Room, r.Relay)
		if err != nil {
			return err
		}
		invite := invites.New(rules, chain, r.Relay, fingerprint)
		if r.Short {
			text, err = invite.EncodeShort(rules.Sequence)
		} else {
			text, err = invite.Encode()
		}
		if err != nil {
			return err
		}
		return receipt(ctx, tx, text)
	})
	return text, err
}

// expiring is the request with the parameter that lets its certificate expire.
// Errors: bad_request, bad_value.
func (r InviteRequest) expiring(now time.Time) (InviteRequest, error) {
	if r.Expires == "" {
		return r, nil
	}
	at, err := time.Parse(time.RFC3339, r.Expires)
	switch {
	case r.Admin:
		return r, fault.Errorf(fault.BadRequest, "an admin's certificate does not expire").WithHint("revoke it when its time is over")
	case err != nil || !at.After(now):
		return r, fault.Errorf(fault.BadValue, "%.40q is no time to come", r.Expires).WithHint("as in 2030-01-31T12:00:00Z")
	}
	r.Params = maps.Clone(r.Params)
	if r.Params == nil {
		r.Params = map[string]string{}
	}
	r.Params[trust.ExpiresParam] = at.UTC().Format(time.RFC3339)
	return r, nil
}

// issue makes the invite's certificate, and returns its chain with the room's
// rules.
func (r InviteRequest) issue(tx sqldb.Tx, public, salt string) (trust.Chain, *trust.Rules, error) {
	rules, own, err := datasets.Inviters(tx, r.Room, r.Params)
	if err != nil {
		return nil, nil, err
	}
	var definition trust.ScopeDefinition
	if r.Scope != "" || !r.Admin {
		if definition, err = trust.LatestDefinition(rules.Scopes, r.Scope); err != nil {
			return nil, nil, err
		}
	}
	if r.Admin {
		return trust.Appoint(tx, rules.Room, definition, r.Params, public, salt)
	}
	chain, err := trust.IssueWithin(own, rules, definition, r.Params, public, salt)
	return chain, rules, err
}

// checkInviteRelay keeps what no device could sync with out of invites.
func checkInviteRelay(relay string) error {
	if relay == "" {
		return nil
	}
	if len(relay) > invites.RelayLimit || strings.ContainsFunc(relay, value.BadInPrefix) {
		return fault.Errorf(fault.BadRequest, "the relay is not a URL")
	}
	_, _, err := wire.SyncURL(relay, "")
	return err
}

// relayAt is the fingerprint of the relay at a URL, as far as this database has
// met it, else "".
func relayAt(tx sqldb.Tx, room, relay string) (string, error) {
	if relay == "" {
		return "", nil
	}
	address, err := wire.RelayAddress(relay)
	if err != nil {
		return "", err
	}
	return relays.KeyAt(tx, room, address)
}

// Join takes an invite: its certificate becomes ours, with the room's rules.
// Taking the same one again changes nothing. Errors: bad_invite, around revoked
// where the rules that are known here have taken its certificate back;
// has_dataset where the database holds another dataset, which [JoinAnother] adds
// to; scope_mismatch where the app's schema and the dataset's do not fit.
func (in *Instance) Join(ctx context.Context, invite string) (*Joined, error) {
	d, err := invites.Decode(invite)
	if err != nil {
		return nil, err
	}
	return in.join(ctx, d, false)
}

// join takes an invite. another lets it add a dataset to those that are here.
func (in *Instance) join(ctx context.Context, d *invites.Invite, another bool) (*Joined, error) {
	leaf, admin := d.Chain.Leaf(), false
	err := in.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		if err := datasets.Admit(tx, in.engine, d.Chain.Root().ID, another); err != nil {
			return err
		}
		rules, err := in.inviteRules(tx, d)
		if err != nil {
			return err
		}
		if _, err := trust.CheckChain(d.Chain, rules); err != nil {
			return invites.Bad("its certificate does not verify", err)
		}
		admin = rules.Appoints(leaf.ID)
		if err := trust.SaveChain(tx, d.Chain); err != nil {
			return invites.Bad("its certificates pass for others", err)
		}
		if address, err := wire.RelayAddress(d.Relay); err == nil { // an invite may name no relay
			if err := relays.Expect(tx, rules.Room, address, d.Fingerprint); err != nil {
				return err
			}
		}
		return trust.RefreshWriteScope(tx)
	})
	if err != nil {
		return nil, err
	}
	in.hub.Rooms.Ring()
	return &Joined{Room: d.Chain.Root().ID, Relay: d.Relay, CertificateID: leaf.ID, Params: leaf.Params(), Admin: admin}, nil
}

// inviteRules verifies and stores the invite's bundle and returns the rules
// that count: a newer bundle may be here already. An invite without one is
// for a dataset that Morango peers began; there the schema's definitions hold.
func (in *Instance) inviteRules(tx sqldb.Tx, d *invites.Invite) (*trust.Rules, error) {
	root := d.Chain.Root()
	if d.BundleText == "" {
		return trust.RoomRules(tx, root.ID, in.engine.Profile())
	}
	b, err := trust.OpenRules(root, d.BundleText, d.BundleSignature)
	if err != nil {
		return nil, invites.Bad("its rules do not verify", err)
	}
	if in.engine.Schema() != nil {
		if err := b.Fits(in.engine.Schema().Declared()); err != nil {
			return nil, err
		}
	}
	return trust.SaveRules(tx, b)
}

// Revoke declares that a certificate, and whatever descends from it, no
// longer counts. It takes an admin, and reaches the others with their next sync.
// An admin cannot take back the root, nor an admin that was appointed before it.
// Of a certificate that this database made for a relay it takes back the relay's
// key, as RevokeRelay does: the relay would be given another certificate
// otherwise. Errors: no_certificate, outside_scope.
func (in *Instance) Revoke(ctx context.Context, certificateID string) error {
	if !value.IsID(certificateID) {
		return fault.Errorf(fault.BadValue, "%.40q is not a certificate's id", certificateID)
	}
	return in.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		room, err := datasets.Of(tx, certificateID)
		if err != nil {
			return err
		}
		if certificateID == room {
			return fault.Errorf(fault.BadValue, "the root certificate cannot be revoked")
		}
		if err := trust.Revoke(tx, room, certificateID); err != nil {
			return err
		}
		if in.Schema() != nil { // an admin's definitions went with it
			if err := trust.Declare(tx, room, in.Schema().Declared()); err != nil {
				return err
			}
		}
		pushed, err := relays.Certificates(tx)
		if relay, to := pushed[certificateID]; err == nil && to {
			err = trust.RevokeKey(tx, room, relay.Fingerprint)
		}
		if err != nil {
			return err
		}
		return trust.RefreshWriteScope(tx)
	})
}
