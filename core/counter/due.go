package counter

import (
	"maps"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/sqldb"
)

// AnyDue reports whether a record in the Store is due, of a profile.
func AnyDue(tx sqldb.Tx, due []Entry, profile string) (bool, error) {
	with, rows, args := DueRows(nil, due, profile)
	n, err := sqldb.Int(tx, with+"SELECT EXISTS ("+rows+")", args...)
	return n != 0, err
}

// DueBytes is about what a copy of the records takes that are due, in bytes.
func DueBytes(tx sqldb.Tx, due []Entry, profile string) (int64, error) {
	if len(due) == 0 {
		return 0, nil
	}
	with, rows, args := DueRows(nil, due, profile)
	return sqldb.Int(tx, with+`SELECT ifnull(sum(octet_length(s.serialized) + octet_length(s.conflicting_serialized_data)
 + octet_length(s.partition) + 400), 0) FROM morango_store s WHERE s.rowid IN (`+rows+")", args...)
}

// DueRows is a WITH clause and a query for the rows that are due, with their
// arguments, of which the first is the caller's.
func DueRows(first any, due []Entry, profile string) (with, rows string, args []any) {
	few, many := splitDue(due)
	with, rows, args = "WITH "+fewSQL, fewRows, []any{first, ByPartition(few), profile}
	if len(many) > 0 {
		with, rows, args = with+","+manySQL, rows+"\n UNION ALL "+manyRows, append(args, ByPartition(many))
	}
	return with, rows, args
}

// splitDue parts the list by the instances: those with few partitions, whose
// rows are read for each, and those with many, whose rows are read twice
// however many there are. Of the latter's partitions none lies within another:
// in the wider one as much is due, or more.
func splitDue(due []Entry) (few, many []Entry) {
	byInstance := map[string][]Entry{}
	for _, e := range due {
		instance := e[1].(string)
		byInstance[instance] = append(byInstance[instance], e)
	}
	for _, instance := range slices.Sorted(maps.Keys(byInstance)) {
		list := byInstance[instance]
		if len(list) > FewPartitions {
			list = widest(list)
		}
		if len(list) > FewPartitions {
			many = append(many, list...)
		} else {
			few = append(few, list...)
		}
	}
	return few, many
}

// widest drops the partitions that lie within another of the list.
func widest(list []Entry) (out []Entry) {
	slices.SortFunc(list, func(a, b Entry) int { return strings.Compare(a[0].(string), b[0].(string)) })
	for _, e := range list {
		if len(out) == 0 || !strings.HasPrefix(e[0].(string), out[len(out)-1][0].(string)) {
			out = append(out, e)
		}
	}
	return out
}

// fewSQL reads the list of what is due, argument 2.
const fewSQL = ` due AS MATERIALIZED (SELECT p.key AS prefix, i.key AS instance, i.value AS above
 FROM json_each(?2) p, json_each(p.value) i)
`

// fewRows picks rows by (instance, counter).
const fewRows = `SELECT s.rowid FROM due CROSS JOIN morango_store s INDEXED BY morango_store_saved
 ON s.last_saved_instance = due.instance AND s.last_saved_counter > due.above
 WHERE substr(s.partition, 1, length(due.prefix)) = due.prefix AND s.profile = ?3`

// manySQL reads the other list, argument 4, and finds out which of the
// partitions that have records lie under which prefix: sorted together, it can
// only be the last one before.
const manySQL = ` many AS MATERIALIZED (SELECT p.key AS prefix, i.key AS instance, i.value AS above
 FROM json_each(?4) p, json_each(p.value) i),
 lowest AS MATERIALIZED (SELECT instance, min(above) AS above FROM many GROUP BY instance),
 under AS MATERIALIZED (SELECT n.instance, n.partition, many.above FROM
  (SELECT instance, partition, seen,
   max(prefix) OVER (PARTITION BY instance ORDER BY partition, seen ROWS UNBOUNDED PRECEDING) AS prefix FROM
   (SELECT instance, prefix AS partition, prefix, 0 AS seen FROM many UNION ALL
    SELECT DISTINCT s.last_saved_instance, s.partition, NULL, 1 ` + lowestRows + `)) n
  CROSS JOIN many ON many.instance = n.instance AND many.prefix = n.prefix
  WHERE n.seen = 1 AND substr(n.partition, 1, length(n.prefix)) = n.prefix)
`

// lowestRows are all of an instance's that could be due.
const lowestRows = `FROM lowest CROSS JOIN morango_store s INDEXED BY morango_store_saved
 ON s.last_saved_instance = lowest.instance AND s.last_saved_counter > lowest.above`

const manyRows = `SELECT s.rowid ` + lowestRows + `
 CROSS JOIN under ON under.instance = s.last_saved_instance AND under.partition = s.partition
  AND s.last_saved_counter > under.above
 WHERE s.profile = ?3`
