package trust

import (
	"maps"
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// author is who signs a room's rules in this database: the root, if its key is
// here, or else the first of the admins whose keys are here.
type author struct {
	root   *Certificate
	chain  Chain  // of the signer, root first
	stream string // of this database's statement, "" for the root's
}

// Administers reports whether this database may add to a room's rules: it has
// the root's key, or an admin's.
func Administers(tx sqldb.Tx, room string) (bool, error) {
	b, err := LoadRules(tx, room)
	if err == nil {
		_, err = findAuthor(tx, b)
	}
	return err == nil, ignore(err, fault.NoCertificate)
}

// findAuthor finds who signs the room's rules here. Error: no_certificate where
// no admin's key is here.
func findAuthor(tx sqldb.Tx, b *Rules) (a author, err error) {
	if b == nil {
		return a, fault.Errorf(fault.NoCertificate, "nobody has signed rules of this room")
	}
	if a.root, err = LoadCertificate(tx, b.Room); err != nil || a.root.Owned() {
		a.chain = Chain{a.root}
		return a, err
	}
	own := Credentials{Room: b.Room}
	if err := own.Load(tx, b); err != nil {
		return a, err
	}
	for _, c := range own.Usable {
		if b.Appoints(c.ID) && (a.chain == nil || b.Admins[c.ID] < b.Admins[a.chain.Leaf().ID]) {
			a.chain = c.Chain
		}
	}
	if a.chain == nil {
		return a, fault.Errorf(fault.NoCertificate, "the key of no admin of room %s is here", b.Room).
			WithHint("it takes a device that began the dataset, or was made an admin of it")
	}
	a.stream, err = ownStream(tx)
	return a, err
}

// metaStream is the key of amora_meta with the name of this database's
// statements: an admin's certificate may be in several databases, as a recovery
// text is for any of them, and each signs for itself.
const metaStream = "admin_stream"

func ownStream(tx sqldb.Tx) (string, error) {
	name, err := sqldb.Meta(tx, metaStream)
	if err != nil || name != "" {
		return name, err
	}
	return tx.Text(`SELECT lower(hex(randomblob(16)))`)
}

// said is the author's own statement in rules, nil if there is none.
func (a author) said(b *Rules) (*Rules, error) {
	list, err := b.statements()
	for _, s := range list {
		if s.said.Stream == a.stream && (a.stream == "" || s.said.Signer == a.chain.Leaf().ID) {
			return s.said, err
		}
	}
	return nil, err
}

// amendRules changes a room's rules, if change reports that it changed
// something: what it added stands in a statement of the author's, signed anew.
// Errors: no_certificate where no admin's key is here, outside_scope for what an
// admin may not say.
func amendRules(tx sqldb.Tx, room string, change func(*Rules) bool) error {
	b, err := LoadRules(tx, room)
	if err != nil {
		return err
	}
	a, err := findAuthor(tx, b)
	if err != nil {
		return err
	}
	wanted := b.clone()
	if !change(wanted) {
		return nil
	}
	next, err := a.sign(b, wanted)
	if err != nil || next == nil {
		return err
	}
	if a.stream != "" {
		if err := sqldb.SetMeta(tx, metaStream, a.stream); err != nil {
			return err
		}
	}
	_, err = SaveRules(tx, next)
	return err
}

// sign returns b with what wanted adds to it, nil if the author's statement has
// that already. Who takes an admin's certificate back takes over what that admin
// has said: so the statement may take a second signature.
func (a author) sign(b, wanted *Rules) (*Rules, error) {
	old, err := a.said(b)
	if err != nil {
		return nil, err
	}
	said := a.begin(b)
	if old != nil {
		said = old.clone()
	}
	before := sqldb.ToJSON(said)
	if said.add(wanted, b); sqldb.ToJSON(said) == before {
		return nil, nil
	}
	next, err := a.publish(b, said)
	if err != nil || next.has(wanted) {
		return next, err
	}
	if !next.has(wanted.without(b)) {
		return nil, fault.Errorf(fault.OutsideScope, "an admin may not take back the root, or who was appointed before it").
			WithHint("the device that began the dataset may")
	}
	whole, err := a.publish(b, said.with(wanted.without(next)))
	if fault.CodeOf(err) == fault.Limit {
		return next, nil
	}
	return whole, err
}

// with returns a statement that also says what others had said who count no
// more, but for definitions and rules of models, which devices declare anew
// ([Declare]): what a rogue admin has defined would count for ever. Nor is a list
// taken over that makes the statement large, which would leave no room.
func (said *Rules) with(lost *Rules) *Rules {
	for _, part := range []*Rules{
		{Revoked: lost.Revoked}, {RevokedKeys: lost.RevokedKeys}, {Admins: lost.Admins}, {RelayKeys: lost.RelayKeys},
	} {
		more := said.clone()
		if more.absorb(part); !more.large() {
			said = more
		}
	}
	return said
}

// large reports whether a statement takes half of a bound of the rules, which
// have its text twice.
func (said *Rules) large() bool {
	return 4*len(sqldb.ToJSON(said)) > BundleLimit || 2*len(said.RelayKeys) > relayKeyLimit ||
		2*len(said.Revoked) > revokedLimit || 2*len(said.RevokedKeys) > revokedKeyLimit || 2*len(said.Admins) > adminLimit
}

// begin is a first statement, which says nothing yet.
func (a author) begin(b *Rules) *Rules {
	said := NewRules(b.Room, Declared{Profile: b.Profile})
	said.Signer, said.Stream = a.chain.Leaf().ID, a.stream
	return said
}

// publish signs the author's statement and puts the rules together anew. Error:
// limit, also where others, who rank before the author, have filled the rules.
func (a author) publish(b, said *Rules) (*Rules, error) {
	said.Sequence = max(said.Sequence, b.Sequence)
	if err := said.Sign(a.chain.Leaf()); err != nil {
		return nil, err
	}
	list, err := b.statements()
	if err != nil {
		return nil, err
	}
	chain := a.chain
	if a.stream == "" {
		chain = nil
	}
	next := compose(a.root, newest(list, &statement{said, chain}))
	own := func(s SignedStatement) bool { return s.Text == said.text }
	if a.stream != "" && !slices.ContainsFunc(next.Statements, own) {
		return nil, fault.Errorf(fault.Limit, "what others have published leaves no room in the room's rules").
			WithHint("an admin that was appointed earlier, or the device that began the dataset, may revoke who did")
	}
	return next, nil
}

// add takes up what wanted has and b lacks, and gives up the relays' keys that
// wanted lacks and b has.
func (said *Rules) add(wanted, b *Rules) {
	said.absorb(wanted.without(b))
	said.RelayKeys = slices.DeleteFunc(said.RelayKeys, func(k string) bool { return !slices.Contains(wanted.RelayKeys, k) })
}

// has reports whether the rules say all that wanted does. Admins that were taken
// back are none any more.
func (b *Rules) has(wanted *Rules) bool {
	lost := wanted.without(b)
	maps.DeleteFunc(lost.Admins, func(id string, _ int64) bool { return slices.Contains(b.Revoked, id) })
	return !NewRules("", Declared{}).absorb(lost)
}

// without is what b says and o does not.
func (b *Rules) without(o *Rules) *Rules {
	d := b.clone()
	d.Scopes = slices.DeleteFunc(d.Scopes, func(s ScopeDefinition) bool {
		_, err := findDefinition(o.Scopes, s.ID, s.Version)
		return err == nil
	})
	maps.DeleteFunc(d.IDRules, func(name, _ string) bool { return o.IDRules[name] != "" })
	maps.DeleteFunc(d.MergeRules, func(name, _ string) bool { return o.MergeRules[name] != "" })
	maps.DeleteFunc(d.Admins, func(id string, _ int64) bool { return o.Appoints(id) })
	d.RelayKeys = subtract(d.RelayKeys, o.RelayKeys)
	d.Revoked, d.RevokedKeys = subtract(d.Revoked, o.Revoked), subtract(d.RevokedKeys, o.RevokedKeys)
	return d
}

func subtract(list, other []string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return slices.Contains(other, s) })
}

