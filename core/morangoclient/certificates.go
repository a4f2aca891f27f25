package morangoclient

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// maxTried bounds how many of a server's certificates are looked at.
const maxTried = 16

// Certificates lists the certificates whose keys the server has: those of a
// dataset, by the id of its root certificate, or with "" those of this
// database's profile. They are as the server shows them, and not judged.
// Errors: limit, unavailable.
func (c *Connection) Certificates(ctx context.Context, dataset string) ([]*trust.Certificate, error) {
	query := url.Values{"profile": {c.engine.Profile()}}
	if dataset != "" {
		query = url.Values{"primary_partition": {dataset}}
	}
	body, err := c.ask(ctx, request{method: methodGet, path: "certificates/", query: query, most: maxCertificates})
	if err != nil {
		return nil, err
	}
	var list []json.RawMessage
	if err := json.Unmarshal(body, &list); err != nil {
		return nil, &fault.Error{Code: fault.BadRequest, Text: "the server's list of certificates cannot be read", Err: err}
	}
	var certificates []*trust.Certificate
	for _, text := range list {
		o := new(trust.Certificate)
		if o.UnmarshalJSON(text) == nil { // others may be of a newer form
			certificates = append(certificates, o)
		}
	}
	return certificates, nil
}

// chain is the chain of a certificate of the server's, root first.
func (c *Connection) chain(ctx context.Context, id string) (trust.Chain, error) {
	body, err := c.ask(ctx, request{
		method: methodGet, path: "certificates/", query: url.Values{"ancestors_of": {id}}, most: maxSmall,
	})
	if err != nil {
		return nil, err
	}
	chain, err := trust.ParseChain(body)
	if err == nil && chain.Leaf().ID != id {
		err = fault.Errorf(fault.BadCertificate, "the server shows the chain of another certificate")
	}
	return chain, err
}

// contact is the server as a relay of the room (package relays).
func (c *Connection) contact(room, key, admit string) relays.Contact {
	return relays.Contact{Room: room, Address: c.address, Key: key, Accept: admit}
}

// find looks for a certificate of the server's that permits a scope, and judges
// its chain: nil if there is none. The one whose key is known of the address
// comes first. Errors: those of trust.CheckChain, where no chain is better.
func (c *Connection) find(ctx context.Context, rules *trust.Rules, permits func(value.Scope) bool) (trust.Chain, error) {
	list, err := c.Certificates(ctx, rules.Room)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(o *trust.Certificate) bool {
		scope, err := rules.ScopeOf(o)
		return err != nil || !permits(scope)
	})
	if err := c.knownFirst(ctx, rules.Room, list); err != nil {
		return nil, err
	}
	var refused error
	for _, o := range list[:min(len(list), maxTried)] {
		chain, err := c.chain(ctx, o.ID)
		if err == nil {
			_, err = trust.CheckChain(chain, rules)
		}
		if err == nil {
			return chain, nil
		}
		if fault.CodeOf(err) == fault.Unavailable || ctx.Err() != nil {
			return nil, err
		}
		refused = err
	}
	return nil, refused
}

// knownFirst sorts certificates so that those come first whose key this address
// has shown before.
func (c *Connection) knownFirst(ctx context.Context, room string, list []*trust.Certificate) (err error) {
	var known string
	err = c.engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		known, err = relays.KeyAt(tx, room, c.address)
		return err
	})
	slices.SortStableFunc(list, func(a, b *trust.Certificate) int {
		return order(trust.KeyFingerprint(b.PublicKey) == known) - order(trust.KeyFingerprint(a.PublicKey) == known)
	})
	return err
}

func order(first bool) int {
	if first {
		return 1
	}
	return 0
}

// serverCertificate finds the server's certificate for a sync by one of this
// side's, and lets the server in by its key. A server that has none is given
// one where it takes some. admit is the fingerprint that the user admits.
// Errors: no_certificate where the server has none, relay_not_admitted,
// relay_changed, and those of trust.CheckChain.
func (c *Connection) serverCertificate(ctx context.Context, own trust.Own, admit string) (*trust.Certificate, error) {
	rules, err := c.rules(ctx, own.Chain.Root().ID, own.Profile)
	if err != nil {
		return nil, err
	}
	serves := func(s value.Scope) bool { return s.Serves(own.Scope) }
	for tries := 0; ; tries++ {
		chain, err := c.find(ctx, rules, serves)
		if err != nil {
			return nil, err
		}
		if chain != nil {
			return chain.Leaf(), c.admit(ctx, rules, chain.Leaf().PublicKey, admit)
		}
		pushed, err := c.pushCertificate(ctx, own, rules, admit)
		// Where the answer was lost the server may have it.
		if again, err := c.again(ctx, err, tries); !again {
			return pushed, err
		}
	}
}

