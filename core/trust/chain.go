package trust

import (
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Chain is a certificate with all it descends from, root first.
type Chain []*Certificate

const (
	// ChainLimit is the most certificates that a chain may have.
	ChainLimit = 16
	// chainBytesLimit is the most bytes that a chain's JSON may have.
	chainBytesLimit = 64 << 10
)

// Root is the first certificate, nil where there is none.
func (c Chain) Root() *Certificate {
	if len(c) == 0 {
		return nil
	}
	return c[0]
}

// Leaf is the last certificate, the one that the chain vouches for.
func (c Chain) Leaf() *Certificate {
	if len(c) == 0 {
		return nil
	}
	return c[len(c)-1]
}

// String is the chain as peers send it, a JSON list.
func (c Chain) String() string { return sqldb.ToJSON([]*Certificate(c)) }

// ParseChain reads a chain in Morango's form, a JSON list of certificates. It
// verifies the form only, [CheckChain] the rest. Errors: limit,
// bad_certificate.
func ParseChain(text []byte) (Chain, error) {
	if len(text) > chainBytesLimit {
		return nil, fault.Errorf(fault.Limit,
			"a certificate chain of %d bytes, at most %d are taken", len(text), chainBytesLimit)
	}
	list, err := value.ScanArray(text, ChainLimit)
	if err != nil && fault.CodeOf(err) != fault.Limit {
		return nil, &fault.Error{Code: fault.BadCertificate, Text: "unreadable certificate chain", Err: err}
	}
	if err != nil || len(list) == 0 {
		return nil, fault.Errorf(fault.Limit, "a chain has 1 to %d certificates", ChainLimit)
	}
	chain := make(Chain, len(list))
	for i, item := range list {
		chain[i] = new(Certificate)
		if err := chain[i].UnmarshalJSON(item); err != nil {
			return nil, err
		}
	}
	return chain, nil
}

// CheckChain verifies a chain by a room's rules, from the root down (Morango's
// models/certificates.py, check_certificate; MORANGO.md §10), and returns its
// leaf. Errors: revoked, expired, bad_certificate, bad_signature, outside_scope, limit.
func CheckChain(chain Chain, rules *Rules) (*Certificate, error) {
	return checkChain(chain, rules, false)
}

// CheckSignedChain is [CheckChain] for a chain whose signatures are verified
// apart ([Chain.Verify]). It computes nothing with keys.
func CheckSignedChain(chain Chain, rules *Rules) (*Certificate, error) {
	return checkChain(chain, rules, true)
}

// Verify checks the signatures of a chain, from the root down, and nothing
// else. Error: bad_signature.
func (c Chain) Verify() error {
	for i, link := range c {
		if err := c[max(i-1, 0)].Verify(link.Serialized, link.Signature); err != nil {
			return err
		}
	}
	return nil
}

func checkChain(chain Chain, rules *Rules, signed bool) (*Certificate, error) {
	if len(chain) == 0 || len(chain) > ChainLimit {
		return nil, fault.Errorf(fault.Limit, "a chain of %d certificates, 1 to %d are taken", len(chain), ChainLimit)
	}
	if chain[0].ID != rules.Room {
		return nil, fault.Errorf(fault.BadCertificate,
			"the chain begins with %.40q, the room is %s", chain[0].ID, rules.Room)
	}
	parent, within := chain[0], rules.wholeRoom()
	for i, c := range chain {
		if i > 0 && c.Parent != parent.ID || i == 0 && c.Parent != "" {
			return nil, fault.Errorf(fault.BadCertificate,
				"certificate %.40q does not follow from the one before it", c.ID)
		}
		scope, err := checkCertificate(c, parent, within, rules, signed)
		if err != nil {
			return nil, err
		}
		parent, within = c, scope
	}
	return chain.Leaf(), chain.checkExpiry()
}

// checkCertificate verifies one certificate below its parent, whose scope is
// within, and returns its scope. A root is its own parent. signed says that the
// signature was verified before.
func checkCertificate(c, parent *Certificate, within value.Scope, rules *Rules, signed bool) (value.Scope, error) {
	none := value.Scope{}
	if rules.Revokes(c) {
		return none, RevokedError(c.ID)
	}
	if c != parent && !rules.Appoints(parent.ID) && slices.Contains(rules.RelayKeys, parent.PublicKey) {
		return none, fault.Errorf(fault.BadCertificate, "certificate %.40q is signed by a relay's key", c.ID)
	}
	if c.ID != certificateID(c.PublicKey, c.Profile, c.Salt) {
		return none, fault.Errorf(fault.BadCertificate, "certificate %.40q: its id does not follow from its key", c.ID)
	}
	if c.Profile != rules.Profile {
		return none, fault.Errorf(fault.BadCertificate,
			"certificate %s is of profile %.40q, the room of %q", c.ID, c.Profile, rules.Profile)
	}
	scope, err := rules.ScopeOf(c)
	if err != nil {
		return value.Scope{}, err
	}
	if !signed {
		if err := parent.Verify(c.Serialized, c.Signature); err != nil {
			return none, err
		}
	}
	if err := exceeds("read", scope.Read, within.Read); err != nil {
		return none, err
	}
	return scope, exceeds("write", scope.Write, within.Write)
}

// exceeds is the error outside_scope of a certificate that permits more than
// what it descends from.
func exceeds(verb string, scope, within value.Filter) error {
	switch {
	case scope.Within(within):
		return nil
	case slices.Contains(scope, ""):
		return fault.Errorf(fault.OutsideScope, "the certificate would %s everything, because its scope has no template for that", verb).
			WithHint("a scope with a read_filter_template alone writes nothing; every other template that comes out empty stands for everything")
	}
	return fault.Errorf(fault.OutsideScope, "the certificate would %s %.200q, the one that it descends from only %.200q", verb,
		strings.Join(scope, " "), strings.Join(within, " "))
}

// Revokes reports whether the rules have taken a certificate back, by its id or
// by its key. An admin's is taken back by its id only: whoever ranks after it
// could name its key.
func (b *Rules) Revokes(c *Certificate) bool {
	_, revoked := slices.BinarySearch(b.Revoked, c.ID)
	return revoked || len(b.RevokedKeys) > 0 && !b.Appoints(c.ID) && b.RevokesKey(KeyFingerprint(c.PublicKey))
}

// Appoints reports whether the certificate with this id is an admin's.
func (b *Rules) Appoints(id string) bool { return b.Admins[id] > 0 }

// RevokesKey reports whether the key with this fingerprint counts no more.
func (b *Rules) RevokesKey(fingerprint string) bool {
	_, revoked := slices.BinarySearch(b.RevokedKeys, fingerprint)
	return revoked
}

// RevokedError is the error revoked for certificates, by their ids.
func RevokedError(ids ...string) *fault.Error {
	return fault.Errorf(fault.Revoked, "the room's owner has taken back certificate %s", strings.Join(ids, ", ")).
		WithHint("join with a new invite")
}

// wholeRoom is the scope that contains every other scope of the room.
func (b *Rules) wholeRoom() value.Scope {
	return value.Scope{Read: value.Filter{b.Room}, Write: value.Filter{b.Room}}
}

// ScopeOf is what a certificate permits by the room's scope definitions.
// Errors: bad_certificate, limit.
func (b *Rules) ScopeOf(c *Certificate) (value.Scope, error) {
	d, err := findDefinition(b.Scopes, c.ScopeDefinition, c.ScopeVersion)
	if err != nil {
		return value.Scope{}, err
	}
	return d.boundedScope(c.params)
}

// WithoutKeys is the chain without the private keys of its certificates.
func (c Chain) WithoutKeys() Chain {
	public := make(Chain, len(c))
	for i, certificate := range c {
		bare := *certificate
		bare.private = ""
		public[i] = &bare
	}
	return public
}
