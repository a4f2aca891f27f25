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

// alike is a SQL condition: of the Store row s and the buffered row b, neither
// of which knows the other's version, the one named taken may be taken for
// both. The two are deleted alike, and either
//
//   - both hold the same values, and one of them shows that it was merged: a
//     conflict equal to the row's own value is enough. A merge by columns leaves
//     no trace, so their models need none;
//   - or they are too large to be merged again and again, see large;
//   - or both are deletions, one of which was emptied: see eitherEmptied.
//
// A hard deletion, which leaves no conflicts, does not show that it was merged:
// between two instances there can be no circle, so a hard deletion is taken for
// merged where more than two instances have saved the record.
func alike(taken, other string) string {
	return `s.deleted = b.deleted AND s.hard_deleted = b.hard_deleted
  AND ((s.conflicting_serialized_data <> '' OR b.conflicting_serialized_data <> '' OR s.hard_deleted
   AND ` + severalSavers + " OR " + noTrace + `)
   AND ` + valuesOf(valueLines("s")) + " = " + valuesOf(valueLines("b")) +
		"\n   OR " + eitherEmptied + "\n   OR " + large(taken, other) + ")"
}

// large is a SQL condition: the values of s and b together have more than
// maxBytes, and
//
//   - taken has the value that other shows, or that value fits into no conflict
//     of taken;
//   - taken has all values of other, or a merge would drop some of them.
//
// A merge of large values may leave no trace (the other value did not fit), so
// it cannot be asked whether the rows were merged. The condition that a merge
// would drop values is the same on every device, whichever row is in its Store.
func large(taken, other string) string {
	shown := OneLine(other + ".serialized")
	return "NOT " + fewBytes + `
   AND (octet_length(` + other + ".serialized) >= " + room("octet_length("+taken+".serialized)") + `
    OR ` + shown + " IN (" + eachValue(valueLines(taken)) + `))
   AND (NOT EXISTS (` + eachValue(valueLines(other)) + " EXCEPT " + eachValue(valueLines(taken)) + `)
    OR (SELECT sum(octet_length(value) + 1) - 1 FROM (SELECT DISTINCT value FROM (` +
		eachValue(valueLines("s")+" || char(10) || "+valueLines("b")) + `)))
     > ` + fmt.Sprintf("min(%d, %d + min(octet_length(s.serialized), octet_length(b.serialized))))",
		value.MaxRecordBytes, maxBytes)
}

// eachValue is a SQL query of the values in lines.
func eachValue(lines string) string {
	return "SELECT value FROM json_each(" + lineArray(lines) + ") WHERE value <> ''"
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
	// storeGreater is a SQL condition: s is taken, and b becomes known.
	storeGreater = storeLater + `
  AND NOT EXISTS (SELECT 1 FROM json_each(b.rmcb) c WHERE c.key > s.last_saved_instance AND c.value > ifnull(
   (SELECT r.counter FROM amora_recordmaxcounter r WHERE r.store_model_id = s.id AND r.instance_id = c.key), -1))`

	// bufferGreater is a SQL condition: b is taken, and s becomes known.
	bufferGreater = `(b.last_saved_instance, b.last_saved_counter) > (s.last_saved_instance, s.last_saved_counter)
  AND NOT EXISTS (SELECT 1 FROM amora_recordmaxcounter r
   WHERE r.store_model_id = s.id AND r.instance_id > b.last_saved_instance
    AND r.counter > ifnull(b.rmcb ->> ('$."' || r.instance_id || '"'), -1))`
)

// has is a SQL condition: nothing of the version b would be lost where there is
// a. Each is the Store row s or the buffered row b.
func has(a, b string) string {
	return "(" + a + ".deleted = " + b + ".deleted AND NOT " + a + ".hard_deleted AND NOT " + b + `.hard_deleted
   AND NOT EXISTS (` + eachValue(valueLines(b)) + " EXCEPT " + eachValue(valueLines(a)) + "))"
}

// storeAhead is a SQL condition: of the Store row s and the buffered row b,
// neither of which knows the other's version, s knows more of the greatest
// instance that they know differently of. A version that knows another one is
// ahead of it, and of two that are alike the one that is taken is ahead.
const storeAhead = `(SELECT max(known.here) > max(known.there) FROM (
   SELECT s.last_saved_instance AS id, s.last_saved_counter AS here, -1 AS there
   UNION ALL SELECT r.instance_id, r.counter, -1 FROM amora_recordmaxcounter r WHERE r.store_model_id = s.id
   UNION ALL SELECT b.last_saved_instance, -1, b.last_saved_counter
   UNION ALL SELECT c.key, -1, c.value FROM json_each(b.rmcb) c) known
  GROUP BY known.id HAVING max(known.here) <> max(known.there) ORDER BY known.id DESC LIMIT 1)`

// storeLater is a SQL condition: the version of the Store row s has the greater
// instance id, or counter, than that of the buffered row b.
const storeLater = "(s.last_saved_instance, s.last_saved_counter) > (b.last_saved_instance, b.last_saved_counter)"

// BufferKnows is a SQL expression: the counters that the buffered row b knows,
// its own version included, {instance: counter}.
const BufferKnows = `json_set(ifnull(b.rmcb, '{}'), '$."' || b.last_saved_instance || '"', b.last_saved_counter)`
