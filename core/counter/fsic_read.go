package counter

import (
	"encoding/json"
	"slices"
	"sort"
	"strings"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Role is what a side does in a transfer, whether it is client or server
// (Morango's producer and receiver).
type Role bool

// The two roles.
const (
	Producer Role = true  // the side that sends records
	Receiver Role = false // the side that takes them in
)

// ReadFSIC computes what this side has under a filter, for one role (MORANGO.md
// §3, version 2).
func ReadFSIC(tx sqldb.Tx, filter value.Filter, as Role) (FSIC, error) {
	held, err := ReadCounters(tx, filter, as)
	return newFSIC(held, filter), err
}

// newFSIC puts DatabaseMaxCounters into the form of an FSIC.
func newFSIC(held []DatabaseMaxCounter, filter value.Filter) FSIC {
	f := FSIC{Super: map[string]Counters{}, Sub: map[string]Counters{}}
	sorted, under := slices.Sorted(slices.Values(filter)), filter.Set()
	above := func(partition string) bool { // what starts with the partition follows it
		next := sort.SearchStrings(sorted, partition+"\x00")
		return next < len(sorted) && strings.HasPrefix(sorted[next], partition)
	}
	for _, h := range held {
		if under.Contains(h.Partition) {
			Add(f.Sub, h.Partition, h.Instance, h.Counter)
		}
		if above(h.Partition) {
			Add(f.Super, h.Partition, h.Instance, h.Counter)
		}
	}
	f.dropRedundant()
	return f
}

// ReadCounters lists the DatabaseMaxCounters that matter to one role for a
// filter.
func ReadCounters(tx sqldb.Tx, filter value.Filter, as Role) ([]DatabaseMaxCounter, error) {
	held, err := readCounters(tx, filter)
	if err != nil {
		return nil, err
	}
	return reduce(tx, held, as)
}

// DatabaseMaxCounter says up to which counter a database has what an instance
// saved under a partition (Morango's model of that name).
type DatabaseMaxCounter struct {
	Partition string // a prefix
	Instance  string // id
	Counter   int64  // of the instance
}

// UnmarshalJSON decodes [partition, instance, counter].
func (d *DatabaseMaxCounter) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&d.Partition, &d.Instance, &d.Counter})
}

// readCountersSQL lists the DatabaseMaxCounters whose partition lies under a
// prefix of the filter or above one: [partition, {instance: counter}]. In this
// form those of a room fit a Durable Object's cell (see the quota in package
// server).
//
// Each prefix of ?1, of which none starts with another, is a range of
// partitions: no UTF-8 has the byte 0xff. Partitions above it are looked up by
// the lengths that there are.
const readCountersSQL = `WITH f AS MATERIALIZED (SELECT value FROM json_each(?1)),
sizes AS MATERIALIZED (SELECT DISTINCT length(partition) AS n FROM morango_databasemaxcounter),
found AS MATERIALIZED (
 SELECT d.partition FROM f CROSS JOIN morango_databasemaxcounter d
  WHERE d.partition >= f.value AND d.partition < f.value || CAST(x'ff' AS TEXT)
 UNION SELECT d.partition FROM f CROSS JOIN sizes CROSS JOIN morango_databasemaxcounter d
  WHERE d.partition = substr(f.value, 1, sizes.n))
SELECT json_group_array(json_array(partition, json(counters))) FROM (
 SELECT d.partition, json_group_object(d.instance_id, d.counter) AS counters
 FROM found CROSS JOIN morango_databasemaxcounter d ON d.partition = found.partition
 GROUP BY d.partition)`

func readCounters(tx sqldb.Tx, filter value.Filter) (held []DatabaseMaxCounter, err error) {
	var rows [][2]json.RawMessage
	if err := sqldb.ReadJSON(tx, &rows, readCountersSQL, value.FilterJSON(filter.Reduced())); err != nil {
		return nil, err
	}
	for _, r := range rows {
		var partition string
		var counters Counters
		if err := json.Unmarshal(r[0], &partition); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(r[1], &counters); err != nil {
			return nil, err
		}
		for instance, counter := range counters {
			held = append(held, DatabaseMaxCounter{partition, instance, counter})
		}
	}
	return held, nil
}

