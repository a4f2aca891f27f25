// Package rooms keeps the datasets apart that one database holds. A dataset is
// named by its room, the id of its root certificate.
//
// A record has no column that says which dataset it belongs to: its partition
// does. A partition belongs to the dataset whose id it begins with, and no
// certificate permits anything beyond the partitions of its own dataset
// (trust.CheckChain). Ids have one length, so that none begins another, and a
// root's id follows from its key, so that nobody can begin a dataset with the id
// of another one. The scope templates of a dataset, which its owner writes,
// therefore reach no other.
//
// The conditions here keep the datasets apart once more, where records move:
// whatever filter a transfer has, it is about one dataset. A database with one
// dataset makes no difference between partitions.
//
// It imports fault, sqldb and value. Begin with [Held].
package rooms

import (
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// ErrNone is the error no_certificate of a database without a dataset.
var ErrNone = fault.Errorf(fault.NoCertificate, "this database belongs to no dataset yet").
	WithHint("create a root or join with an invite first")

// Held lists the datasets that this database holds, by the ids of their root
// certificates, in the order in which they came.
func Held(tx sqldb.Tx) (list []string, err error) {
	err = sqldb.ReadJSON(tx, &list, "SELECT json_group_array(room) FROM (SELECT room FROM amora_room ORDER BY n)")
	return list, err
}

// AllUnder is a filter for everything in the datasets that have partitions under
// a filter. With one dataset that is everything there is.
func AllUnder(tx sqldb.Tx, filter value.Filter) (value.Filter, error) {
	held, err := Held(tx)
	if len(held) < 2 {
		return value.Filter{""}, err
	}
	return slices.DeleteFunc(held, func(room string) bool { return !filter.Overlaps(value.Filter{room}) }), err
}

// several is a SQL condition: this database holds several datasets.
const several = "(SELECT count(*) > 1 FROM amora_room)"

// InAnyOf is a SQL condition: the partition belongs to a dataset that the
// filter is about. filter is a parameter, a JSON array or NULL for everything.
// With several datasets each of its prefixes begins with the id of one.
func InAnyOf(partition, filter string) string {
	return "(" + filter + " IS NULL OR NOT " + several + " OR " + Of(partition) +
		" IN (SELECT " + Of("value") + " FROM json_each(" + filter + ")))"
}

// Across is a SQL condition: this database holds several datasets, and a
// filter is not about one of them alone. filter is a parameter as for
// [InAnyOf].
func Across(filter string) string {
	return "(" + several + " AND (" + filter + " IS NULL OR (SELECT count(DISTINCT " + Of("value") + ") <> 1" +
		" OR min(" + Of("value") + ") NOT IN (SELECT room FROM amora_room) FROM json_each(" + filter + "))))"
}

// Outside is a SQL condition: a filter is not about a dataset alone, or the
// dataset is not held any more. filter is a parameter as for [InAnyOf]; room
// is a parameter, "" for the only dataset that this database ever holds.
func Outside(filter, room string) string {
	return "(" + Across(filter) + " OR " + room + " <> '' AND (" + room + " NOT IN (SELECT room FROM amora_room) OR " +
		several + " AND " + room + " <> (SELECT " + Of("value") + " FROM json_each(" + filter + "))))"
}

// ErrOther is the error unavailable of a sync whose dataset was left
// meanwhile, or whose filter is about others as well.
var ErrOther = fault.Errorf(fault.Unavailable, "a dataset has come or gone meanwhile").WithHint("try again")

// Check makes sure that a filter is about a room alone, as [Outside]
// has it. Error: [ErrOther].
func Check(tx sqldb.Tx, room string, filter value.Filter) error {
	outside, err := sqldb.Int(tx, "SELECT "+Outside("?1", "?2"), value.FilterArg(filter), room)
	if err == nil && outside != 0 {
		err = ErrOther
	}
	return err
}

// Same is a SQL condition: two partitions belong to the same dataset.
func Same(a, b string) string {
	return "(NOT " + several + " OR " + Of(a) + " = " + Of(b) + ")"
}

// Apart is a SQL condition: two partitions belong to different datasets.
func Apart(a, b string) string {
	return "(" + several + " AND " + Of(a) + " <> " + Of(b) + ")"
}

// Only is a SQL expression: the dataset that this database holds, NULL if it
// holds none or several.
const Only = "(SELECT iif(count(*) = 1, min(room), NULL) FROM amora_room)"

// Of is a SQL expression: the dataset that a partition belongs to.
func Of(partition string) string { return "substr(" + partition + ", 1, 32)" }

// Certificates is a query for the ids of the certificates of room ?1.
const Certificates = `WITH RECURSIVE down (id) AS (SELECT ?1
 UNION SELECT c.id FROM down JOIN morango_certificate c ON c.parent_id = down.id)
SELECT id FROM down`

// FilterIn is the part of a filter that is about a dataset.
func FilterIn(room string, filter value.Filter) value.Filter {
	out := value.Filter{}
	for _, prefix := range filter {
		if strings.HasPrefix(room, prefix) {
			prefix = room
		}
		if strings.HasPrefix(prefix, room) && !slices.Contains(out, prefix) {
			out = append(out, prefix)
		}
	}
	return out
}

// Chain is a query for the ids of certificate ?1 and of those above it.
const Chain = `WITH RECURSIVE up (id) AS (SELECT ?1
 UNION SELECT c.parent_id FROM up JOIN morango_certificate c ON c.id = up.id WHERE c.parent_id IS NOT NULL)
SELECT id FROM up`

// IDRules is a SQL expression: the id rules of the room that a filter is
// about, as for [InAnyOf], a JSON object. A room's signed rules count before
// what trust.SaveDeclared has stored.
func IDRules(filter string) string {
	return `ifnull((SELECT json_extract(text, '$.id_rules') FROM amora_bundle WHERE ` + InAnyOf("room", filter) + ` LIMIT 1),
 ifnull((SELECT value FROM amora_meta WHERE key = 'id_rules'), '{}'))`
}
