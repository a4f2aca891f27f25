package counter

import (
	"maps"
	"slices"

	"github.com/amora-sync/amora/core/sqldb"
)

// Counters has the highest known counter of each instance, by instance id.
type Counters map[string]int64

// raise lifts the counter of an instance; it never lowers one.
func (c Counters) raise(instance string, counter int64) {
	if counter > c[instance] {
		c[instance] = counter
	}
}

// RaiseDatabaseMaxCounters lifts DatabaseMaxCounters to those given. A
// DatabaseMaxCounter never goes down (Morango's core.py:604 lets it:
// MORANGO.md §13.1).
func RaiseDatabaseMaxCounters(tx sqldb.Tx, entries []Entry) error {
	_, err := tx.Exec(`INSERT INTO morango_databasemaxcounter (partition, instance_id, counter)
SELECT p.key, i.key, i.value FROM json_each(?1) p, json_each(p.value) i WHERE true
ON CONFLICT (partition, instance_id) DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter`,
		ByPartition(entries))
	return err
}

// Entry says something of a partition, an instance and a counter: the
// DatabaseMaxCounter to reach, for [RaiseDatabaseMaxCounters], or the counter
// above which records are due, of [Diff]. It encodes as [partition, instance,
// counter].
type Entry [3]any

// NewEntry makes an entry.
func NewEntry(partition, instance string, counter int64) Entry {
	return Entry{partition, instance, counter}
}

// ByPartition writes entries as JSON, {partition: {instance: counter}}, for a
// statement. A list that repeated each partition would not fit a Durable
// Object's argument for all that a room may have.
func ByPartition(entries []Entry) string {
	out := map[string]map[string]any{}
	for _, e := range entries {
		partition, instance := e[0].(string), e[1].(string)
		if out[partition] == nil {
			out[partition] = map[string]any{}
		}
		out[partition][instance] = e[2]
	}
	return sqldb.ToJSON(out)
}

// Union is the highest of two sides' counters, both expanded, by partition and
// instance.
func Union(a, b map[string]Counters) map[string]Counters {
	out := map[string]Counters{}
	for _, m := range []map[string]Counters{a, b} {
		for _, p := range slices.Sorted(maps.Keys(m)) {
			for instance, c := range m[p] {
				Add(out, p, instance, c)
			}
		}
	}
	return out
}

// Add raises the counter of an instance in counters by partition.
func Add(m map[string]Counters, partition, instance string, counter int64) {
	if m[partition] == nil {
		m[partition] = Counters{}
	}
	m[partition].raise(instance, counter)
}
