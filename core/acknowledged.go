package core

// What a relay says it has of this database's own saves is not believed: any
// member can make it say so (PROTOCOL.md §10). This database counts what the
// relay acknowledged to it instead. What it sends again without need is
// dropped by the receiver.

// acknowledge notes own saves that a relay has taken: counters by partition.
func acknowledge(tx Tx, relay string, has map[string]Counters) error {
	own, err := ownIDs(tx)
	if err != nil {
		return err
	}
	taken := map[string]Counters{}
	for partition, counters := range has {
		for instance, counter := range counters {
			if own[instance] {
				add(taken, partition, instance, counter)
			}
		}
	}
	if len(taken) == 0 {
		return nil
	}
	_, err = tx.Exec(`INSERT INTO amora_acknowledged (relay, partition, instance_id, counter)
SELECT ?1, p.key, i.key, i.value FROM json_each(?2) p, json_each(p.value) i WHERE true
ON CONFLICT (relay, partition, instance_id) DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter`, relay, toJSON(taken))
	return err
}

// believe takes what a relay says it has, spelled out under the filter, and
// lowers the counters of this database's own instances to what the relay
// acknowledged. again reports whether that lowered any.
func believe(tx Tx, relay string, says FSIC, filter Filter) (has FSIC, again bool, err error) {
	own, err := ownIDs(tx)
	if err != nil {
		return has, false, err
	}
	acknowledged := map[string]Counters{}
	err = readJSON(tx, &acknowledged, `SELECT ifnull(json_group_object(partition, json(counters)), '{}') FROM
 (SELECT partition, json_group_object(instance_id, counter) AS counters FROM amora_acknowledged WHERE relay = ?1 GROUP BY partition)`, relay)
	if err != nil {
		return has, false, err
	}
	expanded := says.expand(filter)
	for partition, counters := range expanded {
		taken := prefixCounters(acknowledged, partition, true)
		for instance, counter := range counters {
			if own[instance] && counter > taken[instance] {
				counters[instance], again = taken[instance], true
			}
		}
	}
	return FSIC{Super: map[string]Counters{}, Sub: expanded}, again, nil
}
