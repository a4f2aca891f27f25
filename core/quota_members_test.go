package core_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	quotas "github.com/amora-sync/amora/core/quota"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// TestMembersAreTheSameInSQL: for any tree of certificates, of which some are
// listed as admins', the SQL by which transfers and sessions are added up leads
// from each certificate to the member that it counts as, and no further. A
// certificate below a plain member is no admin's, whoever lists it.
func TestMembersAreTheSameInSQL(t *testing.T) {
	d := newDevice(t, classSchema)
	for seed := range uint64(30) {
		random := rand.New(rand.NewPCG(seed, 1))
		d.engine("DELETE FROM morango_certificate")
		d.engine("DELETE FROM amora_bundle")
		chains := []trust.Chain{{{ID: "root"}}}
		admins := map[string]int64{}
		d.engine(`INSERT INTO morango_certificate (id, profile, salt, scope_definition_id, scope_version, scope_params, public_key, serialized, signature)
VALUES ('root', '', '', '', 1, '', '', '', '')`)
		for i := range 12 {
			above := chains[random.IntN(len(chains))]
			id := fmt.Sprint("c", i)
			if random.IntN(2) == 0 {
				admins[id] = 1
			}
			chains = append(chains, append(slices.Clone(above), &trust.Certificate{ID: id}))
			d.engine(`INSERT INTO morango_certificate (id, parent_id, profile, salt, scope_definition_id, scope_version, scope_params, public_key, serialized, signature)
VALUES (?1, ?2, '', '', '', 1, '', '', '', '')`, id, above.Leaf().ID)
		}
		rules := sqldb.ToJSON(map[string]any{"admins": admins})
		d.engine("INSERT INTO amora_bundle VALUES ('root', 1, ?1, '')", rules)
		for _, chain := range chains[1:] {
			member := quotas.MemberOf(chain, func(id string) bool { return admins[id] > 0 })
			topmost := d.rows("WITH RECURSIVE leaf (certificate) AS (VALUES ('" + chain.Leaf().ID + "')), " + quotas.AboveSQL("leaf") +
				" SELECT up.id FROM up JOIN morango_certificate c ON c.id = up.id WHERE c.parent_id NOT IN (SELECT id FROM up)")
			if topmost != member {
				t.Fatalf("seed %d, admins %v: %v counts as %s, in SQL as %s", seed, admins, ids(chain), member, topmost)
			}
		}
	}
}

// ids are those of a chain, from the root down.
func ids(chain trust.Chain) (list []string) {
	for _, c := range chain {
		list = append(list, c.ID)
	}
	return list
}
