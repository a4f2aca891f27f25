package counter

import "github.com/amora-sync/amora/core/sqldb"

// A server that knows no tokens, as Morango's do, cannot tell who bears an
// instance id. So only one place does: the processes that have one file open
// (client.Hub.Process). Whoever opens a copy of it takes another id before it
// saves anything, and so does the same machine after a restart, because a copy of
// all of it may have been started as well (MORANGO.md §13.24). What was saved
// under the id before is the same in all copies, and stays as it is. amora_relay
// has the process in place of a receipt.

// Pair is [Identity.Propose] for a server that knows no tokens.
func (i *Identity) Pair(tx sqldb.Tx, room, server, process string) (p Pairing, err error) {
	by := sqldb.ToJSON(process)
	if err := i.leaveOthers(tx, room, server, by); err != nil {
		return p, err
	}
	if p, err = i.meet(tx, room, server); err != nil {
		return p, err
	}
	i.made.Store(p.Instance, true)
	_, err = tx.Exec("UPDATE amora_relay SET receipt = ?3 WHERE room = ?1 AND relay = ?2", room, server, by)
	return p, err
}

// leaveOthers gives up the ids that another place may bear, with all such
// servers: with one of them the other's saves may come from another one. A server
// without a process was met before there were any.
func (i *Identity) leaveOthers(tx sqldb.Tx, room, server, by string) error {
	var others []struct{ Room, Relay, Instance string }
	err := sqldb.ReadJSON(tx, &others, `SELECT json_group_array(json_object('Room', room, 'Relay', relay, 'Instance', instance_id))
FROM amora_relay WHERE token = '' AND receipt <> ?3 AND (substr(receipt, 1, 1) = '"' OR room = ?1 AND relay = ?2)`, room, server, by)
	if err != nil {
		return err
	}
	for _, o := range others {
		now := o.Instance
		if _, made := i.made.Load(now); !made {
			if now, err = i.NewWriter(tx, ""); err != nil {
				return err
			}
		}
		_, err := tx.Exec("UPDATE amora_relay SET instance_id = ?3, receipt = ?4, next = '' WHERE room = ?1 AND relay = ?2",
			o.Room, o.Relay, now, by)
		if err != nil {
			return err
		}
		if err := forgetUnused(tx, o.Instance); err != nil {
			return err
		}
	}
	return nil
}
