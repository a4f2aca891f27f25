package conflict

import (
	"fmt"

	"github.com/amora-sync/amora/core/value"
)

// Two merges of the same versions, made on two devices, differ in their version
// only: each keeps its device's value and has the other's as a conflict. Merged
// in their turn they would make a third version, which conflicts with what
// others made of the same two, and so on for ever where several devices sync
// with several relays in turn. So of two versions that hold the same values one
// is taken as it is (MORANGO.md §13.25), by every device the same.

// valueLines is a SQL expression: the values that a Store row or a buffered row
// holds, its own and its conflicts, as lines.
func valueLines(row string) string {
	return OneLine(row+".serialized") + " || char(10) || " + row + ".conflicting_serialized_data"
}

// valuesOf is a SQL expression: the set of values in lines, as text.
func valuesOf(lines string) string {
	return "(SELECT json_group_array(DISTINCT value ORDER BY value) FROM json_each(" +
		lineArray(lines) + ") WHERE value <> '')"
}

// Alike is a SQL condition: the Store row s and the buffered row b, neither of
// which knows the other's version, hold the same values, both having been
// merged before; or they hold more than a merge could keep. A hard deletion,
// which leaves no conflicts, does not show that it was merged: between two
// instances there can be no circle, so one is taken for merged where more than
// two have saved the record.
func Alike(taken, other string) string {
	return `s.deleted = b.deleted AND s.hard_deleted = b.hard_deleted
  AND ((s.conflicting_serialized_data <> '' AND b.conflicting_serialized_data <> '' OR s.hard_deleted
   AND ` + severalSavers + `)
   AND ` + valuesOf(valueLines("s")) + " = " + valuesOf(valueLines("b")) + "\n   OR " + tooMuch(taken, other) + ")"
}

// tooMuch is a SQL condition: the values of s and b are more than the conflicts
// of one record may take, so that a merge would drop some, every time others.
// The version that is taken must have the value that the other one shows, or
// that value must be too large for any conflict.
func tooMuch(taken, other string) string {
	const limit = "min(%d, %d - octet_length(%s.serialized))"
	room := func(row string) string { return fmt.Sprintf(limit, maxBytes, value.MaxRecordBytes, row) }
	return "NOT (" + short("s.serialized", "s.conflicting_serialized_data", "b.serialized", "b.conflicting_serialized_data") + `)
   AND (SELECT sum(octet_length(value) + 1) FROM (SELECT DISTINCT value FROM json_each(` +
		lineArray(valueLines("s")+" || char(10) || "+valueLines("b")) + `) WHERE value <> ''))
    - octet_length(s.serialized) - 1 > ` + room("s") + `
   AND (octet_length(` + other + `.serialized) >= ` + room(taken) + " OR EXISTS (SELECT 1 FROM json_each(" +
		lineArray(valueLines(taken)) + ") WHERE value = " + OneLine(other+".serialized") + "))"
}

const severalSavers = `(SELECT count(*) FROM (
   SELECT r.instance_id FROM amora_recordmaxcounter r WHERE r.store_model_id = s.id
   UNION SELECT c.key FROM json_each(b.rmcb) c
   UNION SELECT s.last_saved_instance UNION SELECT b.last_saved_instance)) > 2`

// Which of two alike versions is taken: the one with the greater instance id,
// or counter, if the other has no counter of a still greater instance id that
// the one lacks. Without this condition devices could come to different
// versions for good. An example, with versions Z1 > M2 > A3 of instances Z, M
// and A, where A3 is an edit made on Z1:
//
//   - a device that has M2 receives A3, and keeps M2;
//   - another one that has M2 receives Z1, and takes it; then A3, which knows Z1.
//
// Both then know all three, and never hear of them again. Under the condition
// the first device merges M2 and A3, because A3 has Z's counter and M2 has not,
// and the new version takes the place of all three.
const (
	// StoreGreater is a SQL condition: s is taken, and b becomes known.
	StoreGreater = `(s.last_saved_instance, s.last_saved_counter) > (b.last_saved_instance, b.last_saved_counter)
  AND NOT EXISTS (SELECT 1 FROM json_each(b.rmcb) c WHERE c.key > s.last_saved_instance AND c.value > ifnull(
   (SELECT r.counter FROM amora_recordmaxcounter r WHERE r.store_model_id = s.id AND r.instance_id = c.key), -1))`

	// BufferGreater is a SQL condition: b is taken, and s becomes known.
	BufferGreater = `(b.last_saved_instance, b.last_saved_counter) > (s.last_saved_instance, s.last_saved_counter)
  AND NOT EXISTS (SELECT 1 FROM amora_recordmaxcounter r
   WHERE r.store_model_id = s.id AND r.instance_id > b.last_saved_instance
    AND r.counter > ifnull(b.rmcb ->> ('$."' || r.instance_id || '"'), -1))`
)
