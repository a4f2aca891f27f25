package trust

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// congress is a room in which admins sign statements, by any build.
type congress struct {
	t    testing.TB
	root *Certificate
	list []statement
}

// newCongress is a room whose root has appointed admins, by ranks.
func newCongress(t testing.TB, appointed map[string]int64, change ...func(*Rules)) *congress {
	t.Helper()
	root := testRoot(t, 0)
	b := NewRules(root.ID, testDeclared())
	b.Admins = appointed
	for _, c := range change {
		c(b)
	}
	if err := b.Sign(root); err != nil {
		t.Fatal(err)
	}
	return &congress{t, root, []statement{{b, nil}}}
}

// child is a certificate below another one, with a key and a salt of its own.
func (c *congress) child(above Chain, d ScopeDefinition, key int, salt string) Chain {
	c.t.Helper()
	params := map[string]string{"dataset_id": c.root.ID, "user_id": testUser}
	made, err := above.Leaf().Issue(CertificateRequest{
		ScopeDefinition: d.ID, ScopeVersion: d.Version, ScopeParams: FormatScopeParams(params),
		PublicKey: testPublicKey(c.t, key), Salt: strings.Repeat(salt, 16),
	})
	if err != nil {
		c.t.Fatal(err)
	}
	made.private = testKeys()[key]
	return append(slices.Clone(above), made)
}

// says adds a statement of an admin's.
func (c *congress) says(by Chain, change func(*Rules)) {
	c.t.Helper()
	said := author{chain: by, stream: fmt.Sprintf("%032x", len(c.list))}.begin(&Rules{Room: c.root.ID, Profile: c.root.Profile})
	change(said)
	if err := said.Sign(by.Leaf()); err != nil {
		c.t.Fatal(err)
	}
	c.list = append(c.list, statement{said, by})
}

// rules are what all statements come to, which is the same in any order.
func (c *congress) rules() *Rules {
	c.t.Helper()
	b := compose(c.root, c.list)
	for i := 1; i < len(c.list); i++ {
		turned := append([]statement{c.list[0]}, append(slices.Clone(c.list[1+i:]), c.list[1:1+i]...)...)
		slices.Reverse(turned[1:])
		if other := compose(c.root, turned); other.text != b.text {
			c.t.Errorf("in another order:\n%s\n%s", other.text, b.text)
		}
	}
	again, err := OpenRules(c.root, b.text, b.signature)
	if err != nil || again.text != b.text {
		c.t.Fatalf("do not survive the way: %v", err)
	}
	return b
}

func revokes(ids ...string) func(*Rules) {
	return func(b *Rules) { b.absorb(&Rules{Revoked: ids}) }
}

// What an admin's statement may not say counts nowhere, whoever signs it.
func TestStatementsCountByRank(t *testing.T) {
	base := newCongress(t, nil)
	above := Chain{base.root}
	first, second := base.child(above, fullFacility, 1, "a1"), base.child(above, fullFacility, 2, "a2")
	below := base.child(first, fullFacility, 3, "a3")
	narrow, member := base.child(above, singleUser, 2, "a4"), base.child(above, fullFacility, 3, "a5")
	appointed := map[string]int64{first.Leaf().ID: 1, second.Leaf().ID: 2, narrow.Leaf().ID: 3}
	id := func(c Chain) string { return c.Leaf().ID }
	for _, c := range []struct {
		name    string
		says    func(*congress)
		revoked []string
		admins  int
	}{
		{"admins revoke", func(c *congress) { c.says(first, revokes(testUser)); c.says(second, revokes(testDataset)) }, []string{testUser, testDataset}, 3},
		{"a senior revokes a junior", func(c *congress) { c.says(second, revokes(testUser)); c.says(first, revokes(id(second))) }, []string{id(second)}, 2},
		{"a junior revokes a senior", func(c *congress) { c.says(second, revokes(id(first))); c.says(first, revokes(testUser)) }, []string{testUser}, 3},
		{"each other", func(c *congress) { c.says(second, revokes(id(first), testUser)); c.says(first, revokes(id(second))) }, []string{id(second)}, 2},
		{"the root", func(c *congress) { c.says(first, revokes(c.root.ID, testUser)) }, []string{testUser}, 3},
		{"itself", func(c *congress) { c.says(first, revokes(id(first), testUser)) }, []string{testUser}, 3},
		{"less than the root's scope", func(c *congress) { c.says(narrow, revokes(testUser)) }, nil, 3},
		{"never appointed", func(c *congress) { c.says(member, revokes(testUser)) }, nil, 3},
		{"appointed by itself", func(c *congress) { c.says(member, func(b *Rules) { b.Admins = map[string]int64{id(member): 9} }) }, nil, 3},
		{"appointed by another than its issuer", func(c *congress) {
			c.says(second, func(b *Rules) { b.Admins = map[string]int64{id(below): 9} })
			c.says(below, revokes(testUser))
		}, nil, 4},
		{"appointed by an admin", func(c *congress) {
			c.says(first, func(b *Rules) { b.Admins = map[string]int64{id(below): 9} })
			c.says(below, revokes(testUser))
		}, []string{testUser}, 4},
		{"appointed before its issuer", func(c *congress) {
			c.says(first, func(b *Rules) { b.Admins = map[string]int64{id(below): 1} })
			c.says(below, revokes(testUser))
		}, nil, 3},
		{"below a revoked admin", func(c *congress) {
			c.says(first, func(b *Rules) { b.Admins = map[string]int64{id(below): 9} })
			c.says(below, revokes(testUser))
			c.list[0].said.Revoked = []string{id(first)}
		}, []string{id(first)}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			room := newCongress(t, appointed)
			c.says(room)
			if signed := room.list[0].said; len(signed.Revoked) > 0 {
				if err := signed.Sign(room.root); err != nil {
					t.Fatal(err)
				}
			}
			b := room.rules()
			slices.Sort(c.revoked)
			if !slices.Equal(b.Revoked, append([]string{}, c.revoked...)) {
				t.Errorf("revoked %v, want %v", b.Revoked, c.revoked)
			}
			live := 0
			for id := range b.Admins {
				if !slices.Contains(b.Revoked, id) {
					live++
				}
			}
			if live != c.admins {
				t.Errorf("%d admins, want %d: %v", live, c.admins, b.Admins)
			}
		})
	}
}

