package client

import (
	"context"
	"time"

	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
)

// A pull's records are shown as they come: the first chunk at once, then
// whenever as many again have come twice over, so that the work for it stays a
// small part however long the pull is, or when showAfter has passed on a slow
// line.
const (
	showFactor = 3
	showAfter  = time.Second
)

// shown is how much of a pull the app tables have. The zero value is nothing.
type shown struct {
	records int64
	at      time.Time
}

// due reports whether it is time to show what has arrived. What arrives last is
// shown by finish.
func (s shown) due(t pipeline.Transfer) bool {
	switch {
	case t.RecordsTransferred == t.RecordsTotal || t.RecordsTransferred == s.records:
		return false
	case t.RecordsTransferred >= showFactor*s.records:
		return true
	}
	return time.Since(s.at) >= showAfter
}

// show takes what has arrived of a pull into the app tables. Like a chunk it
// need not be durable before the end.
func (t *transfer) show(ctx context.Context) error {
	engine := t.session.hub.engine
	if engine.Schema() != nil { // there are app tables
		err := t.advance(sqldb.Deferrable(ctx, 0), func(tx sqldb.Tx, state pipeline.Transfer) (pipeline.Transfer, error) {
			if err := state.Kept(tx); err != nil {
				return state, err
			}
			if err := engine.Identity().SaveAs(tx, t.session.sync.ClientInstance); err != nil {
				return state, err
			}
			return engine.ApplyArrived(tx, state)
		})
		if err != nil {
			return err
		}
	}
	t.shown = shown{records: t.state.RecordsTransferred, at: time.Now()}
	return nil
}
