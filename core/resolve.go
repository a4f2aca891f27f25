package core

import (
	"context"

	"github.com/amora-sync/amora/core/conflict"
	"github.com/amora-sync/amora/core/sqldb"
)

// Resolve settles the conflict of a record: the record gets the values given,
// a JSON object of columns as [Instance.Put] takes it, or stays as it is where
// there are none, and [Instance.Conflicts] no longer lists it. One of the
// conflict's Lost values may be given as it is.
//
// The record's next version leaves the settled values out, and takes the place
// of older ones on every device. A version that another device made without
// knowing of it is a new conflict.
//
//   - A deleted record stays deleted without values, and comes back with them.
//   - Of a column that only a newer version of the app has the record's own
//     value stays.
//   - Where no conflict is kept any more, the values are written all the same.
//
// Errors, none of which leaves anything written, are those of Put; bad_id
// where there is no such record.
func (in *Instance) Resolve(ctx context.Context, model, id string, values []byte) error {
	m, err := in.engine.Table(model)
	if err != nil {
		return err
	}
	return in.hub.Write(ctx, func(tx sqldb.Tx) error {
		if err := conflict.Resolve(tx, m.App, id, values); err != nil {
			return err
		}
		return receipt(ctx, tx, nil)
	})
}
