package trust

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

const (
	testDataset = "0123456789abcdef0123456789abcdef"
	testUser    = "fedcba9876543210fedcba9876543210"
)

// Kolibri's own two scopes.
var (
	fullFacility = ScopeDefinition{ID: "full-facility", Version: 1, PrimaryScopeParamKey: "dataset_id", ReadWriteFilterTemplate: "${dataset_id}"}
	singleUser   = ScopeDefinition{
		ID: "single-user", Version: 1, ReadFilterTemplate: "${dataset_id}:allusers-ro\n${dataset_id}:user-ro:${user_id}",
		WriteFilterTemplate: "${dataset_id}:anonymous", ReadWriteFilterTemplate: "${dataset_id}:user-rw:${user_id}",
	}
)

func TestDefinitionScope(t *testing.T) {
	params := map[string]string{"dataset_id": "F", "user_id": "U"}
	for _, c := range []struct {
		definition  ScopeDefinition
		read, write value.Filter
	}{
		{fullFacility, value.Filter{"F"}, value.Filter{"F"}},
		{singleUser, value.Filter{"F:user-rw:U", "F:allusers-ro", "F:user-ro:U"}, value.Filter{"F:user-rw:U", "F:anonymous"}},
		{ScopeDefinition{ReadFilterTemplate: "$dataset_id:a $dataset_id:b"}, value.Filter{"F:a", "F:b"}, value.Filter{}},
		{ScopeDefinition{ReadFilterTemplate: "$dataset_id", WriteFilterTemplate: " \n"}, value.Filter{"F"}, value.Filter{}},
		{ScopeDefinition{ReadFilterTemplate: "$dataset_id"}.Explicit(), value.Filter{"F"}, value.Filter{}},
		{ScopeDefinition{WriteFilterTemplate: "$dataset_id"}, value.Filter{""}, value.Filter{"F"}},
		{ScopeDefinition{}, value.Filter{""}, value.Filter{""}},
	} {
		if got := c.definition.scope(params); !reflect.DeepEqual(got, value.Scope{Read: c.read, Write: c.write}) {
			t.Errorf("%s: %q", c.definition.ID, got)
		}
	}
}

// What peers get of a definition that only reads permits them to write what no
// model has, by Morango's rules as well, and is the definition that it was.
func TestExplicit(t *testing.T) {
	reads := ScopeDefinition{ID: "viewer", Version: 1, ReadFilterTemplate: "${d}:list:${l}\n${d}:all"}
	sent := reads.Explicit()
	if sent.WriteFilterTemplate != "${d}:list:${l}:writes-nothing" || sent.Explicit().WriteFilterTemplate != sent.WriteFilterTemplate ||
		!sent.equal(reads) || !reads.equal(sent) {
		t.Errorf("%+v", sent)
	}
	for _, d := range []ScopeDefinition{fullFacility, singleUser, {}, {WriteFilterTemplate: "${d}"}} {
		if !reflect.DeepEqual(d.Explicit(), d) {
			t.Errorf("%+v became %+v", d, d.Explicit())
		}
	}
}

