package core

// MaxCounter is the highest counter there is: the last integer that
// JavaScript, and with it a Durable Object, counts to without a gap.
const MaxCounter = 1 << 53

// MaxRecordBytes bounds one record: its serialized text and its conflicts.
const MaxRecordBytes = 512 << 10

// maxIdentityBytes bounds a record's source id, model name and partition
// together. Without it a record could grow beyond what a message holds: nobody
// could pull it, nor anything that is queued behind it.
const maxIdentityBytes = 16 << 10

// Counters holds the highest known counter of each instance, by instance id.
type Counters map[string]int64

// raise lifts the counter of an instance; it never lowers one.
func (c Counters) raise(instance string, counter int64) {
	if counter > c[instance] {
		c[instance] = counter
	}
}

// raiseDatabaseMaxCounters lifts DatabaseMaxCounters to those given. A
// DatabaseMaxCounter never goes down (Morango's core.py:604 lets it:
// MORANGO.md §13.1).
func raiseDatabaseMaxCounters(tx Tx, entries []counterEntry) error {
	_, err := tx.Exec(`INSERT INTO morango_databasemaxcounter (partition, instance_id, counter)
SELECT p.key, i.key, i.value FROM json_each(?1) p, json_each(p.value) i WHERE true
ON CONFLICT (partition, instance_id) DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter`, byPartition(entries))
	return err
}

// counterEntry is one line of raiseDatabaseMaxCounters and of queue's lower
// bounds; it encodes as [partition, instance, counter].
type counterEntry [3]any

// byPartition spells entries as {partition: {instance: counter}} for a
// statement: with each partition repeated, what a room may hold would not fit
// a Durable Object's argument.
func byPartition(entries []counterEntry) string {
	out := map[string]map[string]any{}
	for _, e := range entries {
		partition, instance := e[0].(string), e[1].(string)
		if out[partition] == nil {
			out[partition] = map[string]any{}
		}
		out[partition][instance] = e[2]
	}
	return toJSON(out)
}

func entry(partition, instance string, counter int64) counterEntry {
	return counterEntry{partition, instance, counter}
}