// reduce keeps the counters that matter to one role: a record under the
// partition was last saved by the instance or, for a receiver, has a counter
// of it at all.
//
// The first such record will do. To look for one partition's is to read the
// instance's records until one fits; where an instance has many partitions
// that would take their number squared, and they are looked for together.
func reduce(tx sqldb.Tx, held []DatabaseMaxCounter, as Role) (kept []DatabaseMaxCounter, err error) {
	byInstance := map[string][]int{}
	for i, h := range held {
		byInstance[h.Instance] = append(byInstance[h.Instance], i)
	}
	few := map[string]map[string]int{} // partition → instance → index
	for instance, list := range byInstance {
		if len(list) > FewPartitions {
			found, err := findTogether(tx, instance, held, list, as)
			if err != nil {
				return nil, err
			}
			for _, i := range found {
				kept = append(kept, held[i])
			}
			continue
		}
		for _, i := range list {
			p := held[i].Partition
			if few[p] == nil {
				few[p] = map[string]int{}
			}
			few[p][instance] = i
		}
	}
	if len(few) == 0 {
		return kept, nil
	}
	var found []int
	err = sqldb.ReadJSON(tx, &found, findEachSQL, sqldb.ToJSON(few), as == Receiver)
	for _, i := range found {
		kept = append(kept, held[i])
	}
	return kept, err
}

// FewPartitions is how many partitions of one instance are looked for one by
// one. More are looked for together.
const FewPartitions = 8

// findEachSQL picks from {partition: {instance: index}} the indexes of those
// that matter.
const findEachSQL = `SELECT json_group_array(i.value) FROM json_each(?1) p, json_each(p.value) i
WHERE EXISTS (SELECT 1 FROM morango_store s
 WHERE s.last_saved_instance = i.key AND substr(s.partition, 1, length(p.key)) = p.key)
 OR (?2 AND EXISTS (SELECT 1 FROM amora_recordmaxcounter r CROSS JOIN morango_store s ON s.id = r.store_model_id
  WHERE r.instance_id = i.key AND substr(s.partition, 1, length(p.key)) = p.key))`

// FirstRecords is how many of an instance's records are read first, when many
// partitions are looked for together.
const FirstRecords = 1000

// findTogether picks from the list of one instance's counters those that
// matter. It reads the instance's first records, and sixteen times as many
// each time that something is still looked for.
func findTogether(tx sqldb.Tx, instance string, held []DatabaseMaxCounter, list []int, as Role) (found []int, err error) {
	wanted := map[int]string{}
	for _, i := range list {
		wanted[i] = held[i].Partition
	}
	sources := []string{savedPartitions}
	if as == Receiver {
		sources = append(sources, knownPartitions)
	}
	for _, source := range sources {
		for limit := int64(FirstRecords); len(wanted) > 0; limit *= 16 {
			var seen struct {
				Read  int64
				Found []int
			}
			if err := sqldb.ReadJSON(tx, &seen, findTogetherSQL(source), instance, sqldb.ToJSON(wanted), limit); err != nil {
				return nil, err
			}
			for _, i := range seen.Found {
				delete(wanted, i)
			}
			found = append(found, seen.Found...)
			if seen.Read < limit {
				break
			}
		}
	}
	return found, nil
}

// Where instance ?1 last saved a record, and where one has a counter of it.
const (
	savedPartitions = `SELECT partition FROM morango_store INDEXED BY morango_store_saved
 WHERE last_saved_instance = ?1`
	knownPartitions = `SELECT s.partition FROM amora_recordmaxcounter r
 CROSS JOIN morango_store s ON s.id = r.store_model_id WHERE r.instance_id = ?1`
)

// findTogetherSQL picks from {index: partition} the indexes of those that one
// of the first ?3 rows of a source lies under: sorted together, if any does the
// next one does.
func findTogetherSQL(source string) string {
	return `WITH wanted AS MATERIALIZED (SELECT CAST(key AS INTEGER) AS i, value AS partition FROM json_each(?2))
SELECT json_object('Read', (SELECT count(*) FROM (` + source + ` LIMIT ?3)), 'Found', (SELECT json_group_array(i) FROM
 (SELECT i, partition, min(seen) OVER (ORDER BY partition DESC, i IS NOT NULL ROWS UNBOUNDED PRECEDING) AS next FROM
  (SELECT i, partition, NULL AS seen FROM wanted UNION ALL SELECT NULL, partition, partition
   FROM (SELECT DISTINCT partition FROM (` + source + ` LIMIT ?3))))
 WHERE i IS NOT NULL AND substr(next, 1, length(partition)) = partition))`
}