// A definition and a certificate may be small and their scope megabytes.
func TestScopeIsBounded(t *testing.T) {
	for name, c := range map[string]struct {
		template string
		params   map[string]string
		want     fault.Code
	}{
		"as many as a filter has": {strings.Repeat("$p ", MaxFilter), map[string]string{"p": "x"}, ""},
		"one more":                {strings.Repeat("$p ", MaxFilter+1), map[string]string{"p": "x"}, fault.Limit},
		"as long as a prefix":     {"$p", map[string]string{"p": strings.Repeat("x", value.MaxPrefix)}, ""},
		"a byte longer":           {"$p$p", map[string]string{"p": strings.Repeat("x", value.MaxPrefix/2) + "x"}, fault.Limit},
		"megabytes":               {strings.Repeat("$p", 2000), map[string]string{"p": strings.Repeat("x", 6000)}, fault.Limit},
	} {
		for _, d := range []ScopeDefinition{{ID: "s", ReadFilterTemplate: c.template}, {ID: "s", WriteFilterTemplate: c.template}, {ID: "s", ReadWriteFilterTemplate: c.template}} {
			b := &Rules{Scopes: []ScopeDefinition{d}}
			if _, err := b.ScopeOf(&Certificate{ScopeDefinition: "s", params: c.params}); fault.CodeOf(err) != c.want {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestCheckParams(t *testing.T) {
	named := singleUser
	named.Params = map[string]string{"user_id": "text"}
	with := func(user string) map[string]string {
		return map[string]string{"dataset_id": testDataset, "user_id": user, "note": "any text at all"}
	}
	for _, c := range []struct {
		definition ScopeDefinition
		params     map[string]string
		ok         bool
	}{
		{singleUser, with(testUser), true},
		{singleUser, with("F1"), false},
		{singleUser, with(strings.ToUpper(testUser)), false},
		{singleUser, with(""), false},
		{singleUser, map[string]string{"dataset_id": testDataset}, false},
		{named, with("F1"), true},
		{named, with(""), false},
		{named, with("a b"), false},
		{named, with("a\u00a0b"), false},
		{named, with("a\x1cb"), false},
	} {
		if err := c.definition.CheckParams(c.params); (err == nil) != c.ok {
			t.Errorf("%q: %v", c.params["user_id"], err)
		}
	}
}

// TestCheckParamsAndPeersAgree: parameters are taken for a certificate if peers
// take the prefixes that they make, and only then.
func TestCheckParamsAndPeersAgree(t *testing.T) {
	for r := range rune(0x3100) {
		agree(t, "$p", "a"+string(r)+"b")
	}
	for _, text := range []string{"", "\xff", "a\x80", "\ufffe", "\U0010ffff", strings.Repeat("x", value.MaxPrefix+1)} {
		agree(t, "$p", text)
	}
	for _, template := range []string{"\u0080$p", "$p\x7f", "$p \n$p:\x1f", "$p\u2028$p", "", strings.Repeat("x", value.MaxPrefix) + "$p"} {
		agree(t, template, "x")
	}
}

func FuzzCheckParams(f *testing.F) {
	fuzzing.Start(f)
	f.Add("${p}:user:$p\n$p", "north")
	f.Fuzz(func(t *testing.T, template, text string) { agree(t, template, text) })
}

// agree compares [ScopeDefinition.CheckParams] with what a server takes in a
// filter of the whole scope, as clients open transfers.
func agree(t *testing.T, template, text string) {
	t.Helper()
	d := ScopeDefinition{ID: "s", ReadWriteFilterTemplate: template, Params: map[string]string{"p": paramRuleText}}
	params := map[string]string{"p": text}
	if slices.ContainsFunc(d.filterParams(), func(name string) bool { return name != "p" }) {
		return
	}
	filter := d.scope(params).Read
	taken := len(filter) <= MaxFilter && !slices.ContainsFunc(filter, func(prefix string) bool { return !value.IsPrefix(prefix) })
	if len(d.filterParams()) > 0 { // or the text stands in no prefix
		taken = taken && text != "" && !strings.ContainsFunc(text, value.BadInPrefix)
	}
	if err := d.CheckParams(params); (err == nil) != taken {
		t.Errorf("template %.80q with %.80q: peers take it: %v, CheckParams: %v", template, text, taken, err)
	}
}

func TestLatestDefinition(t *testing.T) {
	v2 := singleUser
	v2.Version = 2
	list := []ScopeDefinition{v2, fullFacility, singleUser}
	if d, err := LatestDefinition(list, "single-user"); err != nil || d.Version != 2 {
		t.Errorf("%v %v", d, err)
	}
	_, err := LatestDefinition(list, "nobody")
	var e *fault.Error
	if !errors.As(err, &e) || !strings.Contains(e.Hint, "full-facility, single-user") {
		t.Errorf("the error does not list the scopes: %v", err)
	}
}
