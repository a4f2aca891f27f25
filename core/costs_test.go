package core_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

// An open of many prefixes costs little in a room with many counters.
func TestOpenOfManyPrefixesCostsLittle(t *testing.T) {
	const counters, prefixes, most = 7000, 100, 20 * time.Millisecond
	relay, owner, dataset := roomWith(t, 10)
	in := room(t, relay, dataset)
	in.must(in.DB().Update(t.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
INSERT INTO morango_databasemaxcounter SELECT ?1 || printf(':user:%032x', i % 700), printf('%032x', i), 7 FROM n`, dataset, counters)
		return err
	}))
	var filter []string
	for i := range prefixes {
		filter = append(filter, fmt.Sprintf("%s:user:%032x", dataset, i))
	}
	p := owner.raw(t, relay)
	least := time.Hour
	for i := range 7 {
		least = min(least, cpuOf(t, func() {
			p.say(wire.KindOpen, map[string]any{
				"transfer": fmt.Sprintf("%032x", i+1), "filter": filter, "fsic": json.RawMessage(noFSIC), "chunk": 1, "push": true,
			}, "")
		}))
		p.hear(wire.KindOpened)
	}
	if t.Logf("%v", least); least > most {
		t.Errorf("it takes %v of CPU, %v are allowed", least, most)
	}
}
