package counter

import (
	"github.com/amora-sync/amora/core/sqldb"
)

// Counters holds the highest known counter of each instance, by instance id.
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
ON CONFLICT (partition, instance_id) DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter`, ByPartition(entries))
	return err
}

// Entry is one line of RaiseDatabaseMaxCounters and of queue's lower
// bounds; it encodes as [partition, instance, counter].
type Entry [3]any

// ByPartition spells entries as {partition: {instance: counter}} for a
// statement: with each partition repeated, what a room may hold would not fit
// a Durable Object's argument.
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

func NewEntry(partition, instance string, counter int64) Entry {
	return Entry{partition, instance, counter}
}
