package main

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/devicekey"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/value"
)

// request is what a method is called with.
type request struct {
	id      callID
	payload []byte
	again   bool                 // it may have been done before
	settled int64                // its page has had the answers up to this number
	event   func(payload []byte) // sends an event to the caller
}

// methods by name, as Method in messages.ts lists them with their payloads
// and replies.
var methods = map[string]func(e *engine, ctx context.Context, r request) ([]byte, error){
	"open":        (*engine).open,
	"exec":        writeBy("exec"),
	"query":       (*engine).query,
	"watch":       (*engine).watch,
	"put":         writeBy("put"),
	"delete":      writeBy("delete"),
	"batch":       (*engine).batch,
	"transaction": (*engine).transaction,
	"step":        (*engine).step,
	"can":         (*engine).can,
	"resolve":     (*engine).resolve,
	"createRoot":  (*engine).createRoot,
	"invite":      (*engine).invite,
	"join":        (*engine).join,
	"revoke":      revokeBy((*core.Instance).Revoke),
	"revokeRelay": (*engine).revokeRelay,
	"leave":       (*engine).leave,
	"adopt":       (*engine).adopt,
	"onRevoked":   revokeBy(chooseOnRevoked),
	"rescued":     lookIn(rescued),
	"discard":     (*engine).discard,
	"issued":      lookIn((*core.Instance).Issued),
	"relays":      lookIn((*core.Instance).Relays),
	"sync":        (*engine).sync,
	"network":     (*engine).network,
	"conflicts":   lookIn((*core.Instance).Conflicts),
	"quarantine":  lookIn((*core.Instance).Quarantine),

	"watchConflicts":  followIn((*core.Instance).Conflicts),
	"watchQuarantine": followIn((*core.Instance).Quarantine),
	"status":          lookIn((*core.Instance).Status),
	"watchStatus":     (*engine).watchStatus,
	"reached":         (*engine).reached,
	"inspect":         lookIn((*core.Instance).Inspect),
	"export":          (*engine).export,
	"exportData":      (*engine).exportData,
	"importData":      (*engine).importData,
	"purge":           (*engine).purge,
	"close":           (*engine).close,
	"destroy":         (*engine).destroy,
}

var done = []byte("{}")

// statement is the payload of exec, query and watch.
type statement struct {
	SQL     string          `json:"sql"`
	Params  json.RawMessage `json:"params"`
	Timeout int64           `json:"timeout"` // in milliseconds; 0: none
}

func parseStatement(payload []byte) (s statement, params []any, err error) {
	if err := parse(payload, &s); err != nil {
		return s, nil, err
	}
	params, err = sqlitedb.ParseParams(s.Params)
	return s, params, err
}

func (e *engine) query(ctx context.Context, r request) ([]byte, error) {
	if _, err := e.instance(); err != nil {
		return nil, err
	}
	s, params, err := parseStatement(r.payload)
	if err != nil {
		return nil, err
	}
	return e.rowsWithin(ctx, s, params)
}

func (e *engine) can(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	head, row, _ := bytes.Cut(r.payload, []byte("\n"))
	var what struct {
		Action string `json:"action"`
		Model  string `json:"model"`
	}
	if err := parse(head, &what); err != nil {
		return nil, err
	}
	return reply(core.Can(ctx, in, what.Action, what.Model, row))
}

func (e *engine) resolve(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	head, values, _ := bytes.Cut(r.payload, []byte("\n"))
	var what struct {
		Model string `json:"model"`
		ID    string `json:"id"`
	}
	if err := parse(head, &what); err != nil {
		return nil, err
	}
	_, err = once(ctx, e, r, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, in.Resolve(ctx, what.Model, what.ID, values)
	})
	return done, err
}

func (e *engine) createRoot(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	var of core.RootRequest
	if err := parse(r.payload, &of); err != nil {
		return nil, err
	}
	return reply(once(ctx, e, r, func(ctx context.Context) (core.OwnCertificate, error) {
		root, err := core.CreateDataset(ctx, in, of)
		if err != nil {
			return core.OwnCertificate{}, err
		}
		return core.OwnCertificate{ID: root.ID, Scope: root.ScopeDefinition, Params: root.Params(), Admin: true}, nil
	}))
}

func (e *engine) invite(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	var to core.InviteRequest
	if err := parse(r.payload, &to); err != nil {
		return nil, err
	}
	return reply(once(ctx, e, r, func(ctx context.Context) (string, error) {
		return in.Invite(ctx, to)
	}))
}

