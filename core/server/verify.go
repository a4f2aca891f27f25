package server

import (
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
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

	known   *known       // what the room goes by, nil while it is not there
	rules   *trust.Rules // the newest
	brought bool         // which is the peer's
	own     *trust.Certificate

	chain    trust.Chain
	leaf     *trust.Certificate
	scope    value.Scope
	ownChain trust.Chain // with a new certificate for this side, nil if none came
	ownScope value.Scope // which it permits
}

// verifySignatures reads what the peer brought and verifies every signature in
// it but the bundle's. It needs no database. The peer's own signature comes
// first: what else there is to verify, only the holder of the leaf's key can
// have verified.
func (v *verifier) verifySignatures() (err error) {
	if err := v.room.checkAuth(v.header); err != nil {
		return err
	}
	if v.chain, err = trust.ParseChain(v.header.Chain); err != nil {
		return err
	}
	if v.chain.Root().ID != v.room.opts.Room {
		return fault.Errorf(fault.BadCertificate, "the chain begins with %s, this room is %s", v.chain.Root().ID, v.room.opts.Room)
	}
	v.leaf = v.chain.Leaf()
	answers, links := v.state.Shown, v.chain
	if v.state.Wanted {
		if v.header.Certificate == nil {
			return fault.Errorf(fault.RoomClosed, "this relay has no certificate in the room yet").
				WithHint("its owner, or a member who may write all it reads, has to sync with this relay first")
		}
		v.own = v.header.Certificate
		v.ownChain = append(slices.Clone(v.chain), v.own)
		answers, links = v.own.ID, v.ownChain
	}
	if err := v.leaf.Verify(v.transcript(answers).Text(wire.RoleClient), v.header.Signature); err != nil {
		return err
	}
	return links.Verify()
}

// verify holds what the peer brought against what the room goes by.
func (v *verifier) verify() error {
	if err := v.weigh(); err != nil {
		return err
	}
	if _, err := trust.CheckSignedChain(v.chain, v.rules); err != nil {
		return wire.Refuse(err, v.rules)
	}
	var err error
	if v.scope, err = v.rules.ScopeOf(v.leaf); err != nil {
		return err
	}
	if v.state.Wanted {
		return v.verifyOwn()
	}
	if v.known == nil || v.known.rules == nil {
		return errAnotherOwn
	}
	own, err := v.room.ownBy(v.known, v.known.rules)
	if v.own = own.find(v.state.Shown); err == nil && v.own == nil {
		err = errAnotherOwn
	}
	return err
}

var errAnotherOwn error = fault.Errorf(fault.Unavailable, "this relay has another certificate in the room meanwhile").
	WithHint("connect again")

// weigh chooses the newest bundle.
func (v *verifier) weigh() (err error) {
	b := v.header.Bundle
	if v.known != nil && v.known.rules != nil {
		if v.rules, err = v.room.weigh(v.known, b); err != nil {
			return err
		}
		v.brought = v.rules != v.known.rules
		return nil
	}
	if b == nil {
		return fault.Errorf(fault.BadCertificate, "no bundle of this room is known").
			WithHint("its owner has to sync with this relay first")
	}
	v.rules, err = trust.OpenRules(v.chain.Root(), b.Text, b.Signature)
	v.brought = true
	return err
}

// verifyOwn checks the certificate that the peer made for this side: for this
// relay's key, salted with this handshake's nonce, below the peer's own
// and no narrower (Morango's certificate push). The root must have listed the
// key as a relay's, so that it can sign nothing.
func (v *verifier) verifyOwn() error {
	_, public, err := v.room.keys()
	if err != nil {
		return err
	}
	if v.own.PublicKey != public || v.own.Salt != v.state.ServerNonce {
		return fault.Errorf(fault.BadCertificate, "the certificate is not for this relay's key and nonce")
	}
	if !v.rules.Admits(public) {
		return fault.Errorf(fault.RoomClosed, "the room's owner has not admitted this relay yet").WithHint("the owner has to sync with it first")
	}
	if _, err := trust.CheckSignedChain(v.ownChain, v.rules); err != nil {
		return err
	}
	v.own.SetKey(v.room.opts.Key)
	if v.ownScope, err = v.rules.ScopeOf(v.own); err == nil && !v.ownScope.Serves(v.scope) {
		err = fault.Errorf(fault.BadCertificate, "the certificate does not let this relay serve whoever made it")
	}
	return err
}

// weight is about how many bytes store and the sync session take.
func (v *verifier) weight() int64 {
	n := openBytes + len(v.header.Chain)
	if v.ownChain != nil {
		n += len(v.own.Serialized) + len(v.own.Signature)
	}
	return int64(n)
}

// store keeps what was verified.
func (v *verifier) store(tx sqldb.Tx, engine *pipeline.Engine) error {
	if err := trust.SaveProvenChain(tx, v.chain); err != nil {
		return err
	}
	if v.brought {
		if _, err := trust.SaveRules(tx, v.rules); err != nil {
			return err
		}
	}
	if v.ownChain == nil {
		return nil
	}
	return v.storeOwn(tx, engine)
}

// storeOwn keeps the new certificate for this side. Of those that several peers
// made at the same time the first will do; those that it covers serve no
// longer, nor do those of a key that this side had before.
func (v *verifier) storeOwn(tx sqldb.Tx, engine *pipeline.Engine) error {
	k, err := v.room.trustedIn(tx, engine)
	if err != nil {
		return err
	}
	own := k.own.list
	if len(own) > 0 && k.own.scope.Serves(v.scope) {
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

// transcript is what both sides sign; answers is the id of the certificate that
// this side answers by.
func (v *verifier) transcript(answers string) wire.Transcript {
	return wire.Transcript{
		Room: v.room.opts.Room, Host: strings.ToLower(v.header.Host),
		ClientNonce: v.state.ClientNonce, ServerNonce: v.state.ServerNonce,
		ClientInstance: v.state.ClientInstance, ServerInstance: v.state.ServerInstance,
		ClientCertificate: v.leaf.ID, ServerIdentity: answers,
	}
}
