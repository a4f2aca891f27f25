package datasets

import (
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// settle does what was chosen. What was kept before and is not any more is
// frozen or removed.
func (l losses) settle(tx sqldb.Tx, e *pipeline.Engine) error {
	kept := value.FilterJSON(l.kept())
	err := sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "DELETE FROM amora_kept"},
		sqldb.Statement{SQL: "INSERT INTO amora_kept (prefix) SELECT value FROM json_each(?1)", Args: []any{kept}},
	)
	if err != nil {
		return err
	}
	if l.choice == Remove {
		for _, o := range l.list {
			if err := o.remove(tx, e); err != nil {
				return err
			}
		}
	}
	if err := sqldb.SetMeta(tx, metaRemoved, l.removed()); err != nil {
		return err
	}
	return trust.RefreshWriteScope(tx)
}

// parameters of the statements of a removal: ?1 what is lost, ?2 what stays, ?3
// the ids of the rows that others refer to which stay.
func (o loss) args(referred []string) []any {
	return []any{value.FilterJSON(o.Lost), value.FilterJSON(o.Stay), sqldb.ToJSON(referred)}
}

// gone is a SQL condition: this database may no longer see a partition.
func gone(partition string) string {
	return "(" + value.Matches(partition, "?1") + " AND NOT " + value.Matches(partition, "?2") + ")"
}

// remove deletes what this database may no longer see of a dataset, once the work
// that no relay has is put aside. The next save is another instance's, because
// the database may be let in again, and gets back what it had saved before.
func (o loss) remove(tx sqldb.Tx, e *pipeline.Engine) error {
	if err := abandon(tx, o.Room); err != nil {
		return err
	}
	if err := o.rescue(tx, e); err != nil {
		return err
	}
	referred, err := o.referred(tx, e.Schema().Ordered())
	if err != nil {
		return err
	}
	if err := e.Identity().SaveAsNew(tx); err != nil {
		return err
	}
	p := part{args: o.args(referred), where: func(partition, id string) string {
		return gone(partition) + " AND " + id + " NOT IN (SELECT value FROM json_each(?3))"
	}}
	if err := p.run(tx, p.forget(e)); err != nil {
		return err
	}
	return o.forgetCounters(tx)
}

// rescue puts aside the records whose present version no relay has, rows that
// were not serialized yet among them.
func (o loss) rescue(tx sqldb.Tx, e *pipeline.Engine) error {
	err := e.Identity().Apart(tx, func() error { return e.SerializeDirty(tx, o.Lost) })
	if err != nil {
		return err
	}
	ids, err := counter.OnlyHereIDs(tx, o.Lost)
	if err != nil {
		return err
	}
	args := append(o.args(ids), o.Room, e.Identity().Now())
	_, err = tx.Exec(`INSERT INTO amora_rescued (room, id, model_name, partition, deleted, serialized, at)
SELECT ?4, id, model_name, partition, deleted, serialized, ?5 FROM morango_store
WHERE id IN (SELECT value FROM json_each(?3)) AND hard_deleted = 0 AND `+gone("partition")+" ORDER BY id", args...)
	return err
}

// referred lists rows that are gone, and that rows refer to which stay: these
// could not be there without them. models have parents before their children.
func (o loss) referred(tx sqldb.Tx, models []*schema.Model) (all []string, err error) {
	all = []string{}
	for _, m := range slices.Backward(models) {
		sql := referredSQL(m, models)
		if sql == "" {
			continue
		}
		var ids []string
		if err := sqldb.ReadJSON(tx, &ids, sql, o.args(all)...); err != nil {
			return nil, err
		}
		all = append(all, ids...)
	}
	return all, nil
}

// referredSQL is a query for the rows of a model that are gone and are referred to
// by rows that stay, with those that they descend from; "" where nothing refers
// to the model.
func referredSQL(m *schema.Model, models []*schema.Model) string {
	var by []string
	for _, child := range models {
		for column, r := range child.References {
			if !r.ForeignKey() || !slices.Contains(r.Models, m.Name) {
				continue
			}
			value := "c." + sqldb.Quote(column)
			by = append(by, "SELECT "+value+" FROM "+sqldb.Quote(child.Table)+" c WHERE "+value+
				" IS NOT NULL AND (NOT "+gone("c._morango_partition")+" OR c.id IN (SELECT value FROM json_each(?3)))"+child.Rows("c"))
		}
	}
	if len(by) == 0 {
		return ""
	}
	table := sqldb.Quote(m.Table)
	if self := m.SelfReference(); self != "" {
		parent := "a." + sqldb.Quote(self)
		by = append(by, "SELECT "+parent+" FROM held h CROSS JOIN "+table+" a ON a.id = h.id WHERE "+parent+" IS NOT NULL")
	}
	return "WITH RECURSIVE held (id) AS (" + strings.Join(by, " UNION ") + ") SELECT json_group_array(a.id)" +
		" FROM held h CROSS JOIN " + table + " a ON a.id = h.id WHERE " + gone("a._morango_partition")
}

// forgetCounters forgets how much is here of what is gone, so that it comes again
// if the database is let in again. A claim that reaches further is split: what
// stays, and other datasets, keep it.
func (o loss) forgetCounters(tx sqldb.Tx) error {
	held, err := rooms.Held(tx)
	if err != nil {
		return err
	}
	stay := slices.DeleteFunc(held, func(room string) bool { return room == o.Room })
	args := []any{value.FilterJSON(o.Lost), value.FilterJSON(append(o.Stay, stay...))}
	const about = `(NOT EXISTS (SELECT 1 FROM json_each(?2) s WHERE substr(c.partition, 1, length(s.value)) = s.value)
 AND EXISTS (SELECT 1 FROM json_each(?1) l WHERE substr(c.partition, 1, length(l.value)) = l.value
 OR substr(l.value, 1, length(c.partition)) = c.partition))`
	const below = " CROSS JOIN json_each(?2) s ON substr(s.value, 1, length(c.partition)) = c.partition WHERE " + about
	return part{args: args}.run(tx, []string{
		`INSERT INTO morango_databasemaxcounter (partition, instance_id, counter)
SELECT s.value, c.instance_id, max(c.counter) FROM morango_databasemaxcounter c` + below + ` GROUP BY 1, 2
ON CONFLICT (partition, instance_id) DO UPDATE SET counter = max(counter, excluded.counter)`,
		"DELETE FROM morango_databasemaxcounter AS c WHERE " + about,
		`INSERT INTO amora_acknowledged (relay, partition, instance_id, counter)
SELECT c.relay, s.value, c.instance_id, max(c.counter) FROM amora_acknowledged c` + below + ` GROUP BY 1, 2, 3
ON CONFLICT (relay, partition, instance_id) DO UPDATE SET counter = max(counter, excluded.counter)`,
		"DELETE FROM amora_acknowledged AS c WHERE " + about,
		"DELETE FROM amora_partitionmaxcounter WHERE " + gone("partition"),
	})
}