func (e *engine) join(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	var by struct {
		core.JoinRequest
		Invite string `json:"invite"`
	}
	if err := parse(r.payload, &by); err != nil {
		return nil, err
	}
	if by.Invite == "" {
		return reply(in.JoinAs(ctx, by.JoinRequest, dial))
	}
	return reply(core.JoinBy(ctx, in, by.Invite, by.Another, dial))
}

// revokeBy makes a method that takes something back, by its id or fingerprint. It
// may be called twice, and is: the second call changes nothing.
func revokeBy(fn func(*core.Instance, context.Context, string) error) func(*engine, context.Context, request) ([]byte, error) {
	return func(e *engine, ctx context.Context, r request) ([]byte, error) {
		in, err := e.instance()
		if err != nil {
			return nil, err
		}
		var name string
		if err := parse(r.payload, &name); err != nil {
			return nil, err
		}
		return done, fn(in, ctx, name)
	}
}

func (e *engine) revokeRelay(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	var of struct {
		Fingerprint string `json:"fingerprint"`
		Room        string `json:"room"`
	}
	if err := parse(r.payload, &of); err != nil {
		return nil, err
	}
	return done, core.RevokeRelayIn(ctx, in, of.Room, of.Fingerprint)
}

// leave deletes a dataset. It may be called twice, and is: the second call does
// not find the dataset any more.
func (e *engine) leave(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	var of struct {
		Room  string `json:"room"`
		Force bool   `json:"force"`
	}
	if err := parse(r.payload, &of); err != nil {
		return nil, err
	}
	err = core.Leave(ctx, in, of.Room, of.Force)
	if r.again && fault.CodeOf(err) == fault.NoCertificate {
		err = nil
	}
	return done, err
}

// adopt moves the rows of a dataset into another one.
func (e *engine) adopt(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	var of datasets.Adoption
	if err := parse(r.payload, &of); err != nil {
		return nil, err
	}
	return reply(once(ctx, e, r, func(ctx context.Context) (datasets.Adopted, error) { return core.Adopt(ctx, in, of) }))
}

// chooseOnRevoked says what becomes of rows that the database may no longer see.
func chooseOnRevoked(in *core.Instance, ctx context.Context, choice string) error {
	return datasets.Choose(ctx, in.Hub(), datasets.OnRevoked(choice))
}

// rescued lists the work that was put aside when such rows were removed.
func rescued(in *core.Instance, ctx context.Context) ([]datasets.RescuedRecord, error) {
	return datasets.Rescued(ctx, in.Hub())
}

// discard forgets work that was put aside, by its numbers.
func (e *engine) discard(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	var numbers []int64
	if err := parse(r.payload, &numbers); err != nil {
		return nil, err
	}
	return done, datasets.DiscardRescued(ctx, in.Hub(), numbers...)
}

// export gives the database as a file, with this device's private keys only
// where they are asked for.
func (e *engine) export(ctx context.Context, r request) ([]byte, error) {
	if _, err := e.instance(); err != nil {
		return nil, err
	}
	var with struct {
		Keys bool `json:"keys"`
	}
	if len(r.payload) > 0 {
		if err := parse(r.payload, &with); err != nil {
			return nil, err
		}
	}
	if with.Keys {
		return e.db.Export(ctx)
	}
	return e.db.ExportChanged(ctx, func(tx sqldb.Tx) error {
		if err := devicekey.ForgetKeys(tx); err != nil {
			return err
		}
		_, err := tx.Exec("DELETE FROM amora_request") // answers hold invites, and these keys
		return err
	})
}

// lookIn makes a method of one of the instance's that take nothing.
func lookIn[T any](fn func(*core.Instance, context.Context) (T, error)) func(*engine, context.Context, request) ([]byte, error) {
	return func(e *engine, ctx context.Context, _ request) ([]byte, error) {
		in, err := e.instance()
		if err != nil {
			return nil, err
		}
		return reply(fn(in, ctx))
	}
}

func reply[T any](value T, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return json.Marshal(value)
}

// parse reads a payload. Half of a surrogate pair in it is refused, because
// encoding/json would make U+FFFD of it. Errors: bad_request, bad_value.
func parse(payload []byte, to any) error {
	if err := json.Unmarshal(payload, to); err != nil {
		return fault.Errorf(fault.BadRequest, "unreadable request: %v", err)
	}
	if value.HasLoneSurrogate(payload) {
		return fault.Errorf(fault.BadValue, "the request holds text that is not Unicode")
	}
	return nil
}
