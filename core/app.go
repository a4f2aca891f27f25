package core

import "context"

// Exec runs one statement of the app's own in a transaction and returns the
// number of rows it changed. The app tables' triggers track what it does.
func (in *Instance) Exec(ctx context.Context, sql string, args ...any) (changes int64, err error) {
	err = in.db.Update(ctx, func(tx Tx) (err error) {
		changes, err = tx.Exec(sql, args...)
		return err
	})
	if err == nil {
		in.changed.ring()
	}
	return changes, err
}
