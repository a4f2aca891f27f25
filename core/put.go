package core

import (
	"context"
	"errors"

	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// Put writes rows of a model, a JSON object or an array of objects, and
// returns their ids in the same order. One call is one transaction and one
// statement: the fewer calls an import has, the faster it is, while other
// writers wait for the one under way.
//
// A row whose id is there already is updated: an object holds the columns to
// change, others stay. The id is the object's, or follows from the columns the
// source template names, or is new. Values are those of the serialized or of
// the stored form (see schema.Type), so a row that was read may be put back and
// stays as it is. A json column takes any value; a string that is valid JSON
// text stands for the value of that text, because SELECT gives such texts. What
// is stored is what every other device will hold: times are cut to
// milliseconds, numbers below 1e15 in a decimal column without a scale rounded
// to 15 digits.
//
// Errors, none of which leaves anything written: unknown_model,
// unknown_column, bad_value, required, bad_id, immutable_column,
// not_writable, record_too_large, constraint. They name the row, counted from
// 1, where the row itself is wrong. Two rows of one call with the same id are
// a bad_value: which of them should win is for the caller to say.
func (in *Instance) Put(ctx context.Context, model string, rows []byte) (ids []string, err error) {
	return Transact(ctx, in, func(t *Transaction) ([]string, error) { return t.Put(model, rows) })
}

// Delete deletes a row, and with it the rows that refer to it. A hard delete
// also wipes their contents from every Store it reaches. Deleting what is not
// there does nothing. Errors: unknown_model, not_writable.
func (in *Instance) Delete(ctx context.Context, model, id string, hard bool) error {
	_, err := Transact(ctx, in, func(t *Transaction) (struct{}, error) { return struct{}{}, t.Delete(model, id, hard) })
	return err
}

// Can reports whether this database may do something to a row of a model: "insert"
// it, "update" it, or "delete" it with the rows that refer to it. The answer is
// no exactly where Put, Exec or Delete would fail with not_writable; whether the
// row is right otherwise is not asked. row is a JSON object: of an insert the
// columns from which the partition follows, else the id and, of an update, the
// columns to change. No relay is asked. Errors: unknown_model; bad_request for
// another action; bad_value; required where such a column is missing.
func Can(ctx context.Context, in *Instance, action, model string, row []byte) (allowed bool, err error) {
	m, err := in.engine.Table(model)
	if err != nil {
		return false, err
	}
	more := false
	err = in.engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		allowed, more, err = m.App.MayWrite(tx, apptable.Action(action), row)
		return err
	})
	if err != nil || !allowed || !more {
		return allowed, err
	}
	tried := errors.New("rolled back")
	err = in.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		allowed = fault.CodeOf(m.App.Try(tx, apptable.Action(action), row)) != fault.NotWritable
		return tried
	})
	if errors.Is(err, tried) {
		err = nil
	}
	return allowed, err
}
