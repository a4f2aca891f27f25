package conflict

import "github.com/amora-sync/amora/core/value"

// Outcome is a SQL expression: what happens to the buffered row b, whose record
// the Store has as s:
//
//	reverse   the Store knows this version: dropped
//	forward   the sender knew the Store's version: fast-forward
//	kept      neither side knows the other's version, but both hold the same
//	          values (see alike), and the Store's is taken
//	forward   likewise, and the incoming version is taken
//	merged    neither side knows the other's version: conflict
//	kept      the same, but this instance may not write the record, and its
//	          version has all that the incoming one has: writers may settle on
//	          it, and would not send it again
//	forward   likewise, and the incoming version has all
//	taken     likewise, and neither has all, or the Store's was saved here and
//	          can go nowhere: the incoming version replaces it
//	mismatch  another partition, source id or model than stored: quarantine
//	taken     likewise, where misplaced, a SQL condition, says that the stored one
//	          does not belong there
//
// The Store's record knows a version if it has a counter of the version's
// instance at least as high (MORANGO.md §5). Equal versions are the same
// content and reverse, unless a copied database or a peer that lies used a
// counter twice: then both contents are kept (MORANGO.md §13.22).
func Outcome(misplaced string) string {
	return `CASE
 WHEN ` + otherIdentity + ` THEN iif(` + misplaced + `, 'taken', 'mismatch')
 WHEN s.last_saved_instance = b.last_saved_instance AND s.last_saved_counter > b.last_saved_counter THEN 'reverse'
 WHEN s.last_saved_instance = b.last_saved_instance AND s.last_saved_counter = b.last_saved_counter
  AND (s.serialized = b.serialized AND s.deleted = b.deleted AND s.hard_deleted = b.hard_deleted
   OR ` + eitherEmptied + `) THEN 'reverse'
 WHEN EXISTS (SELECT 1 FROM amora_recordmaxcounter r WHERE r.store_model_id = s.id
  AND r.instance_id = b.last_saved_instance AND r.counter >= b.last_saved_counter) THEN 'reverse'
 WHEN s.last_saved_instance = b.last_saved_instance AND s.last_saved_counter < b.last_saved_counter THEN 'forward'
 WHEN ifnull(b.rmcb ->> ('$."' || s.last_saved_instance || '"'), -1) >= s.last_saved_counter THEN 'forward'
 WHEN ` + storeGreater + " AND " + alike("s", "b") + ` THEN 'kept'
 WHEN ` + bufferGreater + " AND " + alike("b", "s") + ` THEN 'forward'
 WHEN ` + value.Writable("s.partition") + ` THEN 'merged'
 WHEN ` + has("s", "b") + " AND NOT (" + has("b", "s") + " AND NOT " + storeAhead + `)
  AND s.last_saved_instance NOT IN (SELECT id FROM morango_instanceidmodel) THEN 'kept'
 WHEN ` + has("b", "s") + ` THEN 'forward'
 ELSE 'taken' END`
}
