package core

// MaxCounter is the highest counter there is: the last integer that
// JavaScript, and with it a Durable Object, counts to without a gap.
const MaxCounter = 1 << 53

// MaxRecordBytes bounds one record: its serialized text and its conflicts.
const MaxRecordBytes = 512 << 10

// Counters holds the highest known counter of each instance, by instance id.
type Counters map[string]int64

// raise lifts the counter of an instance; it never lowers one.
func (c Counters) raise(instance string, counter int64) {
	if counter > c[instance] {
		c[instance] = counter
	}
}

// raiseDatabaseMaxCounters lifts DatabaseMaxCounters to those given, a JSON
// array of [partition, instance, counter]. A DatabaseMaxCounter never goes
// down (Morango's core.py:604 lets it: difference 1).
func raiseDatabaseMaxCounters(tx Tx, entries string) error {
	_, err := tx.Exec(`INSERT INTO morango_databasemaxcounter (partition, instance_id, counter)
SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1) WHERE true
ON CONFLICT (partition, instance_id) DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter`, entries)
	return err
}

// counterEntry is one line of raiseDatabaseMaxCounters and of queue's lower
// bounds; it encodes as [partition, instance, counter].
type counterEntry [3]any

func entry(partition, instance string, counter int64) counterEntry {
	return counterEntry{partition, instance, counter}
}
