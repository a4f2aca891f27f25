package conflict

import (
	"fmt"

	"github.com/amora-sync/amora/core/moves"
)

// A deletion may be emptied (MORANGO.md §13.33): the record stays, deleted and
// with all its counters, and what it held is gone. Each database does that by
// itself, so that the same version of a deleted record holds its values in one
// place and none in another.

// emptied is a SQL condition: the record, a Store row or a buffered row by its
// alias, is deleted and holds nothing.
func emptied(row string) string {
	return fmt.Sprintf("(%[1]s.deleted = 1 AND %[1]s.hard_deleted = 0"+
		" AND %[1]s.serialized IN ('{}', '') AND %[1]s.conflicting_serialized_data = '')", row)
}

// MayBeEmptied is a SQL condition: the Store row s is deleted, and holds
// something that nobody needs any more. Such a record is not
//
//   - the earlier one of a row that has moved, by which others follow the row, or
//     which the later one is yet to be made of;
//   - one with a conflict to be settled, which is a change that the deletion has
//     met;
//   - one that waits to be applied or serialized.
var MayBeEmptied = "(s.deleted = 1 AND s.hard_deleted = 0 AND NOT " + emptied("s") + " AND " + noLoser("s") +
	" AND NOT (" + moves.Says("s") + ") AND NOT " + moves.Has("s.id") +
	" AND NOT EXISTS (SELECT 1 FROM amora_relocated v WHERE v.id = s.id AND v.pending = 1) AND " + AtRest + ")"

// AtRest is a SQL condition: the Store row s waits neither to be applied nor to
// be deleted once more.
const AtRest = "NOT EXISTS (SELECT 1 FROM amora_store_dirty d WHERE d.model_name = s.model_name AND d.id = s.id)" +
	" AND NOT EXISTS (SELECT 1 FROM morango_deletedmodels g WHERE g.id = s.id)"

// noLoser is a SQL condition: of the conflicting values of a Store row or a
// buffered row none differs from its own value.
func noLoser(row string) string {
	return "(trim(replace(" + row + ".conflicting_serialized_data || char(10), " +
		OneLine(row+".serialized") + " || char(10), ''), char(10)) = '')"
}

// eitherEmptied is a SQL condition: the Store row s and the buffered row b are
// deletions, one of them is emptied, and the other one holds nothing that has to
// stay. What the two hold does not tell then whether they are the same, and
// nobody sees a difference.
var eitherEmptied = "(s.deleted = 1 AND b.deleted = 1 AND s.hard_deleted = 0 AND b.hard_deleted = 0 AND (" +
	emptied("s") + " OR " + emptied("b") + ") AND " + noLoser("s") + " AND " + noLoser("b") +
	" AND NOT (" + moves.Says("s") + ") AND NOT (" + moves.Says("b") + "))"
