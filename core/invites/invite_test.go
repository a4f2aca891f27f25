package invites

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
)

// testFingerprint stands for a relay's key.
var testFingerprint = strings.Repeat("0f", 32)

var everything = trust.ScopeDefinition{ID: "full-facility", Version: 1, PrimaryScopeParamKey: "dataset_id", ReadWriteFilterTemplate: "${dataset_id}"}

// testKeys are keys that are made once.
var testKeys = sync.OnceValue(func() (keys [3]string) {
	for i := range keys {
		key, err := trust.GenerateKey()
		if err != nil {
			panic(err)
		}
		keys[i] = key
	}
	return keys
})

// testInvite is an invite with everything in it.
func testInvite(t testing.TB) *Invite {
	t.Helper()
	root, err := trust.NewRoot("facilitydata", everything, nil, testKeys()[0])
	if err != nil {
		t.Fatal(err)
	}
	public, err := trust.PublicKeyOf(testKeys()[1])
	if err != nil {
		t.Fatal(err)
	}
	user, err := root.IssueSame(public, strings.Repeat("5a", 16))
	if err != nil {
		t.Fatal(err)
	}
	user.SetKey(testKeys()[1])
	b := trust.NewRules(root.ID, trust.Declared{Profile: "facilitydata", Scopes: []trust.ScopeDefinition{everything}})
	if err := b.Sign(root); err != nil {
		t.Fatal(err)
	}
	return New(b, trust.Chain{root, user}, "wss://relay.example:8787/x", testFingerprint)
}

func TestInviteCode(t *testing.T) {
	d := testInvite(t)
	code, err := d.Encode()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d characters", len(code))
	if strings.Trim(strings.TrimPrefix(code, invitePrefix), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		t.Errorf("not safe in a URL: %s", code)
	}
	for _, text := range []string{code, " " + code + "\n", "https://app.example/#" + code, "https://app.example/?x#invite=" + code + "&y=1", "<" + code + ">"} {
		got, err := Decode(text)
		if err != nil {
			t.Fatal(err)
		}
		if got.Relay != d.Relay || got.Fingerprint != testFingerprint || got.BundleText != d.BundleText || got.BundleSignature != d.BundleSignature ||
			got.Chain.String() != d.Chain.String() {
			t.Errorf("%.30s: read otherwise than written: %+v", text, got)
		}
		if _, err := got.Chain.Leaf().Sign("x"); err != nil {
			t.Error(err)
		}
	}
}

// Certificates that others serialized in another way keep their text.
func TestInviteCodeVerbatim(t *testing.T) {
	d := testInvite(t)
	root, user := d.Chain[0], d.Chain[1]
	serialized := strings.ReplaceAll(user.Serialized, `": `, `":`)
	signature, err := root.Sign(serialized)
	if err != nil {
		t.Fatal(err)
	}
	if d.Chain[1], err = trust.ParseCertificate(serialized, signature); err != nil {
		t.Fatal(err)
	}
	d.Chain[1].SetKey(testKeys()[1])
	d.BundleText, d.BundleSignature, d.Relay = "", "", ""
	code, err := d.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(code)
	if err != nil || got.Chain.String() != d.Chain.String() {
		t.Fatalf("%v %v", got, err)
	}
	rules := trust.NewRules(root.ID, trust.Declared{Profile: "facilitydata", Scopes: []trust.ScopeDefinition{everything}})
	if _, err := trust.CheckChain(got.Chain, rules); err != nil {
		t.Error(err)
	}
}

func TestInviteCodeRefused(t *testing.T) {
	code, err := testInvite(t).Encode()
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"empty":            "",
		"a link":           "https://app.example/",
		"a newer build's":  strings.Replace(code, "amora1.", "amora2.", 1),
		"prefix alone":     invitePrefix,
		"a character less": code[:len(code)-1],
		"half":             code[:len(code)/2],
		"one altered":      code[:200] + map[bool]string{true: "B", false: "A"}[code[200] == 'A'] + code[201:],
		"too long":         code + strings.Repeat("A", inviteLimit),
	} {
		_, err := Decode(text)
		var e *fault.Error
		if !errors.As(err, &e) || e.Code != fault.BadInvite || e.Hint == "" && name != "too long" {
			t.Errorf("%s: %v", name, err)
		}
	}

	raw, err := base64.RawURLEncoding.DecodeString(code[len(invitePrefix):])
	if err != nil {
		t.Fatal(err)
	}
	payload := raw[:len(raw)-inviteCheck]
	for n := range len(payload) { // whole by its check, but with less in it
		if _, err := Decode(seal(payload[:n])); fault.CodeOf(err) != fault.BadInvite {
			t.Fatalf("the first %d bytes: %v", n, err)
		}
	}
	if _, err := Decode(seal(append(payload, 0))); fault.CodeOf(err) != fault.BadInvite {
		t.Errorf("one byte more: %v", err)
	}

	wrongKey := testInvite(t)
	wrongKey.Chain.Leaf().SetKey(testKeys()[2])
	if code, err = wrongKey.Encode(); err != nil {
		t.Fatal(err)
	}
	if _, err := Decode(code); fault.CodeOf(err) != fault.BadInvite {
		t.Errorf("a key of another certificate: %v", err)
	}
}

// seal makes a payload an invite.
func seal(payload []byte) string {
	sum := sha256.Sum256(payload)
	return invitePrefix + base64.RawURLEncoding.EncodeToString(append(payload[:len(payload):len(payload)], sum[:inviteCheck]...))
}

// The check is put on for the fuzzer, which would not find it.
func FuzzInvite(f *testing.F) {
	fuzzing.Start(f)
	code, err := testInvite(f).Encode()
	if err != nil {
		f.Fatal(err)
	}
	raw, err := base64.RawURLEncoding.DecodeString(code[len(invitePrefix):])
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw[:len(raw)-inviteCheck])
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, payload []byte) {
		d, err := Decode(seal(payload))
		if err != nil {
			if fault.CodeOf(err) != fault.BadInvite {
				t.Fatal(err)
			}
			return
		}
		code, err := d.Encode()
		if err != nil {
			t.Fatal(err)
		}
		again, err := Decode(code)
		if err != nil || again.Chain.String() != d.Chain.String() || again.BundleText != d.BundleText {
			t.Fatalf("does not survive its own form: %v", err)
		}
	})
}
