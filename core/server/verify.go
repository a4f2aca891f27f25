package server

import (
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// verifier checks one auth message. It holds everything against the newest
// bundle that the room's root signed.
type verifier struct {
	room   *Room
	state  socketState
	header wire.Auth

	rules   *trust.Rules // the stored one, then the newest
	brought bool         // which is the peer's
	own     *trust.Certificate

	chain    trust.Chain
	leaf     *trust.Certificate
	scope    value.Scope
	ownChain trust.Chain // with a new certificate for this side, nil if none came
	ownScope value.Scope // which it permits
}

// load reads what the room has.
func (v *verifier) load(tx sqldb.Tx) (err error) {
	if v.rules, err = trust.LoadRules(tx, v.room.opts.Room); err != nil || v.state.Wanted {
		return err
	}
	v.own, err = trust.LoadCertificate(tx, v.state.Shown)
	if fault.CodeOf(err) == fault.NoCertificate || err == nil && !v.own.Owned() {
		err = fault.Errorf(fault.Unavailable, "this relay has another certificate in the room meanwhile").WithHint("connect again")
	}
	return err
}

// verify runs every check that needs no database.
func (v *verifier) verify() (err error) {
	if v.chain, err = trust.ParseChain(v.header.Chain); err != nil {
		return err
	}
	if v.chain.Root().ID != v.room.opts.Room {
		return fault.Errorf(fault.BadCertificate, "the chain begins with %s, this room is %s", v.chain.Root().ID, v.room.opts.Room)
	}
	if b := v.header.Bundle; b != nil {
		brought, err := trust.OpenRules(v.chain.Root(), b.Text, b.Signature)
		if err != nil {
			return err
		}
		if v.rules == nil || brought.NewerThan(v.rules) {
			v.rules, v.brought = brought, true
		}
	}
	if v.rules == nil {
		return fault.Errorf(fault.BadCertificate, "no bundle of this room is known").WithHint("its owner has to sync with this relay first")
	}
	if v.leaf, err = trust.CheckChain(v.chain, v.rules); err != nil {
		return err
	}
	if v.scope, err = v.rules.ScopeOf(v.leaf); err != nil {
		return err
	}
	if v.state.Wanted {
		if err := v.verifyOwn(); err != nil {
			return err
		}
	}
	return v.leaf.Verify(v.transcript().Text(wire.RoleClient), v.header.Signature)
}

// verifyOwn checks the certificate that the peer made for this side: for this
// relay's key, salted with this handshake's nonce, below the peer's own
// and no narrower (Morango's certificate push). The root must have listed the
// key as a relay's, so that it can sign nothing.
func (v *verifier) verifyOwn() error {
	c := v.header.Certificate
	if c == nil {
		return fault.Errorf(fault.RoomClosed, "this relay has no certificate in the room yet").
			WithHint("its owner, or a member who may write all it reads, has to sync with this relay first")
	}
	_, public, err := v.room.keys()
	if err != nil {
		return err
	}
	if c.PublicKey != public || c.Salt != v.state.ServerNonce {
		return fault.Errorf(fault.BadCertificate, "the certificate is not for this relay's key and nonce")
	}
	if !slices.Contains(v.rules.RelayKeys, public) {
		return fault.Errorf(fault.RoomClosed, "the room's owner has not admitted this relay yet").WithHint("the owner has to sync with it first")
	}
	v.ownChain = append(slices.Clone(v.chain), c)
	if v.own, err = trust.CheckChain(v.ownChain, v.rules); err != nil {
		return err
	}
	v.own.SetKey(v.room.opts.Key)
	if v.ownScope, err = v.rules.ScopeOf(v.own); err == nil && !trust.Serves(v.ownScope, v.scope) {
		err = fault.Errorf(fault.BadCertificate, "the certificate does not let this relay serve whoever made it")
	}
	return err
}

// store keeps what was verified.
func (v *verifier) store(tx sqldb.Tx) error {
	if err := trust.SaveChain(tx, v.chain); err != nil {
		return err
	}
	if _, err := trust.SaveRules(tx, v.rules); err != nil || v.ownChain == nil {
		return err
	}
	return v.storeOwn(tx)
}

// storeOwn keeps the new certificate for this side. Of those that several peers
// made at the same time the first will do; those that it covers serve no
// longer, nor do those of a key that this side had before.
func (v *verifier) storeOwn(tx sqldb.Tx) error {
	own, err := trust.UsableCertificates(tx, v.room.opts.Room)
	if err == nil {
		own, err = v.room.ofOwnKey(own)
	}
	if err != nil {
		return err
	}
	if len(own) > 0 && trust.Serves(trust.Combined(own), v.scope) {
		return nil
	}
	replaced := covered(own, v.ownScope)
	if len(own)-len(replaced) >= MaxOwn {
		return nil
	}
	if _, err := tx.Exec(`UPDATE morango_certificate SET private_key = NULL
WHERE id IN (SELECT value FROM json_each(?1)) OR private_key IS NOT NULL AND public_key <> ?2`, sqldb.ToJSON(replaced), v.own.PublicKey); err != nil {
		return err
	}
	return trust.SaveCertificate(tx, v.own)
}

func (v *verifier) transcript() wire.Transcript {
	return wire.Transcript{
		Room: v.room.opts.Room, Host: strings.ToLower(v.header.Host),
		ClientNonce: v.state.ClientNonce, ServerNonce: v.state.ServerNonce,
		ClientInstance: v.state.ClientInstance, ServerInstance: v.state.ServerInstance,
		ClientCertificate: v.leaf.ID, ServerIdentity: v.own.ID,
	}
}
