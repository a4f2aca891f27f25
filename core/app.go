package core

import "context"

// Exec runs one statement of the app's own in a transaction and returns the
// number of rows it changed. The app tables' triggers track what it does.
// Errors: bad_request for SQL that is wrong, or would change what the engine
// made, required, bad_value, bad_id,
// immutable_column, not_writable, record_too_large, constraint.
func (in *Instance) Exec(ctx context.Context, sql string, args ...any) (changes int64, err error) {
	err = in.write(ctx, func(tx Tx) error {
		err := guarded(tx, in.schema, sql, func() (err error) {
			changes, err = appTx(tx).Exec(sql, args...)
			return AppSQL(err)
		})
		if err != nil {
			return err
		}
		return receipt(ctx, tx, changes)
	})
	return changes, err
}
