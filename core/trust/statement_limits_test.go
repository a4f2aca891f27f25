package trust

import (
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

func fingerprints(n int) *Rules {
	o := &Rules{}
	for i := range n {
		o.RevokedKeys = append(o.RevokedKeys, KeyFingerprint(fmt.Sprint(i)))
	}
	return o
}

// fillings are statements that fit alone, and not beside others.
func fillings() map[string]*Rules {
	many := map[string]*Rules{"revoked_keys": fingerprints(revokedKeyLimit), "bytes": {}, "scopes": {}, "id_rules": {IDRules: map[string]string{}}, "revoked": {}}
	for i := range definitionLimit {
		many["scopes"].Scopes = append(many["scopes"].Scopes, ScopeDefinition{ID: fmt.Sprint("s", i), Version: 1})
	}
	for i := range 20 {
		many["bytes"].Scopes = append(many["bytes"].Scopes, ScopeDefinition{ID: fmt.Sprint("s", i), Version: 1, Description: strings.Repeat("x", templateLimit)})
	}
	for i := range idRuleLimit {
		many["id_rules"].IDRules[fmt.Sprint("m", i)] = IDRuleSource
	}
	for i := range revokedLimit {
		many["revoked"].Revoked = append(many["revoked"].Revoked, fmt.Sprintf("%032x", i))
	}
	return many
}

// A statement that does not fit beside the root's and its seniors' does not
// count, and the others do: the room stays readable.
func TestStatementThatDoesNotFit(t *testing.T) {
	for name, filling := range fillings() {
		t.Run(name, func(t *testing.T) {
			room := newCongress(t, nil)
			senior, junior := room.child(Chain{room.root}, fullFacility, 1, "a1"), room.child(Chain{room.root}, fullFacility, 2, "a2")
			room = newCongress(t, map[string]int64{senior.Leaf().ID: 1, junior.Leaf().ID: 2}, func(b *Rules) {
				b.absorb(&Rules{Revoked: []string{testUser}, RevokedKeys: []string{KeyFingerprint("of a relay")}})
			})
			room.says(junior, func(b *Rules) { b.absorb(filling) })
			room.says(senior, revokes(testDataset))
			b := room.rules()
			if len(b.Revoked) != 2 || len(b.RevokedKeys) != 1 || len(b.Statements) != 1 {
				t.Errorf("%d certificates, %d keys, %d statements", len(b.Revoked), len(b.RevokedKeys), len(b.Statements))
			}
		})
	}
}

// Numbers out of reach, or a filled statement, keep nobody from signing, nor
// from taking the admin back who has signed them, nor from what comes after.
func TestAdminLeavesRoomForOthers(t *testing.T) {
	many := fillings()
	many["sequence"] = &Rules{Sequence: value.MaxCounter - 1}
	many["nearly all keys"] = fingerprints(revokedKeyLimit - 1)
	for name, filling := range many {
		t.Run(name, func(t *testing.T) {
			room := newCongress(t, nil)
			senior, junior := room.child(Chain{room.root}, fullFacility, 1, "a1"), room.child(Chain{room.root}, fullFacility, 2, "a2")
			room = newCongress(t, map[string]int64{senior.Leaf().ID: 1, junior.Leaf().ID: 2})
			room.says(junior, func(b *Rules) { b.absorb(filling); b.Sequence = filling.Sequence })
			for _, a := range []author{{root: room.root, chain: senior, stream: strings.Repeat("f", 32)}, {root: room.root, chain: Chain{room.root}}} {
				b := room.rules()
				for _, added := range []*Rules{{Revoked: []string{junior.Leaf().ID}}, {RevokedKeys: []string{KeyFingerprint("a")}}, {RevokedKeys: []string{KeyFingerprint("b")}}, {Revoked: []string{strings.Repeat("e", 32)}}} {
					wanted := b.clone()
					wanted.absorb(added)
					next, err := a.sign(b, wanted)
					if err != nil || !next.has(added) || next.fits() != nil {
						t.Fatalf("%v signs: %v", a.stream, err)
					}
					b = next
				}
			}
		})
	}
}

// A rank out of reach leaves ranks for the admins that others appoint.
func TestRanksOutOfReach(t *testing.T) {
	room := newCongress(t, nil)
	admin, far := room.child(Chain{room.root}, fullFacility, 1, "a1"), room.child(Chain{room.root}, fullFacility, 2, "a2")
	room = newCongress(t, map[string]int64{admin.Leaf().ID: 1})
	room.says(admin, func(b *Rules) { b.Admins = map[string]int64{far.Leaf().ID: value.MaxCounter} })
	if rank := (author{chain: Chain{room.root}}).nextRank(room.rules()); rank != 2 {
		t.Errorf("rank %d", rank)
	}
	near := &Rules{Admins: map[string]int64{"a": 1, "b": 2, "c": 7}}
	if rank := (author{chain: admin}).nextRank(near); rank != 8 {
		t.Errorf("rank %d after 7", rank)
	}
}

// An admin whose seniors have filled the rules is told so, and nothing is lost.
func TestSignWhereRulesAreFull(t *testing.T) {
	room := newCongress(t, nil)
	senior, junior := room.child(Chain{room.root}, fullFacility, 1, "a1"), room.child(Chain{room.root}, fullFacility, 2, "a2")
	room = newCongress(t, map[string]int64{senior.Leaf().ID: 1, junior.Leaf().ID: 2})
	room.says(senior, func(b *Rules) { b.absorb(fingerprints(revokedKeyLimit)) })
	b := room.rules()
	wanted := b.clone()
	wanted.absorb(&Rules{RevokedKeys: []string{KeyFingerprint("a")}})
	_, err := author{root: room.root, chain: junior, stream: strings.Repeat("f", 32)}.sign(b, wanted)
	if fault.CodeOf(err) != fault.Limit {
		t.Error(err)
	}
}
