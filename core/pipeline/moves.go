package pipeline

import (
	"fmt"

	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/conflict"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/sqldb"
)

// followMoves takes in what the received records say of rows that have moved to
// another partition.
func (e *Engine) followMoves(a *applying, v counter.Version) (err error) {
	if a.moves, err = conflict.LearnMoves(a.tx, a.more); err != nil || !a.moves {
		return err
	}
	return e.carryMoves(a.tx, v, a.prefixes)
}

// moveAlong moves the rows that refer to rows which have moved, where others have
// written them meanwhile.
func (e *Engine) moveAlong(a *applying) error {
	if !a.moves {
		return nil
	}
	return e.eachTable(func(m *apptable.Table) error { return m.MoveAlong(a.tx) })
}

// refollow leads references to rows that have moved where those are.
func (e *Engine) refollow(a *applying) error {
	if !a.moves {
		return nil
	}
	return e.eachTable(func(m *apptable.Table) error { return conflict.Refollow(a.tx, m) })
}

// saveMoves completes the moves of rows whose records have been serialized.
func (e *Engine) saveMoves(tx sqldb.Tx, v counter.Version, filter any) error {
	if err := e.carryMoves(tx, v, filter); err != nil {
		return err
	}
	return e.eachTable(func(m *apptable.Table) error { return conflict.MovesSaved(tx, m) })
}

func (e *Engine) carryMoves(tx sqldb.Tx, v counter.Version, filter any) error {
	err := e.eachTable(func(m *apptable.Table) error { return conflict.CarryMoved(tx, m, v, filter) })
	if err == nil {
		err = counter.NoteSaved(tx, v)
	}
	return err
}

func (e *Engine) eachTable(do func(*apptable.Table) error) error {
	for _, m := range e.models {
		if err := do(m.App); err != nil {
			return fmt.Errorf("moves of %s: %w", m.App.Name, err)
		}
	}
	return nil
}
