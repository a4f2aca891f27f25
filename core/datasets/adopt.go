package datasets

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Adoption says which dataset goes into which.
type Adoption struct {
	From string `json:"from"` // id of the dataset whose rows move
	Into string `json:"into"` // id of the dataset that they move to
	// Set gives columns that partitions follow from another value in all rows
	// that move, because the certificate for the other dataset names it: the
	// user's id, say.
	Set map[string]string `json:"set"`
}

// Adopted is what an adoption did.
type Adopted struct {
	Rows int64             `json:"rows"` // that have moved
	IDs  map[string]string `json:"ids"`  // of these, the later ids by the earlier ones
	// Left says that the dataset is here no more, because nobody else knew of it.
	// Otherwise it is here until [Leave], so that a sync tells others that its
	// rows are deleted.
	Left bool `json:"left"`
}

// Adopt moves all rows of a dataset into another one, as rows move to another
// partition (MORANGO.md §13.32): with their references, the keys of newer
// versions of the app and what was in conflict. It does all or nothing. A dataset
// that no relay has met and nobody was invited to is then left. then runs in the
// same transaction.
//
// Errors: no_certificate for datasets that are not here, or the other one if this
// database may do nothing there; not_writable where rows would get where it may
// not write, or are where it may not; constraint for rows that cannot move, or
// refer to such; bad_request.
func Adopt(ctx context.Context, h *client.Hub, a Adoption, then func(sqldb.Tx, Adopted) error) (done Adopted, err error) {
	err = h.Write(ctx, func(tx sqldb.Tx) error {
		if err := a.check(tx, h.Engine()); err != nil {
			return err
		}
		if done, err = a.move(tx, h.Engine()); err != nil {
			return err
		}
		return then(tx, done)
	})
	if err == nil {
		h.Rooms.Ring()
	}
	return done, err
}

// check makes sure that both datasets are here.
func (a Adoption) check(tx sqldb.Tx, e *pipeline.Engine) error {
	if e.Schema() == nil || a.From == a.Into {
		return fault.Errorf(fault.BadRequest, "an adoption takes two datasets, and a schema")
	}
	held, err := rooms.Held(tx)
	if err != nil {
		return err
	}
	for _, room := range []string{a.From, a.Into} {
		if !slices.Contains(held, room) {
			return notHeld(room)
		}
	}
	own, err := trust.RoomCredentials(tx, a.Into)
	if err == nil && len(own.Usable) == 0 {
		err = own.None()
	}
	return err
}

// move moves the rows, parents first.
func (a Adoption) move(tx sqldb.Tx, e *pipeline.Engine) (done Adopted, err error) {
	models := e.Schema().Ordered()
	ids, err := a.ids(tx, e)
	if err != nil {
		return done, err
	}
	for _, m := range models {
		if m.Root != "" || m.PartitionTemplate.First() == "" { // its row comes with a dataset, and stays with it
			continue
		}
		if err := a.moveModel(tx, m, models); err != nil {
			return done, fmt.Errorf("rows of %s into another dataset: %w", m.AppName(), err)
		}
	}
	done.Rows = int64(len(ids))
	err = sqldb.ReadJSON(tx, &done.IDs, `SELECT json_group_object(id, moved_to) FROM amora_relocated
WHERE id IN (SELECT value FROM json_each(?1))`, sqldb.ToJSON(ids))
	if err != nil {
		return done, err
	}
	done.Left, err = a.leave(tx, e)
	return done, err
}

// ids lists the rows that are to move. Error: constraint for rows that cannot.
func (a Adoption) ids(tx sqldb.Tx, e *pipeline.Engine) (all []string, err error) {
	all = []string{}
	for _, m := range e.Schema().Models {
		table, err := e.Table(m.Name)
		if err != nil {
			return nil, err
		}
		var ids []string
		if err := sqldb.ReadJSON(tx, &ids, "SELECT json_group_array(id) FROM "+a.rows(m), a.From); err != nil {
			return nil, err
		}
		if len(ids) > 0 && m.Root == "" && !table.App.Movable() {
			return nil, fault.Errorf(fault.Constraint, "%s: its %d rows do not move to another dataset", m.AppName(), len(ids)).
				WithHint("they are only read, or their ids follow from their columns")
		}
		if m.Root == "" {
			all = append(all, ids...)
		}
	}
	return all, nil
}

