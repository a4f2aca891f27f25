package core

import (
	"fmt"
	"strings"
	"testing"
)

// testDeclared is an app of Kolibri's scopes; user ids are source ids.
func testDeclared() Declared {
	return Declared{
		Profile: "facilitydata", Scopes: []ScopeDefinition{fullFacility, singleUser},
		IDRules: map[string]string{"user": idRuleSource, "log": ""},
	}
}

func testBundle(t testing.TB, root *Certificate) *Bundle {
	t.Helper()
	b := newBundle(root.ID, testDeclared())
	b.RelayKeys = []string{testPublicKey(t, 2)}
	b.Revoked = []string{testDataset}
	if err := b.sign(root); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBundle(t *testing.T) {
	root := testRoot(t, 0)
	b := testBundle(t, root)
	if b.Sequence != 1 || b.IDRules["user"] != idRuleSource || len(b.IDRules) != 1 {
		t.Errorf("%s", b.text)
	}
	again, err := openBundle(root, b.text, b.signature)
	if err != nil {
		t.Fatal(err)
	}
	if toJSON(again) != b.text {
		t.Errorf("read as %s, written as %s", toJSON(again), b.text)
	}

	other := testRoot(t, 1)
	leaf := testChild(t, root, fullFacility, map[string]string{"dataset_id": root.ID}, 1)
	forged := func(key *Certificate, replace ...string) (string, string) {
		text := strings.NewReplacer(replace...).Replace(b.text)
		signature, err := key.Sign(bundlePurpose + text)
		if err != nil {
			t.Fatal(err)
		}
		return text, signature
	}
	for _, c := range []struct {
		name string
		root *Certificate
		key  *Certificate
		swap []string
		code Code
	}{
		{"signed by another", root, other, nil, CodeBadSignature},
		{"another room's", other, other, nil, CodeBadCertificate},
		{"by a child of the root", leaf, leaf, []string{root.ID, leaf.ID}, CodeBadCertificate},
		{"another profile", root, root, []string{"facilitydata", "other"}, CodeBadCertificate},
		{"no definition for the root", root, root, []string{"full-facility", "empty-facility"}, CodeBadCertificate},
		{"a revoked root", root, root, []string{testDataset, root.ID}, CodeBadCertificate},
		{"an unknown key", root, root, []string{`{"room"`, `{"more":1,"room"`}, CodeBadRequest},
		{"a key twice", root, root, []string{`{"room"`, `{"room":"","room"`}, CodeBadRequest},
		{"a key in capitals", root, root, []string{`"room"`, `"ROOM"`}, CodeBadRequest},
		{"sequence 0", root, root, []string{`"sequence":1`, `"sequence":0`}, CodeBadRequest},
		{"a scope twice", root, root, []string{"single-user", "full-facility"}, CodeBadRequest},
		{"an unknown id rule", root, root, []string{`"source"`, `"other"`}, CodeBadRequest},
		{"a relay key of another form", root, root, []string{"MIIBCgKCAQEA", "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA"}, CodeBadRequest},
		{"a long template", root, root, []string{":anonymous", strings.Repeat("x", templateLimit+1)}, CodeLimit},
		{"too long", root, root, []string{":anonymous", strings.Repeat("x", bundleLimit)}, CodeLimit},
	} {
		text, signature := forged(c.key, c.swap...)
		if c.swap != nil && text == b.text {
			t.Fatalf("%s: nothing to replace", c.name)
		}
		if _, err := openBundle(c.root, text, signature); CodeOf(err) != c.code {
			t.Errorf("%s: %v, want code %q", c.name, err, c.code)
		}
	}
}

// A signature over a bundle is none over the text alone: a certificate's text
// can never be passed off as a bundle, nor the other way round.
func TestBundleSignatureIsForBundles(t *testing.T) {
	root := testRoot(t, 0)
	b := testBundle(t, root)
	signature, err := root.Sign(b.text)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := openBundle(root, b.text, signature); CodeOf(err) != CodeBadSignature {
		t.Error(err)
	}
}

func TestBundleSignLimits(t *testing.T) {
	root := testRoot(t, 0)
	b := testBundle(t, root)
	for i := range revokedLimit {
		b.Revoked = append(b.Revoked, fmt.Sprintf("%032x", i))
	}
	if err := b.sign(root); err == nil {
		t.Error("a bundle that no peer takes was signed")
	}
}

func TestBundleFits(t *testing.T) {
	b := newBundle(testDataset, testDeclared())
	for _, c := range []struct {
		name   string
		change func(*Declared)
		code   Code
	}{
		{"the same", func(*Declared) {}, ""},
		{"a newer version here", func(s *Declared) { s.Scopes[1].Version = 2; s.Scopes[1].Description = "new" }, ""},
		{"a model that is not here", func(s *Declared) { delete(s.IDRules, "user") }, ""},
		{"another profile", func(s *Declared) { s.Profile = "other" }, CodeScopeMismatch},
		{"another template", func(s *Declared) { s.Scopes[1].WriteFilterTemplate = "${dataset_id}" }, CodeScopeMismatch},
		{"other parameters", func(s *Declared) { s.Scopes[1].Params = map[string]string{"user_id": paramRuleText} }, CodeScopeMismatch},
		{"other ids", func(s *Declared) { s.IDRules["user"] = "" }, CodeScopeMismatch},
	} {
		s := testDeclared()
		c.change(&s)
		if err := b.fits(s); CodeOf(err) != c.code {
			t.Errorf("%s: %v, want code %q", c.name, err, c.code)
		}
	}
}

func TestBundleExtend(t *testing.T) {
	b := newBundle(testDataset, testDeclared())
	s := testDeclared()
	if b.extend(s) {
		t.Error("nothing new, yet it changed")
	}
	s.Scopes[1].Version = 2
	s.IDRules["device"] = idRuleSource
	if !b.extend(s) || len(b.Scopes) != 3 || b.IDRules["device"] != idRuleSource {
		t.Errorf("%+v", b)
	}
}

func FuzzBundle(f *testing.F) {
	root := &Certificate{ID: testDataset}
	b := newBundle(root.ID, testDeclared())
	b.Sequence = 1
	f.Add(toJSON(b))
	f.Add(`{"room":"0123456789abcdef0123456789abcdef","sequence":1,"profile":"","scopes":[],"id_rules":{},"relay_keys":[],"revoked":[]}`)
	f.Add(`{"room":1}`)
	f.Fuzz(func(t *testing.T, text string) {
		b, err := parseBundle(text, "")
		if err != nil {
			return
		}
		again, err := parseBundle(toJSON(b), "")
		if err != nil || toJSON(again) != toJSON(b) {
			t.Fatalf("%s does not survive its own form: %v", toJSON(b), err)
		}
	})
}
