package trust

import (
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// testDeclared is an app of Kolibri's scopes; user ids are source ids.
func testDeclared() Declared {
	return Declared{
		Profile: "facilitydata", Scopes: []ScopeDefinition{fullFacility, singleUser},
		IDRules: map[string]string{"user": IDRuleSource, "log": ""},
	}
}

func testBundle(t testing.TB, root *Certificate) *Rules {
	t.Helper()
	b := NewRules(root.ID, testDeclared())
	b.RelayKeys = []string{testPublicKey(t, 2)}
	b.Revoked = []string{testDataset}
	if err := b.Sign(root); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBundle(t *testing.T) {
	root := testRoot(t, 0)
	b := testBundle(t, root)
	if b.Sequence != 1 || b.IDRules["user"] != IDRuleSource || len(b.IDRules) != 1 {
		t.Errorf("%s", b.text)
	}
	again, err := OpenRules(root, b.text, b.signature)
	if err != nil {
		t.Fatal(err)
	}
	if sqldb.ToJSON(again) != b.text {
		t.Errorf("read as %s, written as %s", sqldb.ToJSON(again), b.text)
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
		code fault.Code
	}{
		{"signed by another", root, other, nil, fault.BadSignature},
		{"another room's", other, other, nil, fault.BadCertificate},
		{"by a child of the root", leaf, leaf, []string{root.ID, leaf.ID}, fault.BadCertificate},
		{"another profile", root, root, []string{"facilitydata", "other"}, fault.BadCertificate},
		{"no definition for the root", root, root, []string{"full-facility", "empty-facility"}, fault.BadCertificate},
		{"a revoked root", root, root, []string{testDataset, root.ID}, fault.BadCertificate},
		{"an unknown key", root, root, []string{`{"room"`, `{"more":1,"room"`}, fault.BadRequest},
		{"a key twice", root, root, []string{`{"room"`, `{"room":"","room"`}, fault.BadRequest},
		{"a key in capitals", root, root, []string{`"room"`, `"ROOM"`}, fault.BadRequest},
		{"sequence 0", root, root, []string{`"sequence":1`, `"sequence":0`}, fault.BadRequest},
		{"a scope twice", root, root, []string{"single-user", "full-facility"}, fault.BadRequest},
		{"an unknown id rule", root, root, []string{`"source"`, `"other"`}, fault.BadRequest},
		{"a relay key of another form", root, root, []string{"MIIBCgKCAQEA", "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA"}, fault.BadRequest},
		{"a long template", root, root, []string{":anonymous", strings.Repeat("x", templateLimit+1)}, fault.Limit},
		{"too long", root, root, []string{":anonymous", strings.Repeat("x", BundleLimit)}, fault.Limit},
	} {
		text, signature := forged(c.key, c.swap...)
		if c.swap != nil && text == b.text {
			t.Fatalf("%s: nothing to replace", c.name)
		}
		if _, err := OpenRules(c.root, text, signature); fault.CodeOf(err) != c.code {
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
	if _, err := OpenRules(root, b.text, signature); fault.CodeOf(err) != fault.BadSignature {
		t.Error(err)
	}
}

func TestBundleSignLimits(t *testing.T) {
	root := testRoot(t, 0)
	b := testBundle(t, root)
	for i := range revokedLimit {
		b.Revoked = append(b.Revoked, fmt.Sprintf("%032x", i))
	}
	if err := b.Sign(root); err == nil {
		t.Error("a bundle that no peer takes was signed")
	}
}

func TestBundleFits(t *testing.T) {
	b := NewRules(testDataset, testDeclared())
	for _, c := range []struct {
		name   string
		change func(*Declared)
		code   fault.Code
	}{
		{"the same", func(*Declared) {}, ""},
		{"a newer version here", func(s *Declared) { s.Scopes[1].Version = 2; s.Scopes[1].Description = "new" }, ""},
		{"a model that is not here", func(s *Declared) { delete(s.IDRules, "user") }, ""},
		{"another profile", func(s *Declared) { s.Profile = "other" }, fault.ScopeMismatch},
		{"another template", func(s *Declared) { s.Scopes[1].WriteFilterTemplate = "${dataset_id}" }, fault.ScopeMismatch},
		{"other parameters", func(s *Declared) { s.Scopes[1].Params = map[string]string{"user_id": paramRuleText} }, fault.ScopeMismatch},
		{"other ids", func(s *Declared) { s.IDRules["user"] = "" }, fault.ScopeMismatch},
	} {
		s := testDeclared()
		c.change(&s)
		if err := b.Fits(s); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want code %q", c.name, err, c.code)
		}
	}
}

func TestBundleExtend(t *testing.T) {
	b := NewRules(testDataset, testDeclared())
	s := testDeclared()
	if b.extend(s) {
		t.Error("nothing new, yet it changed")
	}
	s.Scopes[1].Version = 2
	s.IDRules["device"] = IDRuleSource
	s.MergeRules = map[string]string{"device": "columns"}
	if !b.extend(s) || len(b.Scopes) != 3 || b.IDRules["device"] != IDRuleSource || b.MergeRules["device"] != "columns" {
		t.Errorf("%+v", b)
	}
}

func FuzzBundle(f *testing.F) {
	fuzzing.Start(f)
	root := &Certificate{ID: testDataset}
	b := NewRules(root.ID, testDeclared())
	b.Sequence = 1
	f.Add(sqldb.ToJSON(b))
	f.Add(`{"room":"0123456789abcdef0123456789abcdef","sequence":1,"profile":"","scopes":[],"id_rules":{},"relay_keys":[],"revoked":[]}`)
	f.Add(`{"room":"0123456789abcdef0123456789abcdef","sequence":1,"profile":"","scopes":[],"id_rules":{},"merge_rules":{"a":"columns","a.b":"add"},"relay_keys":[],"revoked":[]}`)
	f.Add(`{"room":1}`)
	f.Fuzz(func(t *testing.T, text string) {
		b, err := parseRules(text, "")
		if err != nil {
			return
		}
		again, err := parseRules(sqldb.ToJSON(b), "")
		if err != nil || sqldb.ToJSON(again) != sqldb.ToJSON(b) {
			t.Fatalf("%s does not survive its own form: %v", sqldb.ToJSON(b), err)
		}
	})
}