// rows are the rows of a model that are in the dataset ?1, a FROM clause with its
// conditions.
func (a Adoption) rows(m *schema.Model) string {
	return sqldb.Quote(m.Table) + " AS a WHERE " + rooms.Of("a._morango_partition") + " = ?1" + m.Rows("a")
}

// moveModel moves the rows of a model level by level, because a row may not move
// away from the one that it refers to. Rows that refer to one that moves mostly
// move along with it.
func (a Adoption) moveModel(tx sqldb.Tx, m *schema.Model, models []*schema.Model) error {
	sql, args := a.moveSQL(m, models)
	for {
		n, err := sqldb.AsApp(tx).Exec(sql, args...)
		if err != nil {
			return sqldb.AppSQL(err)
		}
		if n > 0 {
			continue
		}
		left, err := sqldb.Int(tx, "SELECT count(*) FROM "+a.rows(m), a.From)
		if err == nil && left > 0 {
			err = fault.Errorf(fault.Constraint, "%d rows refer to rows that stay", left)
		}
		return err
	}
}

// moveSQL moves the rows of a model that refer to no row which has yet to move.
// ?1 is the dataset they are in, ?2 the other one; what follows are the values of
// Set.
func (a Adoption) moveSQL(m *schema.Model, models []*schema.Model) (sql string, args []any) {
	args = []any{a.From, a.Into}
	sets := []string{sqldb.Quote(m.PartitionTemplate.First()) + " = ?2"}
	where := ""
	for _, c := range m.Columns {
		column, r := sqldb.Quote(c.Name), m.References[c.Name]
		value, set := a.Set[c.Name]
		switch {
		case c.Name == m.PartitionTemplate.First():
		case set && slices.Contains(m.PartitionTemplate.Columns(), c.Name):
			args = append(args, value)
			sets = append(sets, fmt.Sprintf("%s = ?%d", column, len(args)))
		case r.Table == "" || r.Optional:
		case refersToRoot(r, models):
			sets = append(sets, column+" = iif("+column+" = ?1, ?2, "+column+")")
		default:
			where += " AND NOT EXISTS (SELECT 1 FROM " + sqldb.Quote(r.Table) + " p WHERE p.id = a." + column + r.Rows("p") +
				" AND " + rooms.Of("p._morango_partition") + " = ?1)"
		}
	}
	table, rest, _ := strings.Cut(a.rows(m), " WHERE ")
	return "UPDATE " + table + " SET " + sqldb.List(sets...) + " WHERE " + rest + where, args
}

// refersToRoot reports whether a column refers to the row that comes with a
// dataset.
func refersToRoot(r schema.Reference, models []*schema.Model) bool {
	return slices.ContainsFunc(models, func(m *schema.Model) bool { return m.Root != "" && slices.Contains(r.Models, m.Name) })
}

// leave leaves the dataset that the rows came from, if nobody else knows of it,
// once their records are those of the other dataset.
func (a Adoption) leave(tx sqldb.Tx, e *pipeline.Engine) (bool, error) {
	known, err := sqldb.Int(tx, `SELECT EXISTS (SELECT 1 FROM amora_relay WHERE room = ?1)
 OR EXISTS (SELECT 1 FROM morango_syncsession WHERE client_certificate_id`+ofRoom+` OR server_certificate_id`+ofRoom+`)
 OR EXISTS (SELECT 1 FROM morango_certificate WHERE id <> ?1 AND id`+ofRoom+`)
 OR NOT EXISTS (SELECT 1 FROM morango_certificate WHERE id = ?1 AND private_key IS NOT NULL)`, a.From)
	if err != nil || known != 0 {
		return false, err
	}
	for _, room := range []string{a.From, a.Into} {
		own, err := trust.UsableCertificates(tx, room)
		if err != nil {
			return false, err
		}
		err = e.Identity().InRoom(tx, room, func() error { return e.SerializeDirty(tx, trust.Combined(own).Write) })
		if err != nil {
			return false, err
		}
	}
	return true, leave(tx, e, a.From)
}