// rules are those of a dataset.
func (c *Connection) rules(ctx context.Context, room, profile string) (rules *trust.Rules, err error) {
	err = c.engine.DB().View(ctx, func(tx sqldb.Tx) error {
		rules, err = trust.RoomRules(tx, room, profile)
		return err
	})
	return rules, err
}

// admit lets the server in by its key, or does not. Whether this database may
// list a key, Admit finds out: the root's holder and admins may.
func (c *Connection) admit(ctx context.Context, rules *trust.Rules, key, word string) error {
	return c.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		_, err := c.contact(rules.Room, key, word).Admit(tx, rules, true)
		return err
	})
}

// pushCertificate signs a certificate for the server's shared key, of the scope
// of one of this side's, and pushes it with its chain (Morango's
// push_signed_client_certificate_chain).
func (c *Connection) pushCertificate(
	ctx context.Context, own trust.Own, rules *trust.Rules, admit string,
) (*trust.Certificate, error) {
	if !c.can(morango.CanPushCertificates) || !own.Scope.Serves(own.Scope) {
		return nil, fault.Errorf(fault.NoCertificate, "the server has no certificate of dataset %s that permits this sync", rules.Room).
			WithHint("the server has to hold the dataset, or to take certificates (ALLOW_CERTIFICATE_PUSHING)")
	}
	key, err := c.sharedKey(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.admit(ctx, rules, key, admit); err != nil {
		return nil, err
	}
	nonce, err := c.nonce(ctx)
	if err != nil {
		return nil, err
	}
	made, err := own.IssueSame(key, nonce)
	if err != nil {
		return nil, err
	}
	err = c.engine.DB().Update(ctx, func(tx sqldb.Tx) error { // stored first, so that it can be revoked
		return relays.SaveCertificate(tx, made, c.address, c.engine.Identity().Now())
	})
	if err != nil {
		return nil, err
	}
	chain := append(slices.Clone(own.Chain), made)
	r, err := form(methodPost, "certificatechain/", chain.WithoutKeys().String())
	if err != nil {
		return nil, err
	}
	r.once = true
	if _, err := c.ask(ctx, r); err != nil {
		return nil, c.turnedAway(ctx, rules.Room, key, admit, err)
	}
	return made, nil
}

// turnedAway notes that the server has not let this side in, and returns why.
func (c *Connection) turnedAway(ctx context.Context, room, key, admit string, err error) error {
	if statusOf(err) == 0 || fault.CodeOf(err) == fault.Unavailable {
		return err
	}
	noted := c.engine.DB().Update(ctx, c.contact(room, key, admit).Refused)
	if noted != nil {
		c.engine.Log().Warn("a server's refusal is not noted", "error", noted)
	}
	if statusOf(err) == statusForbidden {
		return &fault.Error{Code: fault.RoomClosed, Text: "the server does not take this database's certificate", Err: err}
	}
	return err
}

// sharedKey is the public key that the server takes certificates for.
func (c *Connection) sharedKey(ctx context.Context) (string, error) {
	body, err := c.ask(ctx, request{method: methodGet, path: "publickey/", most: maxSmall})
	if err != nil {
		return "", err
	}
	var list []struct {
		PublicKey string `json:"public_key"`
	}
	if err := json.Unmarshal(body, &list); err != nil || len(list) == 0 {
		return "", fault.Errorf(fault.RoomClosed, "the server has no key to make a certificate for").
			WithHint("whoever runs the server has to make its shared key")
	}
	return trust.CanonicalKey(list[0].PublicKey)
}

// nonce asks for a nonce. It is an id: this side signs it.
func (c *Connection) nonce(ctx context.Context) (string, error) {
	r, err := form(methodPost, "nonces/", struct{}{})
	if err != nil {
		return "", err
	}
	body, err := c.ask(ctx, r)
	if err != nil {
		return "", err
	}
	f, err := object(body)
	if err != nil {
		return "", err
	}
	id := f.Text("id")
	if !value.IsID(id) {
		return "", fault.Errorf(fault.BadNonce, "the server's nonce is not an id")
	}
	return id, nil
}
