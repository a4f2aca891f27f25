package core

import (
	"maps"
	"slices"
)

// Bundle is what a room goes by: its scope definitions, which certificates
// only name, the models' id rules, the relays' keys, which may sign nothing,
// and the certificates that no longer count. The root's key signs it
// (PROTOCOL.md §8); a newer one with that signature replaces it. For a room
// that Morango peers began there is none; then it is put together from the
// schema, unsigned.
type Bundle struct {
	Room      string            `json:"room"`       // id of the root certificate
	Sequence  int64             `json:"sequence"`   // from 1; 0: unsigned
	Profile   string            `json:"profile"`    // of the records
	Scopes    []ScopeDefinition `json:"scopes"`     // every version that was ever in use
	IDRules   map[string]string `json:"id_rules"`   // model: "source"; not listed: the id recomputes
	RelayKeys []string          `json:"relay_keys"` // public keys, in encodePublicKey's form
	Revoked   []string          `json:"revoked"`    // certificate ids

	text      string // what is signed
	signature string
}

// bundlePurpose stands before the text that is signed, so that no signature
// can be taken for one over a certificate or a nonce.
const bundlePurpose = "amora bundle v1\n"

// Bounds of a bundle.
const (
	bundleLimit     = 128 << 10 // bytes
	definitionLimit = 100
	relayKeyLimit   = 64
	revokedLimit    = 2000
	idRuleLimit     = 500
	paramRuleLimit  = 50   // of one definition
	ruleNameLimit   = 100  // bytes of a scope's, model's or parameter's name
	templateLimit   = 4096 // bytes of a template or description
)

// The only rules there are for a model's ids and for a scope's parameters.
const (
	idRuleSource  = "source"
	paramRuleText = "text"
)

// Declared is what an app's schema says about a room.
type Declared struct {
	Profile string            // Morango's: the kind of data
	Scopes  []ScopeDefinition // by which certificates may be made
	IDRules map[string]string // by model; "" where ids are made as Morango does
}

// newBundle is a room's first bundle, unsigned, with what the schema says.
func newBundle(room string, s Declared) *Bundle {
	b := &Bundle{Room: room, Profile: s.Profile, IDRules: map[string]string{}, Scopes: []ScopeDefinition{}, RelayKeys: []string{}, Revoked: []string{}}
	b.extend(s)
	return b
}

// extend adds what the schema has and the bundle lacks, and reports whether
// there was something.
func (b *Bundle) extend(s Declared) bool {
	rules := map[string]string{}
	for model, rule := range s.IDRules {
		if rule == idRuleSource {
			rules[model] = rule
		}
	}
	return b.absorb(&Bundle{Scopes: s.Scopes, IDRules: rules})
}

// absorb adds what another bundle of the room has and this one lacks, and
// reports whether there was something. Nothing in a bundle is ever taken back.
func (b *Bundle) absorb(o *Bundle) bool {
	changed := false
	for _, d := range o.Scopes {
		if _, err := findDefinition(b.Scopes, d.ID, d.Version); err != nil {
			b.Scopes, changed = append(b.Scopes, d), true
		}
	}
	for model, rule := range o.IDRules {
		if _, known := b.IDRules[model]; !known {
			b.IDRules[model], changed = rule, true
		}
	}
	for _, key := range o.RelayKeys {
		if !slices.Contains(b.RelayKeys, key) {
			b.RelayKeys, changed = append(b.RelayKeys, key), true
		}
	}
	for _, id := range o.Revoked {
		if i, there := slices.BinarySearch(b.Revoked, id); !there {
			b.Revoked, changed = slices.Insert(b.Revoked, i, id), true
		}
	}
	return changed
}

// sign gives the bundle its text, the next sequence and the root's signature.
func (b *Bundle) sign(root *Certificate) (err error) {
	b.Sequence++
	b.text = toJSON(b)
	if len(b.text) > bundleLimit {
		return Errorf(CodeLimit, "the room's bundle grows over %d bytes", bundleLimit)
	}
	if _, err := parseBundle(b.text, ""); err != nil { // what no peer would take
		return err
	}
	b.signature, err = root.Sign(bundlePurpose + b.text)
	return err
}

// openBundle reads a bundle that came from a peer and verifies that the
// room's root signed it. The root itself is verified too: its id follows from
// its key, so the id alone is enough to trust it by.
func openBundle(root *Certificate, text, signature string) (*Bundle, error) {
	if len(text) > bundleLimit {
		return nil, Errorf(CodeLimit, "a bundle of %d bytes, at most %d are taken", len(text), bundleLimit)
	}
	if root.Parent != "" || root.ID != certificateID(root.PublicKey, root.Profile, root.Salt) {
		return nil, Errorf(CodeBadCertificate, "certificate %.40q is not a root", root.ID)
	}
	if err := root.Verify(bundlePurpose+text, signature); err != nil {
		return nil, err
	}
	b, err := parseBundle(text, signature)
	if err != nil {
		return nil, err
	}
	if b.Room != root.ID || b.Profile != root.Profile {
		return nil, Errorf(CodeBadCertificate, "a bundle of another room or profile")
	}
	if _, err = checkChain(Chain{root}, b); CodeOf(err) == CodeRevoked {
		err = Errorf(CodeBadCertificate, "a bundle that revokes its own root")
	}
	return b, err
}

