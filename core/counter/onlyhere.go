package counter

import (
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// taken begins a statement with a table of the counters up to which some relay
// has acknowledged own saves. ?1 are acknowledgements that are in no table yet:
// counters by partition and instance, in JSON.
const taken = `WITH taken(partition, instance, counter) AS MATERIALIZED (
 SELECT partition, instance, max(counter) FROM (
  SELECT partition, instance_id AS instance, counter FROM amora_acknowledged
  UNION ALL SELECT p.key, i.key, i.value FROM json_each(?1) p, json_each(p.value) i) GROUP BY partition, instance)`

// onlyHere is taken with a table of the records whose present version was saved
// here and is acknowledged by no relay. ?2 are the prefixes that may be written:
// floor has the counters that are acknowledged under all of them, so that
// records below these are not looked at.
const onlyHere = taken + `,
floor(instance, lowest, highest) AS MATERIALIZED (
 SELECT i.id, ifnull((SELECT min(ifnull((SELECT max(t.counter) FROM taken t
   WHERE t.instance = i.id AND substr(w.value, 1, length(t.partition)) = t.partition), 0)) FROM json_each(?2) w), 0),
  i.counter FROM morango_instanceidmodel i),
saved(id, partition, instance, counter) AS (
 SELECT s.id, s.partition, f.instance, s.last_saved_counter
 FROM floor f CROSS JOIN morango_store s INDEXED BY morango_store_saved
  ON s.last_saved_instance = f.instance AND s.last_saved_counter > f.lowest AND s.last_saved_counter <= f.highest
 WHERE s.last_saved_counter > ifnull((SELECT max(t.counter) FROM taken t
  WHERE t.instance = f.instance AND substr(s.partition, 1, length(t.partition)) = t.partition), 0))
`

// CountOnlyHere counts the records whose present version was saved here and is
// acknowledged by no relay. more are acknowledgements that are in no table yet,
// write the prefixes that may be written. Records whose ids are in one of the
// tables without, quoted names, are not counted, nor are those of other
// datasets than room, unless it is "".
func CountOnlyHere(
	tx sqldb.Tx, more map[string]Counters, write value.Filter, without []string, room string,
) (int64, error) {
	sql := onlyHere + "SELECT count(*) FROM saved WHERE (?3 = '' OR " + rooms.Same("partition", "?3") + ")"
	for _, table := range without {
		sql += " AND id NOT IN (SELECT id FROM " + table + ")"
	}
	return sqldb.Int(tx, sql, sqldb.ToJSON(more), sqldb.ToJSON(write), room)
}

// OnlyHere lists the highest counters of the records that [CountOnlyHere]
// counts, by partition and instance.
func OnlyHere(tx sqldb.Tx, more map[string]Counters, write value.Filter) (list []Horizon, err error) {
	err = sqldb.ReadJSON(tx, &list, onlyHere+`SELECT json_group_array(json_object(
 'Partition', partition, 'Instance', instance, 'Counter', counter))
FROM (SELECT partition, instance, max(counter) AS counter FROM saved GROUP BY partition, instance)`,
		sqldb.ToJSON(more), sqldb.ToJSON(write))
	return list, err
}

// Unacknowledged keeps the counters of a list that no relay has acknowledged.
func Unacknowledged(tx sqldb.Tx, more map[string]Counters, list []Horizon) (kept []Horizon, err error) {
	err = sqldb.ReadJSON(tx, &kept, taken+`
SELECT json_group_array(json(h.value)) FROM json_each(?2) h
WHERE h.value ->> 'Counter' > ifnull((SELECT max(t.counter) FROM taken t WHERE t.instance = h.value ->> 'Instance'
 AND substr(h.value ->> 'Partition', 1, length(t.partition)) = t.partition), 0)`, sqldb.ToJSON(more), sqldb.ToJSON(list))
	return kept, err
}

// OnlyHereIDs lists the records whose present version was saved here and is
// acknowledged by no relay, of those under a filter and perhaps others.
func OnlyHereIDs(tx sqldb.Tx, filter value.Filter) (ids []string, err error) {
	err = sqldb.ReadJSON(tx, &ids, onlyHere+"SELECT json_group_array(id) FROM saved", "{}", sqldb.ToJSON(filter))
	return ids, err
}
