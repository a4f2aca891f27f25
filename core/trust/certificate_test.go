package trust

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
)

// capturedChain is one chain that real Morango sent or was sent
// (core/testdata/wire/chains.json). Error is what we say of it, "" if it verifies.
type capturedChain struct {
	Capture string
	Note    string
	Error   fault.Code
	Chain   json.RawMessage
}

func readWire(t testing.TB, name string, v any) {
	t.Helper()
	text, err := os.ReadFile("../testdata/wire/" + name)
	if err == nil {
		err = json.Unmarshal(text, v)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// capturedRules are the scope definitions of the app that was captured.
func capturedRules(room string) *Rules {
	return &Rules{Room: room, Profile: "facilitydata", Scopes: []ScopeDefinition{
		{ID: "root_scope", Version: 1, PrimaryScopeParamKey: "user", ReadWriteFilterTemplate: "${user}"},
		{ID: "subset_scope", Version: 1, ReadFilterTemplate: "${user}", WriteFilterTemplate: "${user}:${sub}"},
	}}
}

// Ids, signatures and serialized texts of real Morango are derived anew.
func TestCapturedChains(t *testing.T) {
	var captured []capturedChain
	readWire(t, "chains.json", &captured)
	for _, c := range captured {
		chain, err := ParseChain(c.Chain)
		if err == nil {
			_, err = CheckChain(chain, capturedRules(chain.Root().ID))
		}
		if fault.CodeOf(err) != c.Error {
			t.Errorf("%s (%s): %v, want code %q", c.Capture, c.Note, err, c.Error)
		}
		if err != nil {
			continue
		}
		for _, cert := range chain {
			if got := cert.serialize(); got != cert.Serialized {
				t.Errorf("%s: serialized anew:\n%s\nMorango wrote\n%s", c.Capture, got, cert.Serialized)
			}
			if got := FormatScopeParams(cert.params); len(cert.params) == 1 && got != cert.ScopeParams {
				t.Errorf("scope params %s, Morango wrote %s", got, cert.ScopeParams)
			}
		}
		again, err := ParseChain([]byte(chain.String()))
		if err != nil || again.String() != chain.String() {
			t.Errorf("%s: does not survive its own form: %v", c.Capture, err)
		}
	}
}

// Both sides of a sync session sign "<nonce>:<session id>"
// (Morango's sync/syncsession.py).
func TestCapturedSignatures(t *testing.T) {
	var captured []capturedChain
	readWire(t, "chains.json", &captured)
	known := map[string]*Certificate{}
	for _, c := range captured {
		chain, err := ParseChain(c.Chain)
		for _, cert := range chain {
			known[cert.ID] = cert
		}
		if err != nil && c.Error == "" {
			t.Fatal(err)
		}
	}
	var sessions []struct {
		Capture, ID, Nonce, Signature string
		Status                        int
		Client                        string `json:"client_certificate_id"`
		Server                        string `json:"server_certificate_id"`
		ServerSignature               string `json:"server_signature"`
	}
	readWire(t, "signatures.json", &sessions)
	for _, s := range sessions {
		err := known[s.Client].Verify(s.Nonce+":"+s.ID, s.Signature)
		if (err == nil) != (s.Status == 201) {
			t.Errorf("%s: status %d, here %v", s.Capture, s.Status, err)
		}
		if s.Status != 201 {
			continue
		}
		if err := known[s.Server].Verify(s.Nonce+":"+s.ID, s.ServerSignature); err != nil {
			t.Errorf("%s: the server's signature: %v", s.Capture, err)
		}
	}
}

// testRules are a room's rules for the chains below.
func testRules(root *Certificate) *Rules {
	named := ScopeDefinition{ID: "named", Version: 1, ReadWriteFilterTemplate: "${dataset_id}:${name}", Params: map[string]string{"name": "text"}}
	readsAll := ScopeDefinition{ID: "open-read", Version: 1, WriteFilterTemplate: "${dataset_id}"}
	readOnly := ScopeDefinition{ID: "reader", Version: 1, ReadFilterTemplate: "${dataset_id}:user-rw:${user_id}"}
	return &Rules{Room: root.ID, Profile: root.Profile, Scopes: []ScopeDefinition{fullFacility, singleUser, named, readsAll, readOnly}}
}

func testRoot(t testing.TB, key int) *Certificate {
	t.Helper()
	root, err := NewRoot("facilitydata", fullFacility, nil, testKeys()[key])
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// testChild issues a certificate with a key of testKeys.
func testChild(t testing.TB, parent *Certificate, d ScopeDefinition, params map[string]string, key int) *Certificate {
	t.Helper()
	child, err := parent.Issue(CertificateRequest{
		ScopeDefinition: d.ID, ScopeVersion: d.Version, ScopeParams: FormatScopeParams(params),
		PublicKey: testPublicKey(t, key), Salt: strings.Repeat("5a", 16),
	})
	if err != nil {
		t.Fatal(err)
	}
	child.private = testKeys()[key]
	return child
}

// testImpostor is a root whose parameter is not its own id.
func testImpostor(t testing.TB, key int, dataset string) *Certificate {
	t.Helper()
	c := testRoot(t, key)
	c.params = map[string]string{"dataset_id": dataset}
	c.ScopeParams = FormatScopeParams(c.params)
	if err := c.signCertificate(c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCheckChain(t *testing.T) {
	root := testRoot(t, 0)
	rules := testRules(root)
	params := map[string]string{"dataset_id": root.ID, "user_id": testUser}
	user := testChild(t, root, singleUser, params, 1)
	below := testChild(t, user, singleUser, params, 2)
	chain := Chain{root, user, below}
	leaf, err := CheckChain(chain, rules)
	if err != nil || leaf != below || leaf.Params()["user_id"] != testUser {
		t.Fatalf("%v, %v", leaf, err)
	}

	with := func(change func(*Rules)) *Rules {
		b := *rules
		change(&b)
		return &b
	}
	signedByAnother := *user
	signedByAnother.Signature, _ = signText(testKeys()[3], user.Serialized)
	anotherKey := *user
	anotherKey.PublicKey = testPublicKey(t, 3)
	other := map[string]string{"dataset_id": root.ID, "user_id": testDataset}
	impostor := testImpostor(t, 4, root.ID)
	long := Chain{root}
	for len(long) <= ChainLimit {
		long = append(long, testChild(t, long.Leaf(), fullFacility, params, 0))
	}
	reader := testChild(t, root, rules.Scopes[4], params, 1)
	readerLetsIn := Chain{root, reader, testChild(t, reader, singleUser, params, 2)}
	for _, c := range []struct {
		name  string
		chain Chain
		rules *Rules
		code  fault.Code
	}{
		{"empty", nil, rules, fault.Limit},
		{"too long", long, rules, fault.Limit},
		{"longest", long[:ChainLimit], rules, ""},
		{"root alone", Chain{root}, rules, ""},
		{"another root", Chain{testRoot(t, 3)}, rules, fault.BadCertificate},
		{"a root over another dataset", Chain{impostor}, testRules(impostor), fault.OutsideScope},
		{"that root in the other's room", Chain{impostor}, rules, fault.BadCertificate},
		{"no root", Chain{user, below}, with(func(b *Rules) { b.Room = user.ID }), fault.BadCertificate},
		{"a link missing", Chain{root, below}, rules, fault.BadCertificate},
		{"wrong order", Chain{root, below, user}, rules, fault.BadCertificate},
		{"signed by another", Chain{root, &signedByAnother}, rules, fault.BadSignature},
		{"another key", Chain{root, &anotherKey}, rules, fault.BadCertificate},
		{"wider than its parent", Chain{root, user, testChild(t, user, fullFacility, params, 2)}, rules, fault.OutsideScope},
		{"a neighbour", Chain{root, user, testChild(t, user, singleUser, other, 2)}, rules, fault.OutsideScope},
		{"an empty template", Chain{root, testChild(t, root, rules.Scopes[3], params, 1)}, rules, fault.OutsideScope},
		{"a reader below a writer", Chain{root, user, testChild(t, user, rules.Scopes[4], params, 2)}, rules, ""},
		{"a writer that a reader lets in", readerLetsIn, rules, fault.OutsideScope},
		{"unknown definition", chain, with(func(b *Rules) { b.Scopes = b.Scopes[:1] }), fault.BadCertificate},
		{"another version", chain, with(func(b *Rules) { b.Scopes = []ScopeDefinition{fullFacility, {ID: "single-user", Version: 2}} }), fault.BadCertificate},
		{"another profile", chain, with(func(b *Rules) { b.Profile = "other" }), fault.BadCertificate},
		{"revoked leaf", chain, with(func(b *Rules) { b.Revoked = []string{below.ID} }), fault.Revoked},
		{"revoked on the way", chain, with(func(b *Rules) { b.Revoked = []string{user.ID} }), fault.Revoked},
		{"a relay's key at the end", chain, with(func(b *Rules) { b.RelayKeys = []string{below.PublicKey} }), ""},
		{"a relay's key signs", chain, with(func(b *Rules) { b.RelayKeys = []string{user.PublicKey} }), fault.BadCertificate},
	} {
		if _, err := CheckChain(c.chain, c.rules); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want code %q", c.name, err, c.code)
		}
	}
}

func TestNewRootRefused(t *testing.T) {
	private := testKeys()[0]
	if _, err := NewRoot("p", singleUser, nil, private); fault.CodeOf(err) != fault.BadRequest {
		t.Errorf("without a primary parameter: %v", err)
	}
	if _, err := NewRoot("p", fullFacility, map[string]string{"dataset_id": testDataset}, private); fault.CodeOf(err) != fault.BadValue {
		t.Errorf("with the id given: %v", err)
	}
}

// Only the signed text is read; whatever says otherwise beside it is refused.
func TestCertificateColumns(t *testing.T) {
	root := testRoot(t, 0)
	child := testChild(t, root, singleUser, map[string]string{"dataset_id": root.ID, "user_id": testUser}, 1)
	text, err := json.Marshal(child)
	if err != nil {
		t.Fatal(err)
	}
	if secret := child.private[400:440]; strings.Contains(string(text)+fmt.Sprintf("%v %+v", child, Chain{child}), secret) {
		t.Fatal("the private key is in the certificate's JSON, or in what a log would hold")
	}
	parse := func(text string) error { return new(Certificate).UnmarshalJSON([]byte(text)) }
	if err := parse(string(text)); err != nil {
		t.Fatal(err)
	}
	spki := strings.Replace(string(text), `"public_key":"`, `"public_key":"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A`, 1)
	if err := parse(spki); err != nil {
		t.Errorf("key in SPKI form: %v", err)
	}
	for _, change := range [][2]string{
		{`"id":"` + child.ID, `"id":"` + root.ID},
		{`"parent":"` + root.ID + `"`, `"parent":null`},
		{`"profile":"facilitydata"`, `"profile":"x"`},
		{`"scope_version":1`, `"scope_version":2`},
		{`"scope_definition":"single-user"`, `"scope_definition":"full-facility"`},
		{`"scope_params":"{`, `"scope_params":" {`},
		{child.Salt + `"}`, root.ID + `"}`},
		{`"public_key":"MIIB`, `"public_key":"MIIC`},
		{`{"id":`, `{"id":"` + child.ID + `","id":`},
		{`"serialized":"{`, `"serialized":"{\"id\": \"` + root.ID + `\", `},
		{`"serialized":"{`, `"serialized":"{\"more\": 1, `},
		{`"serialized":`, `"Serialized":`},
	} {
		changed := strings.Replace(string(text), change[0], change[1], 1)
		if changed == string(text) {
			t.Fatalf("%q is not in %s", change[0], text)
		}
		if err := parse(changed); fault.CodeOf(err) != fault.BadCertificate {
			t.Errorf("%s for %s: %v", change[1], change[0], err)
		}
	}
}

func TestScopeParams(t *testing.T) {
	got, err := ParseScopeParams(`{"a": "x", "n": -7}`)
	if err != nil || got["a"] != "x" || got["n"] != "-7" {
		t.Errorf("%v, %v", got, err)
	}
	for _, text := range []string{``, `[]`, `{"a": 1.5}`, `{"a": null}`, `{"a": {}}`, `{"a": "x", "a": "y"}`, `{"a": "x\u001cy"}`, `{"a": 99999999999999999999}`} {
		if _, err := ParseScopeParams(text); fault.CodeOf(err) != fault.BadCertificate {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestParseChainLimits(t *testing.T) {
	one := Chain{testRoot(t, 0)}.String()
	item := one[1 : len(one)-1]
	for name, c := range map[string]struct {
		text string
		code fault.Code
	}{
		"one":               {one, ""},
		"none":              {"[]", fault.Limit},
		"seventeen":         {"[" + strings.Repeat(item+",", ChainLimit) + item + "]", fault.Limit},
		"too many bytes":    {one + strings.Repeat(" ", chainBytesLimit), fault.Limit},
		"no list":           {item, fault.BadCertificate},
		"no certificate":    {"[1]", fault.BadCertificate},
		"something behind":  {one + "x", fault.BadCertificate},
		"a long serialized": {strings.Replace(one, `\"salt\"`, strings.Repeat(" ", CertificateLimit)+`\"salt\"`, 1), fault.BadCertificate},
	} {
		if _, err := ParseChain([]byte(c.text)); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want code %q", name, err, c.code)
		}
	}
}

func FuzzChain(f *testing.F) {
	fuzzing.Start(f)
	var captured []capturedChain
	readWire(f, "chains.json", &captured)
	for _, c := range captured {
		f.Add([]byte(c.Chain))
	}
	f.Add([]byte(`[{"serialized": "{\"id\": \"\", \"parent_id\": null}", "signature": ""}]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		chain, err := ParseChain(text)
		if err != nil {
			return
		}
		again, err := ParseChain([]byte(chain.String()))
		if err != nil || again.String() != chain.String() {
			t.Fatalf("%s does not survive its own form: %v", chain, err)
		}
		if leaf, err := CheckChain(chain, capturedRules(chain.Root().ID)); err == nil && leaf != chain.Leaf() {
			t.Fatal("another leaf")
		}
	})
}
