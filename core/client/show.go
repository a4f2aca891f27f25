package client

import (
	"context"
	"time"

	"github.com/amora-sync/amora/core/arrived"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
)

// show takes what has arrived of a pull into the app tables. Like a chunk it
// need not be durable before the end.
func (t *transfer) show(ctx context.Context) error {
	engine := t.session.hub.engine
	if engine.Schema() != nil { // there are app tables
		err := t.advance(sqldb.Deferrable(ctx, 0), func(tx sqldb.Tx, state pipeline.Transfer) (pipeline.Transfer, error) {
			if err := state.Kept(tx); err != nil {
				return state, err
			}
			if err := t.session.saveAs(tx); err != nil {
				return state, err
			}
			return engine.ApplyArrived(tx, state)
		})
		if err != nil {
			return err
		}
	}
	t.shown = arrived.Shown{Records: t.state.RecordsTransferred, At: time.Now()}
	return nil
}
