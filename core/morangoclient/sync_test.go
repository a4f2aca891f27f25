//go:build !js

package morangoclient_test

import (
	"testing"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/morango"
)

// TestAllCombinations: two devices that never meet hold the same, with every
// combination of the protocol's optional parts; and a second sync moves
// nothing.
func TestAllCombinations(t *testing.T) {
	optional := []string{morango.CanGzip, morango.CanWait, morango.CanFSICv2}
	for mask := range 1 << len(optional) {
		capabilities := []string{morango.CanPushCertificates}
		name := ""
		for i, c := range optional {
			if mask>>i&1 == 1 {
				capabilities = append(capabilities, c)
				name += "+" + c
			}
		}
		t.Run(name, func(t *testing.T) {
			s := newServer(t)
			a := newOwner(t)
			a.options.Capabilities = capabilities
			a.put(3, 4)
			a.mustSync(s, 0, 15)
			b := a.join("full", nil)
			b.options.Capabilities = capabilities
			b.mustSync(s, 15, 0)
			checkEqual(t, "first", a, b)

			const one = "(SELECT min(id) FROM answer WHERE pupil_id = (SELECT min(id) FROM pupil))"
			a.exec("UPDATE answer SET text = 'of a' WHERE id = " + one)
			b.exec("UPDATE answer SET text = 'of b' WHERE id = " + one)
			b.exec("DELETE FROM pupil WHERE id = (SELECT max(id) FROM pupil)")
			b.mustSync(s, 0, 6)
			if r, err := a.sync(s, client.Options{ChunkSize: 2}); err != nil || r.Pulled != 6 || r.Conflicts != 1 || r.Pushed != 1 {
				t.Fatalf("%+v, %v", r, err)
			}
			b.mustSync(s, 1, 0)
			checkEqual(t, "after a conflict", a, b)
			a.mustSync(s, 0, 0)
			b.mustSync(s, 0, 0)
		})
	}
}
