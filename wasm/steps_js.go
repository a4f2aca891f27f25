package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
)

// steps are the methods that a transaction consists of: one of a call of its
// own, several of a batch, any number of a transaction.
var steps = map[string]func(tx *core.Transaction, payload []byte) (json.RawMessage, error){
	"exec": execStep, "query": queryStep, "put": putStep, "delete": deleteStep,
}

// runStep runs one method in a transaction.
func runStep(tx *core.Transaction, method string, payload []byte) (json.RawMessage, error) {
	run := steps[method]
	if run == nil {
		return nil, fault.Errorf(fault.BadRequest, "a transaction has no method %.40q", method)
	}
	return run(tx, payload)
}

// writeBy makes a method of a step that is a transaction by itself.
func writeBy(method string) func(*engine, context.Context, request) ([]byte, error) {
	return func(e *engine, ctx context.Context, r request) ([]byte, error) {
		in, err := e.instance()
		if err != nil {
			return nil, err
		}
		limit := within(ctx, timeoutOf(method, r.payload))
		defer limit.release()
		return once(limit, e, r, func(ctx context.Context) (json.RawMessage, error) {
			return core.Transact(ctx, in, func(tx *core.Transaction) (json.RawMessage, error) {
				return runStep(tx, method, r.payload)
			})
		})
	}
}

// timeoutOf is how long a statement may take, 0 where its payload says nothing
// of that.
func timeoutOf(method string, payload []byte) int64 {
	var s statement
	if method != "exec" || json.Unmarshal(payload, &s) != nil {
		return 0
	}
	return s.Timeout
}

// execStep gives the rows of RETURNING beside the number of changes.
func execStep(tx *core.Transaction, payload []byte) (json.RawMessage, error) {
	s, params, err := parseStatement(payload)
	if err != nil {
		return nil, err
	}
	rows, changes, err := tx.Result(s.SQL, params...)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(rows, []byte(`{"columns":[]`)) {
		return fmt.Appendf(nil, `{"changes":%d}`, changes), nil
	}
	return append(fmt.Appendf(nil, `{"changes":%d,`, changes), rows[1:]...), nil
}

func queryStep(tx *core.Transaction, payload []byte) (json.RawMessage, error) {
	s, params, err := parseStatement(payload)
	if err != nil {
		return nil, err
	}
	return tx.Rows(s.SQL, params...)
}

func putStep(tx *core.Transaction, payload []byte) (json.RawMessage, error) {
	// The rows stay text, for SQLite to read.
	head, rows, _ := bytes.Cut(payload, []byte("\n"))
	var to struct {
		Model string `json:"model"`
	}
	if err := parse(head, &to); err != nil {
		return nil, err
	}
	return reply(tx.Put(to.Model, rows))
}

func deleteStep(tx *core.Transaction, payload []byte) (json.RawMessage, error) {
	var what struct {
		Model string `json:"model"`
		ID    string `json:"id"`
		Hard  bool   `json:"hard"`
	}
	if err := parse(payload, &what); err != nil {
		return nil, err
	}
	return done, tx.Delete(what.Model, what.ID, what.Hard)
}
