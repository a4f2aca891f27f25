package counter

import (
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// What a relay says it has of this database's own saves is not believed: any
// member can make it say so (PROTOCOL.md §10). This database counts what the
// relay acknowledged to it instead. What it sends again without need is
// dropped by the receiver.

// Acknowledge notes what a relay, by its [RelayName], has taken of this
// database's own saves: counters by partition, of which it ignores those of
// other instances.
func Acknowledge(tx sqldb.Tx, relay string, has map[string]Counters) error {
	own, err := OwnIDs(tx)
	if err != nil {
		return err
	}
	taken := map[string]Counters{}
	for partition, counters := range has {
		for instance, counter := range counters {
			if own[instance] {
				Add(taken, partition, instance, counter)
			}
		}
	}
	if len(taken) == 0 {
		return nil
	}
	_, err = tx.Exec(`INSERT INTO amora_acknowledged (relay, partition, instance_id, counter)
SELECT ?1, p.key, i.key, i.value FROM json_each(?2) p, json_each(p.value) i WHERE true
ON CONFLICT (relay, partition, instance_id) DO UPDATE SET counter = excluded.counter
 WHERE excluded.counter > counter`, relay, sqldb.ToJSON(taken))
	return err
}

// Believe returns what a relay, by its [RelayName], says it has, expanded under
// the filter, with the counters of this database's own instances lowered to
// what the relay acknowledged. again reports whether that lowered any.
func Believe(tx sqldb.Tx, relay string, says FSIC, filter value.Filter) (has FSIC, again bool, err error) {
	own, err := OwnIDs(tx)
	if err != nil {
		return has, false, err
	}
	acknowledged := map[string]Counters{}
	err = sqldb.ReadJSON(tx, &acknowledged, `SELECT ifnull(json_group_object(partition, json(counters)), '{}') FROM
 (SELECT partition, json_group_object(instance_id, counter) AS counters FROM amora_acknowledged WHERE relay = ?1
  GROUP BY partition)`, relay)
	if err != nil {
		return has, false, err
	}
	expanded := says.Expand(filter)
	var doubted []Horizon // with the counters that are acknowledged
	for partition, counters := range expanded {
		taken := prefixCounters(acknowledged, partition, true)
		for instance, counter := range counters {
			if own[instance] && counter > taken[instance] {
				doubted = append(doubted, Horizon{partition, instance, taken[instance]})
			}
		}
	}
	if doubted, err = ownAbove(tx, doubted); err != nil {
		return has, false, err
	}
	for _, d := range doubted {
		expanded[d.Partition][d.Instance] = d.Counter
	}
	return FSIC{Super: map[string]Counters{}, Sub: expanded}, len(doubted) > 0, nil
}

// maxAbove is how many counters ownAbove looks behind: each may read all rows
// of an instance.
const maxAbove = 100

// ownAbove keeps the counters above which a version is here that this database
// saved itself. Where it was given up as an instance that another copy goes on
// as, the later ones are the copy's.
func ownAbove(tx sqldb.Tx, list []Horizon) (kept []Horizon, err error) {
	if len(list) == 0 || len(list) > maxAbove {
		return list, nil
	}
	err = sqldb.ReadJSON(tx, &kept, `SELECT json_group_array(json(h.value)) FROM json_each(?1) h
JOIN morango_instanceidmodel i ON i.id = h.value ->> 'Instance'
WHERE EXISTS (SELECT 1 FROM morango_store s WHERE s.last_saved_instance = i.id
 AND s.last_saved_counter > h.value ->> 'Counter' AND s.last_saved_counter <= i.counter
 AND substr(s.partition, 1, length(h.value ->> 'Partition')) = h.value ->> 'Partition')`, sqldb.ToJSON(list))
	return kept, err
}
