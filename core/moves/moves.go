// Package moves has the conditions and statements about records whose rows have
// moved to another partition, and about deleted ones: which records say so, and
// what they became (MORANGO.md §13.32).
//
// It imports rooms. Begin with [Hop].
package moves

import (
	"fmt"

	"github.com/amora-sync/amora/core/rooms"
)

// Key is the key in the serialized form of a deleted record under which stands
// the id of the record that its row became in another partition.
const Key = "_amora_moved"

// Says is a SQL condition: the record, a row of morango_store by its alias, is
// deleted, and a value of it says that its row has moved.
func Says(record string) string {
	return fmt.Sprintf("%[1]s.deleted = 1 AND instr(%[1]s.serialized || %[1]s.conflicting_serialized_data, '\"%[2]s\"') > 0",
		record, Key)
}

// NoteSQL says in the records s that are deleted because their rows have moved
// which records they became, unless these are of another dataset.
const NoteSQL = "UPDATE morango_store AS s SET serialized = iif(v.apart, json_remove(s.serialized, '$." + Key + "')," +
	" json_set(s.serialized, '$." + Key + "', v.moved_to))" +
	" FROM morango_deletedmodels d CROSS JOIN amora_relocated v ON v.id = d.id WHERE s.id = d.id"

// Hop is the recursive part of a SQL query way (id, hops): from a record to the
// one that its row became, if both say so and are of one dataset. Beyond 32 hops
// it ends, so that the work for a row that has moved on and on grows with its
// moves alone.
var Hop = "SELECT n.id, w.hops + 1 FROM way w " + hop

var hop = "CROSS JOIN amora_relocated v ON v.id = w.id CROSS JOIN morango_store e ON e.id = v.id" +
	" CROSS JOIN morango_store n ON n.id = v.moved_to AND " + Became("e", "n") + " WHERE w.hops < 32"

// Became is a SQL condition: of two rows of morango_store, by their aliases, the
// later one's source id says that the earlier one's row moved there, and they are
// of one dataset.
func Became(earlier, later string) string {
	return fmt.Sprintf("%[2]s.source_id = amora_id(%[1]s.id, %[1]s.source_id, 'moved') AND %[2]s.model_name = %[1]s.model_name AND ",
		earlier, later) + rooms.Same(earlier+".partition", later+".partition")
}

// Hops is [Hop] for a query way (start, id, hops).
var Hops = "SELECT w.start, n.id, w.hops + 1 FROM way w " + hop

// Has is a SQL condition: the row of the record with that id is in another
// partition of its dataset now.
func Has(id string) string {
	return "EXISTS (SELECT 1 FROM amora_relocated v WHERE v.id = " + id + " AND NOT v.apart)"
}

// Awaited is a SQL condition: the row of the deleted record with that id has moved
// to where it is, or may be for all that is known here. Where it was deleted after
// its moves, what refers to it need not wait.
func Awaited(id string) string {
	const dataset = "(SELECT partition FROM morango_store WHERE id = w.id)"
	return "(" + Has(id) + " AND EXISTS (WITH RECURSIVE way (id, hops) AS (SELECT " + id + ", 0 UNION " + Hop + ")" +
		" SELECT 1 FROM way w LEFT JOIN amora_relocated v ON v.id = w.id AND NOT v.apart WHERE NOT " + DeletedRecord("w.id", dataset) +
		" OR w.hops >= 32 OR v.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM morango_store n WHERE n.id = v.moved_to)))"
}

// DeletedRecord is a SQL condition: the record of that id is deleted, and of
// the dataset that the partition belongs to. The records that follow deleted
// ones in the same deserialize are remembered for the next serialize, and not
// yet marked in the Store.
func DeletedRecord(id, partition string) string {
	return "(EXISTS (SELECT 1 FROM morango_store t WHERE t.id = " + id + " AND t.deleted = 1 AND " +
		rooms.Same("t.partition", partition) + ") OR EXISTS (SELECT 1 FROM morango_deletedmodels t WHERE t.id = " + id +
		" AND NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = t.id AND " + rooms.Apart("s.partition", partition) + ")))"
}
