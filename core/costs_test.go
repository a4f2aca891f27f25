package core_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
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
		least = min(least, coretest.CPUOf(t, func() {
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

// Two versions of a record with as many lines of conflicts as fit cost about
// what a chunk of other records does. Many short lines are refused.
func TestConflictLinesCostLittle(t *testing.T) {
	const most = 200 * time.Millisecond // for a megabyte
	lines := func(size int, from int) string {
		var text strings.Builder
		for i := from; text.Len() < 400<<10; i++ {
			fmt.Fprintf(&text, "{\"n\":\"%0*d\"}\n", size-len(`{"n":""}`)-1, i)
		}
		return text.String()
	}
	r := wireAnswer("q", "x")
	for _, size := range []int{16, 34} {
		least := time.Hour
		refused := int64(0)
		for range 3 {
			d := newDevice(t, classSchema)
			refused = d.pull(r.with(atConflicts, quoted(lines(size, 1_000_000))).version(aliceDevice, 5)).Transfer.Quarantined
			next := r.with(atConflicts, quoted(lines(size, 2_000_000))).version(bobsDevice, 4)
			least = min(least, coretest.CPUOf(t, func() { refused += d.pull(next).Transfer.Quarantined }))
		}
		if t.Logf("lines of %d bytes: %v", size, least); least > most {
			t.Errorf("lines of %d bytes: it takes %v of CPU, %v are allowed", size, least, most)
		}
		if short := size < 32; (refused == 2) != short {
			t.Errorf("lines of %d bytes: %d versions are refused", size, refused)
		}
	}
}

// Partitions are bounded in number, whether or not they have counters.
func TestPartitionsWithoutCountersAreCounted(t *testing.T) {
	filter := value.Filter{wireDataset}
	for n, want := range map[int]fault.Code{counter.MaxFSICEntries: "", counter.MaxFSICEntries + 1: fault.BadFSIC} {
		sub := map[string]any{}
		for i := range n {
			sub[fmt.Sprintf("%s%d", wireDataset, i)] = map[string]int64{}
		}
		text, err := json.Marshal(map[string]any{"super": map[string]any{}, "sub": sub})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := counter.ParseFSIC(string(text), filter); fault.CodeOf(err) != want {
			t.Errorf("%d partitions: %v", n, err)
		}
	}
}
