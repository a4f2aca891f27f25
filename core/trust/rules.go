package trust

import (
	"maps"
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Rules are what a room goes by, its bundle in PROTOCOL.md §8: the scope
// definitions, which certificates only name, the models' id rules, the relays'
// keys, which may sign nothing, and the certificates and keys that no longer
// count. The room's root key signs the rules, and newer rules with that signature
// replace them; what admins have signed is added ([statement]). A room that
// Morango peers began has no signed rules; there they are put together from the
// stored definitions.
type Rules struct {
	Room       string            `json:"room"`                  // id of the root certificate
	Sequence   int64             `json:"sequence"`              // from 1, one more with each signature; 0: unsigned
	Profile    string            `json:"profile"`               // of the records
	Scopes     []ScopeDefinition `json:"scopes"`                // every version that was ever in use
	IDRules    map[string]string `json:"id_rules"`              // by model; one not listed has ids that recompute
	RelayKeys  []string          `json:"relay_keys"`            // public keys, in EncodePublicKey's form
	Revoked    []string          `json:"revoked"`               // ids of certificates, sorted
	MergeRules map[string]string `json:"merge_rules,omitempty"` // of models that merge by columns (PROTOCOL.md §8)
	// RevokedKeys are the fingerprints ([KeyFingerprint]) of keys that count no
	// more in any certificate, sorted.
	RevokedKeys []string `json:"revoked_keys,omitempty"`
	// Admins are the certificates, by id, whose holders may add to the rules,
	// with their ranks: the lower rank counts more (see [statement]).
	Admins map[string]int64 `json:"admins,omitempty"`
	// Signer is the admin's certificate, by id, of an admin's statement; "" in
	// what the root signs.
	Signer string `json:"signer,omitempty"`
	// Stream is the database that signed an admin's statement.
	Stream string `json:"stream,omitempty"`
	// Root is the text that the root signed, in rules that were put together of
	// it and of Statements.
	Root string `json:"root,omitempty"`
	// Statements are what admins signed of such rules.
	Statements []SignedStatement `json:"statements,omitempty"`

	text      string // what is signed, or what holds the signed texts
	signature string // the root's
}

// SignedRules are a room's rules as its root signed them, the bundle of
// PROTOCOL.md §3, §4 and §8.
type SignedRules struct {
	Text      string `json:"text"`      // the JSON of [Rules], which is signed as it stands
	Signature string `json:"signature"` // the root's, in base64
}

// bundlePurpose stands before the text that is signed, so that no signature
// can be taken for one over a certificate or a nonce. Signed texts call the
// rules a bundle.
const bundlePurpose = "amora bundle v1\n"

// Bounds of a room's rules.
const (
	BundleLimit     = 128 << 10 // bytes
	definitionLimit = 100
	relayKeyLimit   = 64
	revokedKeyLimit = 256
	revokedLimit    = 2000
	adminLimit      = 64
	idRuleLimit     = 500
	mergeRuleLimit  = 1000
	paramRuleLimit  = 50   // of one definition
	NameLimit       = 100  // bytes of a scope's, model's or parameter's name
	templateLimit   = 4096 // bytes of a template or description
)

const (
	// IDRuleSource is a rule for a model's ids: the id is the source id.
	IDRuleSource = "source"
	// IDRuleGiven is a rule for a model's ids: the id is the source id, because
	// the app has given it, or recomputes.
	IDRuleGiven = "given"
	// paramRuleText is the only rule for a scope's parameters: any text.
	paramRuleText = "text"
)

// Declared is what an app's schema says about the rooms of its datasets.
type Declared struct {
	Profile    string            // the kind of data (Morango's profile)
	Scopes     []ScopeDefinition // by which certificates may be made
	IDRules    map[string]string // by model: [IDRuleSource], [IDRuleGiven], or "" for ids that recompute
	MergeRules map[string]string // as those of [Rules]
}

// NewRules makes a room's first rules, unsigned, of what the schema declares.
func NewRules(room string, s Declared) *Rules {
	b := &Rules{Room: room, Profile: s.Profile, IDRules: map[string]string{}, MergeRules: map[string]string{}, Admins: map[string]int64{},
		Scopes: []ScopeDefinition{}, RelayKeys: []string{}, Revoked: []string{}}
	b.extend(s)
	return b
}

// extend adds what the schema has and the rules lack, and reports whether there
// was something.
func (b *Rules) extend(s Declared) bool {
	rules := map[string]string{}
	for model, rule := range s.IDRules {
		if rule != "" {
			rules[model] = rule
		}
	}
	return b.absorb(&Rules{Scopes: s.Scopes, IDRules: rules, MergeRules: s.MergeRules})
}

// absorb adds what other rules of the room have and these lack, and reports
// whether there was something. Nothing in a room's rules is ever taken back, but
// for a relay's key by [WithdrawRelayKey].
func (b *Rules) absorb(o *Rules) bool {
	changed := false
	for _, d := range o.Scopes {
		if _, err := findDefinition(b.Scopes, d.ID, d.Version); err != nil {
			b.Scopes, changed = append(b.Scopes, d), true
		}
	}
	for _, rules := range []struct{ own, other map[string]string }{{b.IDRules, o.IDRules}, {b.MergeRules, o.MergeRules}} {
		for name, rule := range rules.other {
			if _, known := rules.own[name]; !known {
				rules.own[name], changed = rule, true
			}
		}
	}
	for _, key := range o.RelayKeys {
		if !slices.Contains(b.RelayKeys, key) {
			b.RelayKeys, changed = append(b.RelayKeys, key), true
		}
	}
	for id, rank := range o.Admins {
		if _, known := b.Admins[id]; !known {
			b.Admins[id], changed = rank, true
		}
	}
	changed = insert(&b.Revoked, o.Revoked) || changed
	return insert(&b.RevokedKeys, o.RevokedKeys) || changed
}

// insert adds texts to a sorted list, and reports whether one was new.
func insert(list *[]string, add []string) (changed bool) {
	for _, s := range add {
		if i, there := slices.BinarySearch(*list, s); !there {
			*list, changed = slices.Insert(*list, i, s), true
		}
	}
	return changed
}

// Sign gives the rules the next sequence, their text and the signature of the
// root, or of the admin whose statement they are. Errors: limit if they have
// grown too long, no_certificate if the key is elsewhere.
func (b *Rules) Sign(signer *Certificate) (err error) {
	b.Sequence++
	b.text = sqldb.ToJSON(b)
	if err := b.fits(); err != nil {
		return err
	}
	b.signature, err = signer.Sign(bundlePurpose + b.text)
	return err
}

// parseRules reads the text of rules without a look at the signature.
func parseRules(text, signature string) (*Rules, error) {
	f := value.ReadFields(text)
	b := &Rules{
		Room: f.Text("room"), Sequence: f.Integer("sequence"), Profile: f.Text("profile"),
		Scopes:    []ScopeDefinition{},
		IDRules:   f.TextMap("id_rules", idRuleLimit),
		RelayKeys: f.Texts("relay_keys", relayKeyLimit),
		Revoked:   f.Texts("revoked", revokedLimit),
		text:      text, signature: signature,
	}
	b.readOptional(f)
	scopes := f.List("scopes", definitionLimit)
	if err := f.Done(); err != nil {
		return nil, err
	}
	for _, v := range scopes {
		d, err := readDefinition(v)
		if err != nil {
			return nil, err
		}
		if _, err := findDefinition(b.Scopes, d.ID, d.Version); err == nil {
			return nil, fault.Errorf(fault.BadRequest, "scope %s version %d stands twice in a bundle", d.ID, d.Version)
		}
		b.Scopes = append(b.Scopes, d)
	}
	return b, b.check()
}

// readOptional reads what is left out where it is empty.
func (b *Rules) readOptional(f *value.Fields) {
	b.MergeRules, b.Admins = map[string]string{}, map[string]int64{}
	if !f.Null("merge_rules") {
		b.MergeRules = f.TextMap("merge_rules", mergeRuleLimit)
	}
	if !f.Null("revoked_keys") {
		b.RevokedKeys = f.Texts("revoked_keys", revokedKeyLimit)
	}
	if !f.Null("admins") {
		b.Admins = f.Integers("admins", adminLimit)
	}
	for key, into := range map[string]*string{"signer": &b.Signer, "stream": &b.Stream, "root": &b.Root} {
		if !f.Null(key) {
			*into = f.Text(key)
		}
	}
	if !f.Null("statements") {
		b.Statements = readSignedStatements(f)
	}
}

// check looks at the values one by one.
func (b *Rules) check() error {
	sorted := slices.IsSorted(b.Revoked) && slices.IsSorted(b.RevokedKeys)
	if !value.IsID(b.Room) || b.Sequence < 1 || !sorted {
		return fault.Errorf(fault.BadRequest, "a bundle without a room or a sequence, or with its revocations out of order")
	}
	for model, rule := range b.IDRules {
		if len(model) > NameLimit || rule != IDRuleSource && rule != IDRuleGiven {
			return fault.Errorf(fault.BadRequest, "unknown id rule %.40q for model %.40q", rule, model)
		}
	}
	for name, rule := range b.MergeRules {
		if len(name) > 2*NameLimit || !slices.Contains([]string{"columns", "add", "union", "self"}, rule) {
			return fault.Errorf(fault.BadRequest, "unknown merge rule %.40q for %.40q", rule, name)
		}
	}
	for _, key := range b.RelayKeys {
		if canonical, err := CanonicalKey(key); err != nil || canonical != key {
			return fault.Errorf(fault.BadRequest, "a bundle's relay key is not in PKCS#1 form")
		}
	}
	for id, rank := range b.Admins {
		if !value.IsID(id) || rank < 1 {
			return fault.Errorf(fault.BadRequest, "%.40q among a bundle's admins has no id or rank", id)
		}
	}
	for _, key := range b.RevokedKeys {
		if !isFingerprint(key) {
			return fault.Errorf(fault.BadRequest, "%.40q among a bundle's revoked keys is no fingerprint", key)
		}
	}
	return nil
}

// readDefinition reads one decoded scope definition.
func readDefinition(v any) (ScopeDefinition, error) {
	f := value.NewFields(v, nil)
	d := ScopeDefinition{
		ID: f.Text("id"), Version: int(f.Integer("version")), PrimaryScopeParamKey: f.Text("primary_scope_param_key"),
		Description: f.Text("description"), ReadFilterTemplate: f.Text("read_filter_template"),
		WriteFilterTemplate: f.Text("write_filter_template"), ReadWriteFilterTemplate: f.Text("read_write_filter_template"),
	}
	if !f.Null("params") {
		d.Params = f.TextMap("params", paramRuleLimit)
	}
	if err := f.Done(); err != nil {
		return d, err
	}
	longest := max(len(d.Description), len(d.ReadFilterTemplate), len(d.WriteFilterTemplate), len(d.ReadWriteFilterTemplate))
	if d.ID == "" || max(len(d.ID), len(d.PrimaryScopeParamKey)) > NameLimit || longest > templateLimit {
		return d, fault.Errorf(fault.Limit, "scope %.40q has no name, or a name or template that is too long", d.ID)
	}
	for name, rule := range d.Params {
		if len(name) > NameLimit || rule != paramRuleText {
			return d, fault.Errorf(fault.BadRequest, "unknown rule %.40q for parameter %.40q of scope %s", rule, name, d.ID)
		}
	}
	return d, nil
}

// Text is the text that the root signed, "" for unsigned rules.
func (b *Rules) Text() string { return b.text }

// Signed is the rules' text with its signature; nil for no rules, or unsigned
// ones.
func (b *Rules) Signed() *SignedRules {
	if b == nil || b.text == "" {
		return nil
	}
	return &SignedRules{Text: b.text, Signature: b.signature}
}

// Admits reports whether a relay may have this public key: the room's root has
// listed the key. Rules that nobody signed list none: in a room that Morango
// peers began, whoever has a certificate may be a relay.
func (b *Rules) Admits(publicKey string) bool {
	return b.text == "" || slices.Contains(b.RelayKeys, publicKey)
}

// newerThan reports whether b replaces a text with its sequence, which the same
// key has signed about the same room. Two with the same sequence exist where the
// key is used in two places; every peer then chooses the same by their texts.
func (b *Rules) newerThan(sequence int64, text string) bool {
	return b.Sequence > sequence || b.Sequence == sequence && b.text > text
}

// Fits compares a room's rules with what the app's own schema declares. What
// only one of them has is fine, because one side is newer. Error:
// scope_mismatch.
func (b *Rules) Fits(s Declared) error {
	if b.Profile != s.Profile {
		return fault.Errorf(fault.ScopeMismatch, "the dataset is of profile %.40q, the app of %.40q", b.Profile, s.Profile).
			WithHint("the invite was made by another app")
	}
	if err := unchanged(b.Scopes, s.Scopes); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(b.IDRules)) {
		// Ids that may be given are no mismatch: an older version of the app gives none.
		if rule, known := s.IDRules[name]; known && (rule == IDRuleSource) != (b.IDRules[name] == IDRuleSource) {
			return fault.Errorf(fault.ScopeMismatch, "in only one of this dataset and the app's schema the ids of model %s are its source ids", name).
				WithHint("the app's schema and the inviting device's differ")
		}
	}
	return nil
}
