package datasets

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/idle"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// OnlyHere counts the records of a dataset whose present version no relay has:
// rows changed since the last serialize, and versions saved here that no relay
// has acknowledged.
func OnlyHere(tx sqldb.Tx, h *client.Hub, room string) (int64, error) {
	unsynced, err := Unsynced(tx, h.Engine(), room)
	if err != nil {
		return 0, err
	}
	saved, err := h.Unacknowledged(tx, room)
	return unsynced + saved, err
}

// Unsynced counts the rows and deletions of a dataset that the next serialize
// will pick up.
func Unsynced(tx sqldb.Tx, e *pipeline.Engine, room string) (int64, error) {
	if e.Schema() == nil {
		return e.Unsynced(tx)
	}
	sql := "SELECT (SELECT count(*) FROM morango_deletedmodels d WHERE NOT EXISTS" +
		" (SELECT 1 FROM morango_store s WHERE s.id = d.id AND NOT " + inRoom("s.partition") + "))"
	for _, m := range e.Schema().Models {
		table, err := e.Table(m.Name)
		if err != nil {
			return 0, err
		}
		sql += " + (SELECT count(*) FROM " + table.App.DirtyTable() + " d CROSS JOIN " + sqldb.Quote(m.Table) +
			" a ON a.id = d.id WHERE " + inRoom("a._morango_partition") + ")"
	}
	return sqldb.Int(tx, sql, room)
}

// Leave deletes a dataset from this database: its rows, records, certificates
// and keys. Others that hold it keep it. Without force, nothing may be here
// alone, and somebody else has to be an admin. Errors: no_certificate for a
// dataset that is not here, not_synced, last_admin, constraint where the app's own tables refer to the rows.
func Leave(ctx context.Context, h *client.Hub, room string, force bool) error {
	err := h.Engine().DB().Update(ctx, func(tx sqldb.Tx) error {
		held, err := rooms.Held(tx)
		if err == nil && !slices.Contains(held, room) {
			err = notHeld(room)
		}
		if err == nil && h.Engine().Schema() == nil {
			err = fault.Errorf(fault.BadRequest, "a database without a schema is deleted as a whole")
		}
		if err == nil && !force {
			err = checkSynced(tx, h, room)
		}
		if err == nil && !force {
			err = checkAdmins(tx, room)
		}
		if err == nil {
			err = leave(tx, h.Engine(), room)
		}
		return err
	})
	if err == nil {
		h.Rooms.Ring()
	}
	return err
}

// checkSynced makes sure that nothing of a dataset is here alone. Error:
// not_synced.
func checkSynced(tx sqldb.Tx, h *client.Hub, room string) error {
	n, err := OnlyHere(tx, h, room)
	if err == nil && n > 0 {
		err = fault.Errorf(fault.NotSynced, "%d records of the dataset %s are on no relay yet", n, room).
			WithHint("sync first, or force it: they are lost then")
	}
	return err
}

// checkAdmins makes sure that a dataset keeps an admin: somebody who holds the
// root's key, or an admin's, elsewhere. A recovery text is one. Error:
// last_admin.
func checkAdmins(tx sqldb.Tx, room string) error {
	own, err := trust.RoomCredentials(tx, room)
	if err != nil {
		return err
	}
	root, err := trust.LoadCertificate(tx, room)
	if err != nil {
		return err
	}
	rules, err := trust.RoomRules(tx, room, root.Profile)
	if err != nil {
		return err
	}
	mine := trust.CertificateIDs(own.Usable)
	others := !slices.Contains(mine, room)
	for id := range rules.Admins {
		others = others || !slices.Contains(mine, id)
	}
	if others {
		return nil
	}
	return fault.Errorf(fault.LastAdmin, "nobody else is known to be an admin of the dataset %s", room).
		WithHint("invite another admin or make a recovery text first, or force it: nobody can revoke, or admit relays, then")
}

// leave deletes a dataset.
func leave(tx sqldb.Tx, e *pipeline.Engine, room string) error {
	if err := abandon(tx, room); err != nil {
		return err
	}
	all := part{where: func(partition, _ string) string { return inRoom(partition) }, args: []any{room}}
	list := append(all.forget(e), forgetCounters()...)
	if err := all.run(tx, append(list, forgetTrust()...)); err != nil {
		return err
	}
	return left(tx, e)
}

// abandon ends the transfers of a dataset.
func abandon(tx sqldb.Tx, room string) error {
	const sessions = "SELECT id FROM morango_syncsession WHERE client_certificate_id" + ofRoom
	return idle.AbandonAll(tx, "sync_session_id IN ("+sessions+")", room)
}