// Nobody below can shut the root or an admin out by a detour: as a relay, by its
// key, or by another text of what the root has defined.
func TestStatementsChangeNothingAbove(t *testing.T) {
	room := newCongress(t, nil)
	admin, other := room.child(Chain{room.root}, fullFacility, 1, "a1"), room.child(Chain{room.root}, fullFacility, 2, "a2")
	room = newCongress(t, map[string]int64{admin.Leaf().ID: 1, other.Leaf().ID: 2})
	wider := singleUser
	wider.ReadFilterTemplate = "${dataset_id}"
	room.says(other, func(b *Rules) {
		b.RelayKeys = []string{room.root.PublicKey, admin.Leaf().PublicKey}
		b.RevokedKeys = []string{KeyFingerprint(room.root.PublicKey), KeyFingerprint(admin.Leaf().PublicKey)}
		slices.Sort(b.RevokedKeys)
		b.Scopes, b.IDRules = []ScopeDefinition{wider}, map[string]string{"user": IDRuleGiven}
	})
	b := room.rules()
	for _, chain := range []Chain{{room.root}, admin, room.child(admin, singleUser, 2, "a6")} {
		if _, err := CheckChain(chain, b); err != nil {
			t.Errorf("%d certificates: %v", len(chain), err)
		}
	}
	if d, err := findDefinition(b.Scopes, wider.ID, wider.Version); err != nil || d.ReadFilterTemplate == wider.ReadFilterTemplate || b.IDRules["user"] != IDRuleSource {
		t.Errorf("redefined: %+v, %v", d, b.IDRules)
	}
}

// Statements are verified before they are believed.
func TestForgedStatements(t *testing.T) {
	room := newCongress(t, nil)
	admin := room.child(Chain{room.root}, fullFacility, 1, "a1")
	room = newCongress(t, map[string]int64{admin.Leaf().ID: 1})
	room.says(admin, revokes(testUser))
	b := room.rules()
	stranger := testChild(t, testRoot(t, 3), fullFacility, map[string]string{"dataset_id": room.root.ID}, 1)
	for _, c := range []struct {
		name   string
		change func(*SignedStatement)
		code   fault.Code
	}{
		{"another text", func(s *SignedStatement) { s.Text = strings.Replace(s.Text, testUser, testDataset, 1) }, fault.BadSignature},
		{"no signature", func(s *SignedStatement) { s.Signature = "" }, fault.BadSignature},
		{"the root's signature", func(s *SignedStatement) { s.Signature = b.signature }, fault.BadSignature},
		{"no chain", func(s *SignedStatement) { s.Chain = "[]" }, fault.Limit},
		{"another chain", func(s *SignedStatement) { s.Chain = Chain{stranger}.WithoutKeys().String() }, fault.BadCertificate},
		{"the root's text", func(s *SignedStatement) { s.Text = b.Root }, fault.BadSignature},
	} {
		forged := b.clone()
		forged.Root, forged.Statements = b.Root, slices.Clone(b.Statements)
		c.change(&forged.Statements[0])
		if _, err := OpenRules(room.root, sqldb.ToJSON(forged), b.signature); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want code %q", c.name, err, c.code)
		}
	}
}

// A peer cannot take back what is known by showing less.
func TestJoinLosesNothing(t *testing.T) {
	room := newCongress(t, nil)
	admin := room.child(Chain{room.root}, fullFacility, 1, "a1")
	room = newCongress(t, map[string]int64{admin.Leaf().ID: 1})
	root := room.rules()
	room.says(admin, revokes(testUser))
	whole := room.rules()
	for name, shown := range map[string]*Rules{"the root's alone": root, "the same": whole} {
		if got, err := whole.Join(room.root, shown.Signed()); err != nil || got != whole {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got, err := root.Join(room.root, whole.Signed()); err != nil || got.text != whole.text {
		t.Errorf("more: %v", err)
	}
	if !root.Within(root.Signed()) || whole.Within(root.Signed()) {
		t.Error("Within takes no notice of statements")
	}
}
