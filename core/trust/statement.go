package trust

import (
	"cmp"
	"maps"
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// A statement is what one database has signed about a room's rules, by the
// root's key or by an admin's (PROTOCOL.md §8, admins). The room's rules are the
// union of the newest statement of each: two that sign at once lose nothing, and
// who has the same statements has the same rules, in whatever order they came.
//
// Whom an admin's statement may concern is a matter of rank. The root has rank
// 0; each admin has a higher rank than the one that appointed it, and than those
// that were appointed before it as far as that one knew. Nobody can take back or
// appoint whoever ranks before itself, so that what counts is decided from the
// root down, without a circle.
type statement struct {
	said  *Rules // with the signed text and its signature
	chain Chain  // of the signer, root first
}

// SignedStatement is a statement as rules carry it.
type SignedStatement struct {
	Text      string `json:"text"`      // the JSON of [Rules], which is signed as it stands
	Signature string `json:"signature"` // the signer's, in base64
	Chain     string `json:"chain"`     // of the signer, a JSON list without the root
}

func readSignedStatements(f *value.Fields) []SignedStatement {
	var list []SignedStatement
	for _, v := range f.List("statements", adminLimit) {
		inner := value.NewFields(v, f.Err)
		list = append(list, SignedStatement{inner.Text("text"), inner.Text("signature"), inner.Text("chain")})
		f.Err = cmp.Or(f.Err, inner.Done())
	}
	return list
}

// splitRules takes rules apart: what the root signed, and what admins did. It
// reads no more than it has to, because nothing is verified yet.
func splitRules(r *SignedRules) (root SignedStatement, other []SignedStatement) {
	root = SignedStatement{Text: r.Text, Signature: r.Signature}
	members, err := value.ScanObject([]byte(r.Text), len(r.Text))
	if err != nil || members["statements"] == nil {
		return root, nil
	}
	text, err := value.ScanText(members["root"])
	list, _ := value.DecodeStrict(members["statements"])
	f := value.NewFields(map[string]any{"statements": list}, err)
	other = readSignedStatements(f)
	if f.Err != nil {
		return root, nil
	}
	root.Text = text
	return root, other
}

// statements are what the rules were put together of, the root's first. They
// were verified before.
func (b *Rules) statements() ([]statement, error) {
	if b == nil || b.text == "" {
		return nil, nil
	}
	first, err := b.first()
	list := []statement{{first, nil}}
	for _, s := range b.Statements {
		if err != nil {
			break
		}
		next := statement{}
		if next.said, err = parseRules(s.Text, s.Signature); err == nil {
			next.chain, err = ParseChain([]byte(s.Chain))
		}
		list = append(list, next)
	}
	return list, err
}

// first is what the root has signed of the rules.
func (b *Rules) first() (*Rules, error) {
	if b.Root == "" {
		return b, nil
	}
	return parseRules(b.Root, b.signature)
}

// stream names the statement that a newer one replaces.
func (s statement) stream() string { return s.said.Signer + " " + s.said.Stream }

// newest adds a statement to a list, unless it is nil or the list has a newer
// one of the same stream.
func newest(list []statement, s *statement) []statement {
	if s == nil {
		return list
	}
	i := slices.IndexFunc(list, func(o statement) bool { return o.stream() == s.stream() })
	if i < 0 {
		return append(slices.Clone(list), *s)
	}
	if old := list[i].said; !s.said.newerThan(old.Sequence, old.text) {
		return list
	}
	list = slices.Clone(list)
	list[i] = *s
	return list
}

// compose puts rules together of statements, the root's first. It depends on
// nothing else, and not on the order of the others. A statement that does not
// fit beside those that rank before it does not count: an admin could otherwise
// make rules that no peer takes, the root's among them.
func compose(root *Certificate, list []statement) *Rules {
	first := list[0].said
	for _, each := range []bool{false, true} { // to check each takes long, and is seldom needed
		c := &composition{root: root, first: first, rules: first.clone(), appointed: map[appointment]int64{}}
		c.appoint(root.ID, 0, first.Admins)
		rest := slices.Clone(list[1:])
		for i := c.next(rest); i >= 0; i = c.next(rest) {
			c.take(rest[i], each)
			rest = slices.Delete(rest, i, i+1)
		}
		if b := c.union(); each || b.fits() == nil {
			return b
		}
	}
	return first
}

// composition is what [compose] has put together so far.
type composition struct {
	root      *Certificate
	first     *Rules // what the root signed
	rules     *Rules
	appointed map[appointment]int64 // ranks
	counted   []SignedStatement
}

// appointment is an admin's certificate, and the one above it, whose holder has
// appointed it.
type appointment struct{ id, by string }

// appoint notes whom an admin of this rank, or the root, has appointed.
func (c *composition) appoint(by string, rank int64, admins map[string]int64) {
	for id, r := range admins {
		a := appointment{id, by}
		if known, there := c.appointed[a]; r > rank && (!there || r < known) {
			c.appointed[a] = r
		}
	}
}

// rank is the rank of a statement's signer, if each certificate above it was
// appointed by the one before.
func (c *composition) rank(s statement) (rank int64, ok bool) {
	by := c.root.ID
	for _, cert := range s.chain {
		if cert.ID == by {
			continue
		}
		if rank, ok = c.appointed[appointment{cert.ID, by}]; !ok {
			return 0, false
		}
		by = cert.ID
	}
	return rank, ok
}

// next is the index of the statement that ranks first; -1 if nobody has
// appointed the signers of those that are left.
func (c *composition) next(list []statement) int {
	first := -1
	for i, s := range list {
		rank, ok := c.rank(s)
		if !ok {
			continue
		}
		if first >= 0 {
			before, _ := c.rank(list[first])
			if cmp.Or(cmp.Compare(before, rank), cmp.Compare(list[first].stream(), s.stream())) <= 0 {
				continue
			}
		}
		first = i
	}
	return first
}

// maxSaid is the most that an admin's sequence counts: others count on from it.
const maxSaid = value.MaxCounter / 2

// take adds what a statement says, if its signer is an admin still and, where
// that is checked, the statement fits.
func (c *composition) take(s statement, check bool) {
	if !c.accepts(s.chain) {
		return
	}
	rank, _ := c.rank(s)
	said := s.said.clone()
	said.Revoked = slices.DeleteFunc(said.Revoked, func(id string) bool { return c.before(id, said.Signer, rank) })
	root, fingerprint := c.root.PublicKey, KeyFingerprint(c.root.PublicKey)
	said.RelayKeys = slices.DeleteFunc(said.RelayKeys, func(key string) bool { return key == root })
	said.RevokedKeys = slices.DeleteFunc(said.RevokedKeys, func(key string) bool { return key == fingerprint })
	maps.DeleteFunc(said.Admins, func(_ string, r int64) bool { return r <= rank })
	before := *c
	c.rules = c.rules.clone()
	c.rules.absorb(said)
	c.rules.Sequence = max(c.rules.Sequence, min(said.Sequence, maxSaid))
	below := s.chain
	if below.Root().Parent == "" {
		below = below[1:]
	}
	c.counted = append(slices.Clone(c.counted), SignedStatement{s.said.text, s.said.signature, below.WithoutKeys().String()})
	if check && c.union().fits() != nil {
		*c = before
		return
	}
	c.appoint(said.Signer, rank, said.Admins)
}

// accepts reports whether a chain is an admin's by the rules so far: each
// certificate holds, and permits what the root's does.
func (c *composition) accepts(chain Chain) bool {
	whole, err := c.rules.ScopeOf(c.root)
	parent, within := c.root, c.rules.wholeRoom()
	for _, cert := range chain {
		if cert.ID == c.root.ID || err != nil {
			continue
		}
		if cert.params[ExpiresParam] != "" { // what it says has to count for ever
			return false
		}
		if within, err = checkCertificate(cert, parent, within, c.rules, true); err == nil && !whole.Within(within) {
			err = fault.Errorf(fault.OutsideScope, "an admin's certificate permits less than the root's")
		}
		parent = cert
	}
	return err == nil
}

// before reports whether a certificate ranks before an admin: as the root, as
// what the admin descends from, or as another admin that was appointed earlier.
func (c *composition) before(id, signer string, rank int64) bool {
	if id == c.root.ID {
		return true
	}
	for a, r := range c.appointed {
		if a.id == id && cmp.Or(cmp.Compare(r, rank), cmp.Compare(id, signer)) <= 0 {
			return true
		}
	}
	return false
}

// union writes the rules so far. Where no statement beside the root's counts,
// they are the root's.
func (c *composition) union() *Rules {
	if len(c.counted) == 0 {
		return c.first
	}
	b := c.rules.clone()
	b.Root, b.signature, b.Statements = c.first.text, c.first.signature, slices.Clone(c.counted)
	slices.SortFunc(b.Statements, func(a, b SignedStatement) int { return cmp.Compare(a.Text, b.Text) })
	maps.DeleteFunc(b.Admins, func(id string, _ int64) bool { return slices.Contains(b.Revoked, id) })
	b.text = sqldb.ToJSON(b)
	return b
}

// fits is an error for rules that no peer would take: limit, bad_request.
func (b *Rules) fits() error {
	if len(b.text) > BundleLimit {
		return fault.Errorf(fault.Limit, "the room's bundle grows over %d bytes", BundleLimit)
	}
	_, err := parseRules(b.text, "")
	return err
}

// clone is a copy that can be changed, without a text.
func (b *Rules) clone() *Rules {
	c := *b
	c.Scopes, c.RelayKeys = slices.Clone(b.Scopes), slices.Clone(b.RelayKeys)
	c.Revoked, c.RevokedKeys = slices.Clone(b.Revoked), slices.Clone(b.RevokedKeys)
	c.IDRules, c.MergeRules, c.Admins = maps.Clone(b.IDRules), maps.Clone(b.MergeRules), maps.Clone(b.Admins)
	c.Root, c.Statements, c.text, c.signature = "", nil, "", ""
	return &c
}

// Within reports whether a peer that has the rules shown has all of b's
// statements.
func (b *Rules) Within(shown *SignedRules) bool {
	own := b.Signed()
	if own == nil || shown == nil || own.Text == shown.Text {
		return own == nil || shown != nil
	}
	known := signedTexts(shown)
	return !slices.ContainsFunc(signedTexts(own), func(text string) bool { return !slices.Contains(known, text) })
}

// signedTexts are the texts of the statements that rules consist of.
func signedTexts(r *SignedRules) []string {
	root, other := splitRules(r)
	texts := []string{root.Text}
	for _, s := range other {
		texts = append(texts, s.Text)
	}
	return texts
}
