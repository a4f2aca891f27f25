package counter

import (
	"slices"

	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// ShownFSIC is [ReadFSIC] as a server tells it to a peer. more are
// DatabaseMaxCounters that hold without being stored.
//
// An instance has one counter for all partitions, so its DatabaseMaxCounter
// tells how much the instance has saved where the peer may not read. If this
// side has counters of partitions outside of the filter, each counter is
// lowered to the highest with which its instance has saved a record under the
// filter, and left out if the instance has saved none there (PROTOCOL.md §10).
// What is due stays the same, because no record under the filter was saved with
// a counter between the two.
func ShownFSIC(tx sqldb.Tx, filter value.Filter, as Role, more ...DatabaseMaxCounter) (f FSIC, err error) {
	held, err := readCounters(tx, filter)
	if err != nil {
		return f, err
	}
	narrow, err := isNarrow(tx, filter)
	if err != nil {
		return f, err
	}
	held = append(held, more...)
	if narrow {
		held, err = lower(tx, filter, held)
	} else {
		held, err = reduce(tx, held, as)
	}
	return newFSIC(held, filter), err
}

// ToldFSIC is what a client tells of this side: all that matters, or, of one of
// several datasets, what a server would tell, so that a relay of the dataset
// learns nothing of the others.
func ToldFSIC(tx sqldb.Tx, filter value.Filter, as Role) (FSIC, error) {
	held, err := rooms.Held(tx)
	switch {
	case err != nil:
		return FSIC{}, err
	case len(held) > 1:
		return ShownFSIC(tx, filter, as)
	}
	return ReadFSIC(tx, filter, as)
}

// ToldFSICv1 is [ToldFSIC] in version 1.
func ToldFSICv1(tx sqldb.Tx, filter value.Filter, as Role) (Counters, error) {
	held, err := rooms.Held(tx)
	switch {
	case err != nil:
		return nil, err
	case len(held) > 1:
		return ShownFSICv1(tx, filter, as)
	}
	return ReadFSICv1(tx, filter, as)
}

// ShownFSICv1 is [ShownFSIC] in version 1.
func ShownFSICv1(tx sqldb.Tx, filter value.Filter, as Role) (Counters, error) {
	counters, err := ReadFSICv1(tx, filter, as)
	if err != nil {
		return nil, err
	}
	if narrow, err := isNarrow(tx, filter); err != nil || !narrow {
		return counters, err
	}
	saved, _, err := readSaved(tx, filter)
	for instance, c := range counters {
		if counters[instance] = min(c, saved[instance]); counters[instance] == 0 {
			delete(counters, instance)
		}
	}
	return counters, err
}

// AgreedFSIC is what a server tells a Morango peer, as JSON, in a version of
// FSICs. A receiver of version 2 keeps what Sub says, and Super not at all
// (MORANGO.md §13.10), so a sender spells Super out.
func AgreedFSIC(tx sqldb.Tx, filter value.Filter, version int, as Role) (string, error) {
	if version == 1 {
		c, err := ShownFSICv1(tx, filter, as)
		return sqldb.ToJSON(c), err
	}
	f, err := ShownFSIC(tx, filter, as)
	if as == Producer {
		f.Sub = f.Expand(filter)
	}
	return sqldb.ToJSON(f), err
}

// isNarrow reports whether this side has counters of partitions that are not
// under the filter: one before, between or after its prefixes, none of which
// starts with another.
func isNarrow(tx sqldb.Tx, filter value.Filter) (bool, error) {
	n, err := sqldb.Int(tx, `WITH f AS MATERIALIZED (SELECT value FROM json_each(?1)),
gaps AS MATERIALIZED (SELECT '' AS low, ifnull(min(value), CAST(x'ff' AS TEXT)) AS high FROM f UNION ALL
 SELECT value || CAST(x'ff' AS TEXT), lead(value, 1, CAST(x'ff' AS TEXT)) OVER (ORDER BY value) FROM f)
SELECT EXISTS (SELECT 1 FROM gaps CROSS JOIN morango_databasemaxcounter d
 WHERE d.partition >= gaps.low AND d.partition < gaps.high)`, value.FilterJSON(filter.Reduced()))
	return n != 0, err
}

// lower lowers counters to those of records under the filter.
func lower(tx sqldb.Tx, filter value.Filter, held []DatabaseMaxCounter) ([]DatabaseMaxCounter, error) {
	saved, _, err := readSaved(tx, filter)
	for i := range held {
		held[i].Counter = min(held[i].Counter, saved[held[i].Instance])
	}
	return slices.DeleteFunc(held, func(d DatabaseMaxCounter) bool { return d.Counter == 0 }), err
}

// readSavedSQL finds the highest counter with which each instance has saved a
// record under one of the prefixes of ?1, of which none starts with another:
// {instance: counter}, and how many rows that takes.
const readSavedSQL = `WITH f AS MATERIALIZED (SELECT value FROM json_each(?1))
SELECT json_array(json_group_object(instance_id, counter), ifnull(sum(rows), 0)) FROM (
 SELECT m.instance_id, max(m.counter) AS counter, count(*) AS rows FROM f CROSS JOIN amora_partitionmaxcounter m
  WHERE m.partition >= f.value AND m.partition < f.value || CAST(x'ff' AS TEXT)
 GROUP BY m.instance_id)`

func readSaved(tx sqldb.Tx, filter value.Filter) (saved Counters, rows int64, err error) {
	saved = Counters{}
	err = sqldb.ReadJSON(tx, &[]any{&saved, &rows}, readSavedSQL, value.FilterJSON(filter.Reduced()))
	return saved, rows, err
}

// NoteSaved adds the records that were saved as v to what [ShownFSIC] goes by.
func NoteSaved(tx sqldb.Tx, v Version) error {
	_, err := tx.Exec(`INSERT INTO amora_partitionmaxcounter (partition, instance_id, counter)
SELECT DISTINCT partition, ?1, ?2 FROM morango_store WHERE last_saved_instance = ?1 AND last_saved_counter = ?2
`+raiseSaved, v.Instance, v.Counter)
	return err
}

const raiseSaved = "ON CONFLICT DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter"

// NoteReceived is [NoteSaved] for the records that a transfer has brought, by
// its row number and its first row in the Buffer, and for those that were saved
// as v while they were merged.
func NoteReceived(tx sqldb.Tx, transfer, first int64, v Version) error {
	_, err := tx.Exec(`INSERT INTO amora_partitionmaxcounter (partition, instance_id, counter)
SELECT partition, last_saved_instance, max(last_saved_counter) FROM morango_buffer
 WHERE seq >= ?2 AND transfer_session_id = ?1 AND error IS NULL GROUP BY partition, last_saved_instance
`+raiseSaved, transfer, first)
	if err != nil {
		return err
	}
	return NoteSaved(tx, v)
}