// parseBundle reads a bundle's text without a look at its signature.
func parseBundle(text, signature string) (*Bundle, error) {
	f := readFields(text)
	b := &Bundle{
		Room: f.text("room"), Sequence: f.integer("sequence"), Profile: f.text("profile"),
		Scopes:    []ScopeDefinition{},
		IDRules:   f.textMap("id_rules", idRuleLimit),
		RelayKeys: f.texts("relay_keys", relayKeyLimit),
		Revoked:   f.texts("revoked", revokedLimit),
		text:      text, signature: signature,
	}
	scopes := f.list("scopes", definitionLimit)
	if err := f.done(); err != nil {
		return nil, err
	}
	for _, v := range scopes {
		d, err := readDefinition(v)
		if err != nil {
			return nil, err
		}
		if _, err := findDefinition(b.Scopes, d.ID, d.Version); err == nil {
			return nil, Errorf(CodeBadRequest, "scope %s version %d stands twice in a bundle", d.ID, d.Version)
		}
		b.Scopes = append(b.Scopes, d)
	}
	return b, b.check()
}

// check looks at the bundle's values one by one.
func (b *Bundle) check() error {
	if !isID(b.Room) || b.Sequence < 1 || !slices.IsSorted(b.Revoked) {
		return Errorf(CodeBadRequest, "a bundle without a room or a sequence, or with its revocations out of order")
	}
	for model, rule := range b.IDRules {
		if len(model) > ruleNameLimit || rule != idRuleSource {
			return Errorf(CodeBadRequest, "unknown id rule %.40q for model %.40q", rule, model)
		}
	}
	for _, key := range b.RelayKeys {
		if canonical, err := canonicalPublicKey(key); err != nil || canonical != key {
			return Errorf(CodeBadRequest, "a bundle's relay key is not in PKCS#1 form")
		}
	}
	return nil
}

// readDefinition reads one decoded scope definition.
func readDefinition(v any) (ScopeDefinition, error) {
	f := newFields(v, nil)
	d := ScopeDefinition{
		ID: f.text("id"), Version: int(f.integer("version")), PrimaryScopeParamKey: f.text("primary_scope_param_key"),
		Description: f.text("description"), ReadFilterTemplate: f.text("read_filter_template"),
		WriteFilterTemplate: f.text("write_filter_template"), ReadWriteFilterTemplate: f.text("read_write_filter_template"),
	}
	if !f.null("params") {
		d.Params = f.textMap("params", paramRuleLimit)
	}
	if err := f.done(); err != nil {
		return d, err
	}
	longest := max(len(d.Description), len(d.ReadFilterTemplate), len(d.WriteFilterTemplate), len(d.ReadWriteFilterTemplate))
	if d.ID == "" || max(len(d.ID), len(d.PrimaryScopeParamKey)) > ruleNameLimit || longest > templateLimit {
		return d, Errorf(CodeLimit, "scope %.40q has no name, or a name or template that is too long", d.ID)
	}
	for name, rule := range d.Params {
		if len(name) > ruleNameLimit || rule != paramRuleText {
			return d, Errorf(CodeBadRequest, "unknown rule %.40q for parameter %.40q of scope %s", rule, name, d.ID)
		}
	}
	return d, nil
}

// Text is the text that the root signed.
func (b *Bundle) Text() string { return b.text }

// Signature is the root's, of the text.
func (b *Bundle) Signature() string { return b.signature }

// newerThan decides which of two bundles of a room counts. Two with the same
// sequence exist where the root's key is used in two places; every peer must
// then choose the same.
func (b *Bundle) newerThan(o *Bundle) bool {
	return b.Sequence > o.Sequence || b.Sequence == o.Sequence && b.text > o.text
}

// fits compares a room's bundle with the app's own schema. What only one of
// them has is fine: one side is newer.
func (b *Bundle) fits(s Declared) error {
	if b.Profile != s.Profile {
		return Errorf(CodeScopeMismatch, "the dataset is of profile %.40q, the app of %.40q", b.Profile, s.Profile).
			WithHint("the invite was made by another app")
	}
	for _, d := range s.Scopes {
		if other, err := findDefinition(b.Scopes, d.ID, d.Version); err == nil && !other.equal(d) {
			return scopeMismatch(d)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.IDRules)) {
		if rule, known := s.IDRules[name]; known && rule != b.IDRules[name] {
			return Errorf(CodeScopeMismatch, "in this dataset the ids of model %s are its source ids, in the app's schema they are not", name).
				WithHint("the app's schema and the inviting device's differ")
		}
	}
	return nil
}
