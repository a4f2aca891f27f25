package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
)

// prepared is a step that has been read.
type prepared struct {
	timeout int64 // milliseconds that it may take in a transaction of its own, 0: any time
	run     func(tx *core.Transaction) (json.RawMessage, error)
}

// steps read the methods that a transaction consists of: one of a call of its
// own, several of a batch, any number of a transaction.
var steps = map[string]func(payload []byte) (prepared, error){
	"exec": readExec, "query": readQuery, "put": readPut, "delete": readDelete,
}

func readStep(method string, payload []byte) (prepared, error) {
	read := steps[method]
	if read == nil {
		return prepared{}, fault.Errorf(fault.BadRequest, "a transaction has no method %.40q", method)
	}
	return read(payload)
}

// runStep runs one method in a transaction.
func runStep(tx *core.Transaction, method string, payload []byte) (json.RawMessage, error) {
	step, err := readStep(method, payload)
	if err != nil {
		return nil, err
	}
	return step.run(tx)
}

// writeBy makes a method of a step that is a transaction by itself.
func writeBy(method string) func(*engine, context.Context, request) ([]byte, error) {
	return func(e *engine, ctx context.Context, r request) ([]byte, error) {
		in, err := e.instance()
		if err != nil {
			return nil, err
		}
		step, err := readStep(method, r.payload)
		if err != nil {
			return nil, err
		}
		limit := within(ctx, step.timeout)
		defer limit.release()
		return once(limit, e, r, func(ctx context.Context) (json.RawMessage, error) {
			return core.Transact(ctx, in, step.run)
		})
	}
}

// readExec gives the rows of RETURNING beside the number of changes.
func readExec(payload []byte) (prepared, error) {
	s, params, err := parseStatement(payload)
	return prepared{s.Timeout, func(tx *core.Transaction) (json.RawMessage, error) {
		rows, changes, err := tx.Result(s.SQL, params...)
		if err != nil {
			return nil, err
		}
		if bytes.HasPrefix(rows, []byte(`{"columns":[]`)) {
			return fmt.Appendf(nil, `{"changes":%d}`, changes), nil
		}
		return append(fmt.Appendf(nil, `{"changes":%d,`, changes), rows[1:]...), nil
	}}, err
}

func readQuery(payload []byte) (prepared, error) {
	s, params, err := parseStatement(payload)
	return prepared{s.Timeout, func(tx *core.Transaction) (json.RawMessage, error) {
		return tx.Rows(s.SQL, params...)
	}}, err
}

func readPut(payload []byte) (prepared, error) {
	// The rows stay text, for SQLite to read.
	head, rows, _ := bytes.Cut(payload, []byte("\n"))
	var to struct {
		Model string `json:"model"`
	}
	err := parse(head, &to)
	return prepared{run: func(tx *core.Transaction) (json.RawMessage, error) {
		return reply(tx.Put(to.Model, rows))
	}}, err
}

func readDelete(payload []byte) (prepared, error) {
	var what struct {
		Model string `json:"model"`
		ID    string `json:"id"`
		Hard  bool   `json:"hard"`
	}
	err := parse(payload, &what)
	return prepared{run: func(tx *core.Transaction) (json.RawMessage, error) {
		return done, tx.Delete(what.Model, what.ID, what.Hard)
	}}, err
}
