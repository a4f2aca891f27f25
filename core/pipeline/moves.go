package pipeline

import (
	"fmt"
	"slices"

	"github.com/amora-sync/amora/core/conflict"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// followMoves takes in what the received records say of rows that have moved to
// another partition.
func (e *Engine) followMoves(a *applying, v counter.Version) (err error) {
	if a.moves, err = conflict.LearnMoves(a.tx); err != nil || !a.moves || a.more {
		return err
	}
	return e.carryMoves(a.tx, v)
}

// moveAlong moves rows that refer to rows which have moved, where others have
// written them meanwhile. What the app's own SQL refuses stays where it is.
func (e *Engine) moveAlong(a *applying) error {
	if !a.moves || a.more {
		return nil
	}
	for _, m := range e.models {
		for _, sql := range m.App.AlongSQL() {
			err := sqldb.Nested(a.tx, func() error {
				_, err := sqldb.AsApp(a.tx).Exec(sql)
				return err
			})
			if code := fault.CodeOf(err); err != nil && !sqldb.IsRefusal(err) && code != fault.NotWritable && code != fault.Constraint {
				return fmt.Errorf("rows along with %s: %w", m.App.Name, err)
			}
		}
	}
	return nil
}

// saveMoves completes the moves of rows whose records have been serialized.
func (e *Engine) saveMoves(tx sqldb.Tx, v counter.Version) error {
	pending, err := sqldb.Int(tx, "SELECT EXISTS (SELECT 1 FROM amora_moved WHERE pending = 1)")
	if err != nil || pending == 0 {
		return err
	}
	if err := e.carryMoves(tx, v); err != nil {
		return err
	}
	for _, m := range e.models {
		if err := conflict.MovesSaved(tx, m.App); err != nil {
			return err
		}
	}
	return nil
}

func (e *Engine) carryMoves(tx sqldb.Tx, v counter.Version) error {
	for _, m := range e.models {
		if err := conflict.CarryMoved(tx, m.App, v); err != nil {
			return fmt.Errorf("moves of %s: %w", m.App.Name, err)
		}
	}
	return counter.NoteSaved(tx, v)
}

// reapply has the rows applied again whose references to received deletions of
// a model become NULL: those that have moved are to be followed.
func (m *Table) reapply(a *applying, target *Table) error {
	if !a.moves {
		return nil
	}
	for _, c := range m.App.Columns {
		r := m.App.References[c.Name]
		if !r.SetsNull() || !slices.Contains(r.Models, target.App.Name) {
			continue
		}
		_, err := a.tx.Exec("INSERT INTO amora_store_dirty (model_name, id) SELECT o.model_name, o.id FROM (SELECT s.id "+target.received()+
			" AND s.deleted = 1) x CROSS JOIN amora_moved v ON v.id = x.id CROSS JOIN "+sqldb.Quote(m.App.Table)+" a ON a."+sqldb.Quote(c.Name)+
			" = x.id CROSS JOIN morango_store o ON o.id = a.id WHERE o.deleted = 0 AND o.model_name = ?2 ON CONFLICT DO NOTHING",
			a.prefixes, m.App.Name)
		if err != nil {
			return err
		}
	}
	return nil
}
