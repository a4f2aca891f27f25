package morangohttp

import (
	"encoding/json"
	"net/http"
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morangokey"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// takeChain answers POST certificatechain/: a member signs a certificate for
// this relay, and so opens the room where it is not there yet. Nothing is
// stored before all of it is verified.
func (c *call) takeChain() (reply, error) {
	if !c.opts.MayPush(c.mount.Token) {
		return errNoAccess, nil
	}
	chain, err := c.readChain()
	if err != nil {
		return reply{}, err
	}
	room := chain.Root().ID
	if c.mount.Room != "" && room != c.mount.Room {
		return chainFailed("the chain begins with " + room), nil
	}
	entered, err := c.enter(room, "")
	if err != nil {
		return reply{}, err
	}
	defer entered.Leave()
	if entered.Aside(func() { err = c.checkPushed(chain) }); err != nil {
		return reply{}, err
	}
	// An id follows from key and salt alone: another room may have been given it.
	if elsewhere, err := c.isElsewhere(chain.Leaf().ID, room); elsewhere || err != nil {
		return errSalt, err
	}
	err = entered.Do(c.ctx, true, func(engine *pipeline.Engine, _ *server.Room) error {
		return engine.DB().Update(c.ctx, func(tx sqldb.Tx) error { return c.storeChain(tx, chain) })
	})
	if err != nil {
		return reply{}, err
	}
	c.opts.Rooms.Hold(chain.Leaf().ID, Holder{Room: room})
	c.log.Info("certificate pushed", "room", room, "certificate", chain.Leaf().ID)
	return say(http.StatusCreated, "Certificate chain has been saved"), nil
}

// errSalt refuses a certificate's salt.
var errSalt = say(http.StatusForbidden, "Nonce (certificate's salt) is not valid")

// readChain reads the body: a JSON text that holds a JSON list.
func (c *call) readChain() (trust.Chain, error) {
	if c.mediaType() != "application/json" {
		return nil, c.unsupported()
	}
	body, err := c.read(maxForm)
	if err != nil {
		return nil, err
	}
	var text string
	if json.Unmarshal(body, &text) != nil {
		return nil, errJSON
	}
	chain, err := trust.ParseChain([]byte(text))
	if err != nil {
		return nil, chainFailed(err.Error())
	}
	return chain, nil
}

func chainFailed(why string) reply {
	return say(http.StatusForbidden, "Saving certificate chain has failed: "+why)
}

// checkPushed verifies a chain by what the profile's schema declares, before
// its room may be made.
func (c *call) checkPushed(chain trust.Chain) error {
	if chain.Leaf().PublicKey != c.public {
		return say(http.StatusBadRequest, "Shared public key was not used")
	}
	declared, err := c.declared(chain.Root().Profile)
	if err != nil {
		return err
	}
	return pushedError(trust.CheckChain(chain, trust.NewRules(chain.Root().ID, declared)))
}

// declared is what is known of a profile.
func (h *Handler) declared(profile string) (trust.Declared, error) {
	named := func(d trust.Declared) bool { return d.Profile == profile }
	i := slices.IndexFunc(h.opts.Profiles, named)
	if i < 0 {
		return trust.Declared{}, chainFailed("profile is not known here")
	}
	return h.opts.Profiles[i], nil
}

// pushedError is why a pushed chain is refused.
func pushedError(_ *trust.Certificate, err error) error {
	switch fault.CodeOf(err) {
	case "":
		return nil
	case fault.BadCertificate, fault.BadSignature, fault.OutsideScope, fault.Limit, fault.Revoked, fault.Expired:
		return chainFailed(err.Error())
	case fault.BadNonce:
		return errSalt
	}
	return err
}

// storeChain stores a chain that was verified, and the certificate for this
// relay at its end.
func (c *call) storeChain(tx sqldb.Tx, chain trust.Chain) error {
	root := chain.Root()
	declared, err := c.declared(root.Profile)
	if err != nil {
		return err
	}
	if err := trust.SaveDeclared(tx, declared); err != nil {
		return err
	}
	rules, err := trust.RoomRules(tx, root.ID, root.Profile)
	if err != nil {
		return err
	}
	if shared, err := morangokey.SharedKey(tx); err != nil {
		return err
	} else if shared != c.public {
		if err := morangokey.SaveSharedKey(tx, c.opts.Key); err != nil {
			return err
		}
	}
	leaf, err := morangokey.TakePushedChain(tx, c.nonces, chain, rules)
	if err := pushedError(leaf, err); err != nil {
		return err
	}
	return c.boundOwn(tx, root.ID, rules, leaf)
}

// boundOwn keeps the own certificates of a room within server.MaxOwn. Those
// that the new one covers give way. Error: limit.
func (c *call) boundOwn(tx sqldb.Tx, room string, rules *trust.Rules, leaf *trust.Certificate) error {
	own, err := trust.UsableCertificates(tx, room)
	if err != nil || len(own) <= server.MaxOwn {
		return err
	}
	scope, err := rules.ScopeOf(leaf)
	if err != nil {
		return err
	}
	covered := []string{}
	for _, o := range own {
		if o.ID != leaf.ID && o.Scope.Within(scope) {
			covered = append(covered, o.ID)
		}
	}
	if len(own)-len(covered) > server.MaxOwn {
		return fault.Errorf(fault.Limit, "the relay holds %d certificates in this room", server.MaxOwn)
	}
	_, err = tx.Exec("UPDATE morango_certificate SET private_key = NULL WHERE id IN (SELECT value FROM json_each(?1))",
		sqldb.ToJSON(covered))
	return err
}
