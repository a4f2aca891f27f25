package main

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// A page repeats a call when the database has got another owner before the
// answer came: it cannot know whether the commit or the owner's end was first.
// So each commit stores, with the changes, the call's result under the call's
// id, and a call that comes again is given that result instead of being done
// twice. Calls carry the number up to which their page has had its answers;
// those are forgotten.
const createRequests = `CREATE TABLE IF NOT EXISTS amora_request (
  page TEXT NOT NULL,
  number INTEGER NOT NULL,
  settled INTEGER NOT NULL,
  result TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (page, number)
) WITHOUT ROWID`

// requestAge is how long results are kept for a page that never comes back to
// settle them. It may have been frozen for as long.
const requestAge = 7 * 24 * time.Hour

// keepRequests makes the table ready at opening. That old results are deleted
// is not needed for that: it may fail where storage is full.
func keepRequests(ctx context.Context, db sqldb.DB) error {
	err := db.Update(ctx, func(tx sqldb.Tx) error {
		_, err := tx.Exec(createRequests)
		return err
	})
	if err != nil {
		return err
	}
	err = db.Update(ctx, func(tx sqldb.Tx) error {
		_, err := tx.Exec("DELETE FROM amora_request WHERE at < ?1", time.Now().Add(-requestAge).Unix())
		return err
	})
	if fault.CodeOf(err) == fault.StorageFull {
		return nil
	}
	return err
}

// callID is a call's id, "page-number".
type callID struct {
	page   string
	number int64 // from 1; 0 for an id of another form
}

func parseCallID(id string) callID {
	page, digits, _ := strings.Cut(id, "-")
	number, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return callID{}
	}
	return callID{page, number}
}

// once makes a call that writes, unless it was done before: then it returns
// that call's result. A call that comes again looks for the result in its own
// first transaction: with a turn of its own for that, a later write of the same
// page would overtake it.
func once[T any](ctx context.Context, e *engine, r request, call func(context.Context) (T, error)) (result T, err error) {
	if r.id.number == 0 {
		return call(ctx)
	}
	before := &recall{id: r.id}
	with := core.WithReceipt(ctx, r.receipt)
	if r.again {
		with = context.WithValue(with, recallKey{}, before)
	}
	result, err = call(with)
	if err != nil && !before.done && (r.again || fault.CodeOf(err) == fault.StorageFailed) {
		err = e.outcome(ctx, before, err)
	}
	if before.done {
		var stored T
		return stored, json.Unmarshal([]byte(before.result), &stored)
	}
	return result, err
}

// outcome looks whether a call was done that has failed without having looked:
// it came again and ended before its transaction, or its storage broke down in
// the middle of the commit. The end of the call's context, by an abort or a
// time limit, does not end that. Where another owner has to look the error is
// not_owner, and the page asks that one.
func (e *engine) outcome(ctx context.Context, before *recall, failure error) error {
	err := e.db.View(context.WithoutCancel(ctx), before.look)
	if fault.CodeOf(err) == fault.NotOwner {
		return err
	}
	return failure
}

// receipt is a core.Receipt: it stores the result under the call's id.
func (r request) receipt(tx sqldb.Tx, result any) error {
	text, err := json.Marshal(result)
	if err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE FROM amora_request WHERE page = ?1 AND number <= ?2", r.id.page, r.settled); err != nil {
		return err
	}
	_, err = tx.Exec("INSERT INTO amora_request (page, number, settled, result, at) VALUES (?1, ?2, ?3, ?4, ?5)",
		r.id.page, r.id.number, r.settled, string(text), time.Now().Unix())
	return err
}

// recall is a look for the result of a call that may have been done before.
type recall struct {
	id     callID
	done   bool
	result string // JSON, if it was done
}

type recallKey struct{}

// errRecalled ends the transaction of a call that was done before.
var errRecalled = errors.New("the call was done before")

// recalling is fn, after a look for the result of the call whose context ctx
// is, if it may have been done before.
func recalling(ctx context.Context, fn func(sqldb.Tx) error) func(sqldb.Tx) error {
	before, ok := ctx.Value(recallKey{}).(*recall)
	if !ok {
		return fn
	}
	return func(tx sqldb.Tx) error {
		if err := before.look(tx); err != nil {
			return err
		}
		return fn(tx)
	}
}

// look reads the result. Errors: errRecalled if there is one, bad_request if
// the page has had it.
func (c *recall) look(tx sqldb.Tx) error {
	row, err := tx.Query(`SELECT (SELECT result FROM amora_request WHERE page = ?1 AND number = ?2),
 (SELECT max(settled) FROM amora_request WHERE page = ?1)`, c.id.page, c.id.number)
	if err != nil {
		return err
	}
	if c.result, c.done = row[0][0].(string); c.done {
		return errRecalled
	}
	if settled, ok := row[0][1].(int64); ok && settled >= c.id.number {
		return fault.Errorf(fault.BadRequest, "call %d was answered already", c.id.number)
	}
	return nil
}
