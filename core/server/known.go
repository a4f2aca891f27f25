package server

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// known is what a room goes by, as it was read from the database: its rules and
// this side's certificates, all of them verified before they were stored. A
// Room keeps it in memory, because reading it takes a hundred times as long as
// answering a stranger. It is never changed, so that messages can be looked at
// by it while another one is handled.
type known struct {
	engine  *pipeline.Engine
	changes int64 // of amora_trust, when it was read

	rules  *trust.Rules       // nil: the room has none yet
	bundle []byte             // the rules as messages have them, nil without rules
	root   *trust.Certificate // the room's, nil where nobody has entered yet
	listed trust.Chain        // this side's certificates, with those that they descend from
	own    own                // of these, the usable ones
}

// own are this side's certificates in a room that one version of the rules
// accepts.
type own struct {
	list  []trust.Own
	chain []byte      // of the first of them, as messages have it
	scope value.Scope // what they permit together
	// expires is when the first of them expires, the zero time if none does.
	expires time.Time
}

// find returns the certificate with this id, nil if there is none.
func (o own) find(id string) *trust.Certificate {
	for _, c := range o.list {
		if c.ID == id {
			return c.Certificate
		}
	}
	return nil
}

// trusted is what the room goes by now. It is read anew only if it has changed,
// whichever process has changed it, or if a certificate of this side's has
// expired.
func (s *Room) trusted(ctx context.Context, engine *pipeline.Engine) (k *known, err error) {
	err = engine.DB().View(ctx, func(tx sqldb.Tx) error {
		k, err = s.trustedIn(tx, engine)
		return err
	})
	if err == nil {
		s.known.Store(k)
	}
	return k, err
}

// trustedIn is trusted in a transaction, which may have changed something that
// is not committed yet: it is not kept.
func (s *Room) trustedIn(tx sqldb.Tx, engine *pipeline.Engine) (*known, error) {
	changes, err := sqldb.Int(tx, "SELECT changes FROM amora_trust")
	if err != nil {
		return nil, err
	}
	if k := s.known.Load(); k != nil && k.engine == engine && k.changes == changes && !trust.IsOver(k.own.expires) {
		return k, nil
	}
	k := &known{engine: engine, changes: changes}
	return k, s.readKnown(tx, k)
}

func (s *Room) readKnown(tx sqldb.Tx, k *known) (err error) {
	if k.root, err = trust.LoadCertificate(tx, s.opts.Room); fault.CodeOf(err) == fault.NoCertificate {
		return nil
	} else if err != nil {
		return err
	}
	if k.rules, err = trust.ServedRules(tx, s.opts.Room); err != nil || k.rules == nil {
		return err
	}
	k.bundle = wire.EncodeBundle(k.rules.Signed())
	if k.listed, err = trust.ReadOwn(tx); err != nil {
		return err
	}
	k.own, err = s.ownBy(k, k.rules)
	return err
}

// ownBy are this side's certificates by given rules, which may be newer than
// the stored ones: a peer shows them before they are stored. Certificates of a
// key that this side had before serve nobody: it can no longer prove itself by
// them, and asks for a new certificate as in a new room.
func (s *Room) ownBy(k *known, rules *trust.Rules) (o own, err error) {
	if rules == k.rules && k.own.list != nil {
		return k.own, nil
	}
	_, public, err := s.keys()
	if err != nil {
		return o, err
	}
	all := trust.Credentials{Room: s.opts.Room}
	all.Judge(k.listed, rules)
	o.list = []trust.Own{}
	for _, c := range all.Usable {
		if c.PublicKey != public {
			continue
		}
		at, err := c.Chain.Expires()
		if err != nil {
			return o, err
		}
		o.expires = trust.Sooner(o.expires, at)
		o.list = append(o.list, c)
	}
	if len(o.list) > 0 {
		o.chain = []byte(o.list[0].Chain.String())
	}
	o.scope = trust.Combined(o.list)
	return o, nil
}

// shownRules are the rules that count where a peer shows others than the stored
// ones, as long as these stay the same.
type shownRules struct {
	text, stored string
	rules        *trust.Rules
}

// weigh returns the rules that count: the stored ones, with what the peer's add
// to them. Errors: those of trust.OpenRules.
func (s *Room) weigh(k *known, offered *trust.SignedRules) (*trust.Rules, error) {
	if offered == nil && k.rules.Signed() == nil {
		return k.rules, nil
	}
	if offered == nil {
		return nil, fault.Errorf(fault.BadCertificate, "no bundle of this room is shown").
			WithHint("its owner has to sync with this device first")
	}
	if offered.Text == k.rules.Text() {
		return k.rules, nil
	}
	if n := s.shown.Load(); n != nil && n.text == offered.Text && n.stored == k.rules.Text() {
		return n.rules, nil
	}
	rules, err := k.rules.Join(k.root, offered)
	if err == nil && rules != k.rules {
		s.shown.Store(&shownRules{offered.Text, k.rules.Text(), rules})
	}
	return rules, err
}

// shows reports whether a challenge has to show the room's rules. Whoever has
// older ones gets the newer after the proof, unless those that it has do not
// name this relay, or all keys that were taken back, so that it would not go on:
// it may have met one of those at this relay's address.
func (s *Room) shows(k *known, offered *trust.SignedRules) (bool, error) {
	if offered == nil || offered.Text == k.rules.Text() {
		return false, nil
	}
	_, public, err := s.keys()
	if err != nil || !strings.Contains(offered.Text, strconv.Quote(public)) {
		return err == nil, err
	}
	back := k.rules.RevokedKeys
	return len(back) > 0 && !strings.Contains(offered.Text, sqldb.ToJSON(back)), nil
}
