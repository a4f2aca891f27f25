package trust

import (
	"strconv"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

// OpenRules reads rules that came from a peer and verifies that the room's root
// signed them, or one of its admins did. It verifies the root too: a root's id
// follows from its key, so that the id alone is enough to trust the root by.
// Errors: limit, bad_certificate, bad_signature, bad_request.
func OpenRules(root *Certificate, text, signature string) (*Rules, error) {
	return (*Rules)(nil).Join(root, &SignedRules{Text: text, Signature: signature})
}

// Join adds rules of the room that a peer shows to those that are known here,
// which may be nil, and returns the rules that count: b itself if the peer's add
// nothing. Of each statement the newest version counts. What is known here was
// verified before; the rest is verified by the root before it is read. Errors:
// those of [OpenRules].
func (b *Rules) Join(root *Certificate, shown *SignedRules) (*Rules, error) {
	if err := checkRoot(root, shown.Text); err != nil {
		return nil, err
	}
	known, err := b.statements()
	if err != nil {
		return nil, err
	}
	signed, other := splitRules(shown)
	list := known
	for i, s := range append([]SignedStatement{signed}, other...) {
		v := &verifying{root: root, known: known, signed: s, first: i == 0}
		said, err := v.statement()
		if err != nil {
			return nil, err
		}
		list = newest(list, said)
	}
	if joined := compose(root, list); b == nil || joined.text != b.text {
		return joined, nil
	}
	return b, nil
}

// checkRoot checks what can be told without reading rules. Errors: limit,
// bad_certificate.
func checkRoot(root *Certificate, text string) error {
	if len(text) > BundleLimit {
		return fault.Errorf(fault.Limit, "a bundle of %d bytes, at most %d are taken", len(text), BundleLimit)
	}
	if root.Parent != "" || root.ID != certificateID(root.PublicKey, root.Profile, root.Salt) {
		return fault.Errorf(fault.BadCertificate, "certificate %.40q is not a root", root.ID)
	}
	return nil
}

// verifying is one signed text of a peer's rules, while it is verified.
type verifying struct {
	root   *Certificate
	known  []statement
	signed SignedStatement
	first  bool // it is the root's
}

// statement verifies the text and reads it; nil if it is known here, or a newer
// one of the same stream is.
func (v *verifying) statement() (*statement, error) {
	for _, s := range v.known {
		if s.said.text == v.signed.Text {
			return nil, nil
		}
	}
	chain, err := v.chain()
	if err != nil {
		return nil, err
	}
	if err := chain.Leaf().Verify(bundlePurpose+v.signed.Text, v.signed.Signature); err != nil {
		return nil, err
	}
	if old, err := v.superseded(); old || err != nil {
		return nil, err
	}
	said, err := parseRules(v.signed.Text, v.signed.Signature)
	if err != nil {
		return nil, err
	}
	if said.Room != v.root.ID || said.Profile != v.root.Profile {
		return nil, fault.Errorf(fault.BadCertificate, "a bundle of another room or profile")
	}
	if said.Root != "" || len(said.Statements) > 0 || v.first != (said.Signer == "") || v.first != (said.Stream == "") ||
		!v.first && (said.Signer != chain.Leaf().ID || !value.IsID(said.Stream)) {
		return nil, fault.Errorf(fault.BadRequest, "a bundle that is not its signer's")
	}
	if v.first {
		err = checkOwnRoot(v.root, said)
	}
	return &statement{said, chain}, err
}

// chain reads and verifies the signer's certificates, from the root's down.
func (v *verifying) chain() (Chain, error) {
	chain := Chain{v.root}
	if v.first {
		return chain, nil
	}
	below, err := ParseChain([]byte(v.signed.Chain))
	if err != nil {
		return nil, err
	}
	for _, c := range below {
		if c.Parent != chain.Leaf().ID || c.ID != certificateID(c.PublicKey, c.Profile, c.Salt) {
			return nil, fault.Errorf(fault.BadCertificate, "certificate %.40q is not the signer's of a bundle", c.ID)
		}
		if err := chain.Leaf().Verify(c.Serialized, c.Signature); err != nil {
			return nil, err
		}
		chain = append(chain, c)
	}
	return chain, nil
}

// superseded reports whether a newer text of the root is known, without reading
// all of the one at hand: strangers show old rules.
func (v *verifying) superseded() (bool, error) {
	if !v.first || len(v.known) == 0 {
		return false, nil
	}
	members, err := value.ScanObject([]byte(v.signed.Text), len(v.signed.Text))
	if err != nil {
		return false, err
	}
	n, err := strconv.ParseInt(string(members["sequence"]), 10, 64)
	if err != nil {
		return false, fault.Errorf(fault.BadRequest, "a bundle without a sequence")
	}
	return v.known[0].said.newerThan(n, v.signed.Text), nil
}

// checkOwnRoot checks that rules accept their own root. Error: bad_certificate.
func checkOwnRoot(root *Certificate, said *Rules) error {
	_, err := CheckChain(Chain{root}, said)
	if fault.CodeOf(err) == fault.Revoked {
		err = fault.Errorf(fault.BadCertificate, "a bundle that revokes its own root")
	}
	return err
}
