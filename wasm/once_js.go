package main

import (
	"context"
	"encoding/json"
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
// that call's result.
func once[T any](ctx context.Context, e *engine, r request, call func(context.Context) (T, error)) (result T, err error) {
	if r.id.number == 0 {
		return call(ctx)
	}
	if r.again {
		if done, err := e.recall(ctx, r.id, &result); done || err != nil {
			return result, err
		}
	}
	result, err = call(core.WithReceipt(ctx, r.receipt))
	if fault.CodeOf(err) == fault.StorageFailed {
		// Of a storage that breaks down in the middle only a look at it tells
		// whether the commit is there.
		var stored T
		if done, lookErr := e.recall(ctx, r.id, &stored); done && lookErr == nil {
			return stored, nil
		}
	}
	return result, err
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

// recall reads the result of a call that was done before.
func (e *engine) recall(ctx context.Context, id callID, result any) (done bool, err error) {
	err = e.db.View(ctx, func(tx sqldb.Tx) error {
		row, err := tx.Query(`SELECT (SELECT result FROM amora_request WHERE page = ?1 AND number = ?2),
 (SELECT max(settled) FROM amora_request WHERE page = ?1)`, id.page, id.number)
		if err != nil {
			return err
		}
		if text, ok := row[0][0].(string); ok {
			done = true
			return json.Unmarshal([]byte(text), result)
		}
		if settled, ok := row[0][1].(int64); ok && settled >= id.number {
			return fault.Errorf(fault.BadRequest, "call %d was answered already", id.number)
		}
		return nil
	})
	return done, err
}