// part is a part of what a database holds.
type part struct {
	// where is a SQL condition: a record belongs to the part, by its partition
	// and its id. The parameters ?1, ?2 and so on are args.
	where func(partition, id string) string
	args  []any
}

// run runs statements, each with those of the args that it has parameters for.
func (p part) run(tx sqldb.Tx, list []string) error {
	for _, sql := range list {
		n := len(p.args)
		for n > 0 && !strings.Contains(sql, fmt.Sprintf("?%d", n)) {
			n--
		}
		if _, err := tx.Exec(sql, p.args[:n]...); err != nil {
			return err
		}
	}
	return nil
}

// forget are the statements that delete the part's rows and records without a
// trace. Records go before their rows, so that none of these counts as one that
// has lost what it refers to.
func (p part) forget(e *pipeline.Engine) []string {
	models := e.Schema().Ordered()
	slices.Reverse(models)
	list := append(p.forgetDirty(models, e), p.forgetRecords()...)
	list = append(list, "INSERT INTO amora_applying (x) VALUES (1)")
	for _, m := range models {
		list = append(list, "DELETE FROM "+sqldb.Quote(m.Table)+" WHERE "+p.where("_morango_partition", "id"))
	}
	return append(list, "DELETE FROM amora_applying")
}

// ofRoom is a SQL condition, without its left side: a certificate's id is of
// room ?1.
const ofRoom = " IN (" + rooms.Certificates + ")"

// forgetDirty are the statements that forget which rows are to be serialized.
func (p part) forgetDirty(models []*schema.Model, e *pipeline.Engine) (list []string) {
	for _, m := range models {
		if table, err := e.Table(m.Name); err == nil {
			list = append(list, "DELETE FROM "+table.App.DirtyTable()+" WHERE id IN (SELECT a.id FROM "+sqldb.Quote(m.Table)+
				" a WHERE "+p.where("a._morango_partition", "a.id")+")")
		}
	}
	return list
}

// forgetRecords are the statements that delete the records, and what is known of
// them.
func (p part) forgetRecords() (list []string) {
	for _, column := range [][2]string{
		{"amora_relocated", "id"}, {"amora_relocated", "moved_to"}, {"amora_recordmaxcounter", "store_model_id"},
		{"amora_store_dirty", "id"}, {"amora_orphan", "id"}, {"amora_unlinked", "id"}, {"amora_resolved", "id"},
		{"morango_deletedmodels", "id"}, {"morango_harddeletedmodels", "id"},
	} {
		list = append(list, "DELETE FROM "+column[0]+" WHERE "+column[1]+" IN (SELECT s.id FROM morango_store s WHERE "+p.where("s.partition", "s.id")+")")
	}
	return append(list, "DELETE FROM morango_store WHERE "+p.where("partition", "id"),
		"DELETE FROM amora_quarantine WHERE "+p.where("partition", "model_uuid"))
}

// forgetCounters are the statements that forget how much of room ?1 is here.
func forgetCounters() (list []string) {
	for _, table := range []string{"morango_databasemaxcounter", "amora_partitionmaxcounter", "amora_acknowledged"} {
		list = append(list, "DELETE FROM "+table+" WHERE "+inRoom("partition"))
	}
	return list
}

// forgetTrust are the statements that delete the rules and certificates of room
// ?1, and the relays that it is synced with.
func forgetTrust() (list []string) {
	for _, table := range []string{"amora_note", "amora_relay", "amora_repeated", "amora_known_relay", "amora_first_relay", "amora_arrived", "amora_bundle"} {
		list = append(list, "DELETE FROM "+table+" WHERE room = ?1")
	}
	for _, table := range []string{"amora_pushed_certificate", "amora_endorsement", "amora_issued"} {
		list = append(list, "DELETE FROM "+table+" WHERE certificate_id"+ofRoom)
	}
	return append(list, "DELETE FROM morango_certificate WHERE id"+ofRoom)
}

// left goes on without the dataset that was left. The next save is another
// instance's, because the dataset may be joined again, and brings back what was
// saved before.
func left(tx sqldb.Tx, e *pipeline.Engine) error {
	if err := e.Identity().SaveAsNew(tx); err != nil {
		return err
	}
	held, err := rooms.Held(tx)
	if err == nil && len(held) == 0 {
		return sqldb.ExecAll(tx, sqldb.Statement{SQL: "DELETE FROM amora_write_scope"})
	}
	if err != nil {
		return err
	}
	return trust.RefreshWriteScope(tx)
}