// Appoint makes a certificate for another admin below the author's own, and
// lists it in the room's rules, which it returns with the certificate's chain.
// The new admin ranks after all that are known here. d is the zero value for the
// scope of the author's own certificate. Errors: no_certificate where no admin's
// key is here, outside_scope for a scope that permits less than the root's; those
// of [IssueWithin].
func Appoint(
	tx sqldb.Tx, room string, d ScopeDefinition, params map[string]string, public, salt string,
) (Chain, *Rules, error) {
	b, err := LoadRules(tx, room)
	if err != nil {
		return nil, nil, err
	}
	a, err := findAuthor(tx, b)
	if err != nil {
		return nil, nil, err
	}
	chain, err := a.issue(b, d, params, public, salt)
	if err != nil {
		return nil, nil, err
	}
	if c := (composition{root: a.root, rules: b}); !c.accepts(chain) {
		return nil, nil, fault.Errorf(fault.OutsideScope, "scope %s is too little for an admin", chain.Leaf().ScopeDefinition).
			WithHint("an admin's scope is the root's, or permits the same")
	}
	added := &Rules{Admins: map[string]int64{chain.Leaf().ID: a.nextRank(b)}}
	err = amendRules(tx, room, func(b *Rules) bool { return b.absorb(added) })
	if err != nil {
		return nil, nil, err
	}
	b, err = LoadRules(tx, room)
	return chain, b, err
}

// nextRank is a rank after all that are known, but for those that an admin has
// put out of reach, so that no rank were left after them.
func (a author) nextRank(b *Rules) int64 {
	const reach = 1 << 32
	rank := b.Admins[a.chain.Leaf().ID]
	for _, r := range slices.Sorted(maps.Values(b.Admins)) {
		if r > rank && r-rank <= reach {
			rank = r
		}
	}
	return rank + 1
}

func (a author) issue(b *Rules, d ScopeDefinition, params map[string]string, public, salt string) (Chain, error) {
	leaf := a.chain.Leaf()
	if d.ID != "" {
		return IssueWithin([]Own{{Certificate: leaf, Chain: a.chain}}, b, d, params, public, salt)
	}
	child, err := leaf.IssueSame(public, salt)
	if err != nil {
		return nil, err
	}
	return append(slices.Clone(a.chain), child), nil
}
