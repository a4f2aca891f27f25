package main

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"syscall/js"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/wasm/jsx"
)

const testSchema = `{"profile": "test",
 "scopes": [{"id": "all", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"}],
 "models": [{"name": "note", "table": "note", "partition": "${dataset_id}", "source": null, "columns": {"dataset_id": "uuid", "text": "text"}}]}`

// message is what the engine sends.
type message struct {
	kind, id, payload string
}

// host is a worker.ts whose page is the test.
type host struct {
	t        *testing.T
	bridge   *bridge
	messages chan message
}

// newBareHost starts a bridge with nothing open.
func newBareHost(t *testing.T) *host {
	h := &host{t: t, messages: make(chan message, 100)}
	object := js.Global().Get("Object").New()
	send := js.FuncOf(func(_ js.Value, args []js.Value) any {
		h.messages <- message{args[0].String(), args[1].String(), string(jsx.Bytes(args[2]))}
		return nil
	})
	t.Cleanup(send.Release)
	object.Set("send", send)
	h.bridge = newBridge(object)
	return h
}

// newHost starts a bridge with a database in memory.
func newHost(t *testing.T) *host {
	h := newBareHost(t)
	open := h.ask("open", `{"name": "test", "memory": true, "schema": `+testSchema+`}`)
	if open.kind != "reply" || !strings.Contains(open.payload, `"storage":"memory"`) {
		t.Fatalf("open: %v", open)
	}
	t.Cleanup(func() { h.ask("close", "") })
	return h
}

func (h *host) start(id, method, payload string) {
	h.call(id, method, payload, false, 0)
}

// call is start with what a repeated call has besides.
func (h *host) call(id, method, payload string, again bool, settled int) {
	h.bridge.call(js.Undefined(), []js.Value{js.ValueOf(id), js.ValueOf(method), jsx.Uint8Array([]byte(payload)), js.ValueOf(again), js.ValueOf(settled)})
}

func (h *host) cancel(id string) { h.bridge.cancel(js.Undefined(), []js.Value{js.ValueOf(id)}) }

// idle waits until all calls wait for something: only then does JavaScript run,
// and bring the next message.
func (h *host) idle() {
	h.t.Helper()
	if _, err := jsx.Await(h.t.Context(), js.Global().Get("Promise").Call("resolve")); err != nil {
		h.t.Fatal(err)
	}
}

func (h *host) ask(method, payload string) message {
	h.start(method, method, payload)
	return <-h.messages
}

// want asks and compares the reply.
func (h *host) want(method, payload, reply string) {
	h.t.Helper()
	if got := h.ask(method, payload); got != (message{"reply", method, reply}) {
		h.t.Errorf("%s %s: %v, want the reply %s", method, payload, got, reply)
	}
}

// wantError asks for what must fail.
func (h *host) wantError(method, payload string, code fault.Code) {
	h.t.Helper()
	var e struct{ Code fault.Code }
	got := h.ask(method, payload)
	if err := json.Unmarshal([]byte(got.payload), &e); err != nil || got.kind != "error" || e.Code != code {
		h.t.Errorf("%s %s: %v, want the error %s", method, payload, got, code)
	}
}

func TestCalls(t *testing.T) {
	h := newHost(t)
	const dataset = "0123456789abcdef0123456789abcdef"
	const id = "fedcba9876543210fedcba9876543210"
	h.want("exec", `{"sql": "INSERT INTO note (dataset_id, text) VALUES (?, ?)", "params": ["`+dataset+`", "a"]}`, `{"changes":1}`)
	put := h.ask("put", `{"model": "note"}`+"\n"+`[{"dataset_id": "`+dataset+`", "text": "b\n"}]`)
	var ids []string
	if err := json.Unmarshal([]byte(put.payload), &ids); err != nil || len(ids) != 1 || len(ids[0]) != 32 {
		t.Fatalf("put: %v", put)
	}
	h.want("query", `{"sql": "SELECT text, ? AS n FROM note ORDER BY text", "params": [["i", "9007199254740993"]]}`,
		`{"columns":["text","n"],"origins":[["note","text"],null],"rows":[["a",["i","9007199254740993"]],["b\n",["i","9007199254740993"]]]}`)
	h.want("delete", `{"model": "note", "id": "`+ids[0]+`", "hard": true}`, "{}")
	h.want("delete", `{"model": "note", "id": "`+id+`"}`, "{}")
	h.want("conflicts", "", "[]")
	h.want("quarantine", "", "[]")
	if file := h.ask("export", ""); !strings.HasPrefix(file.payload, "SQLite format 3\x00") {
		t.Errorf("export: %.20q", file.payload)
	}
	h.wantError("query", `{"sql": "DELETE FROM note"}`, fault.BadRequest)
	h.wantError("query", `{"sql": `, fault.BadRequest)
	h.wantError("exec", `{"sql": "SELECT ?", "params": [{}]}`, fault.BadValue)
	h.wantError("put", `{"model": "letter"}`+"\n{}", fault.UnknownModel)
	h.wantError("sync", `{"relay": "ws://localhost"}`, fault.NoCertificate)
	h.wantError("dance", "", fault.BadRequest)
	h.wantError("open", `{"name": "again", "memory": true, "schema": `+testSchema+`}`, fault.BadRequest)
}

func TestDatasets(t *testing.T) {
	h := newHost(t)
	var root core.OwnCertificate
	made := h.ask("createRoot", `{"scope": "all", "params": {}}`)
	if err := json.Unmarshal([]byte(made.payload), &root); err != nil || len(root.ID) != 32 || root.Params["dataset_id"] != root.ID {
		t.Fatalf("createRoot: %v", made)
	}
	invite := h.ask("invite", `{"scope": "all", "relay": "ws://localhost"}`)
	guest := newHost(t)
	joined := guest.ask("join", `{"invite": `+invite.payload+`}`)
	if !strings.Contains(joined.payload, `"room":"`+root.ID+`"`) {
		t.Errorf("join: %v", joined)
	}
	guest.wantError("join", `{"invite": "x"}`, fault.BadInvite)
	guest.wantError("join", `x`, fault.BadRequest)
	guest.wantError("join", `{"relay": 7}`, fault.BadRequest)
	guest.wantError("join", `{"relay": "ws://localhost", "room": "x"}`, fault.BadRequest)
	guest.wantError("join", `{"relay": "ws://192.0.2.1", "room": "`+root.ID+`", "username": "a", "password": "b", "scope": "all"}`, fault.BadRequest)
}

func TestWatch(t *testing.T) {
	h := newHost(t)
	h.start("w", "watch", `{"sql": "SELECT count(*) AS n FROM note"}`)
	if got := <-h.messages; got != (message{"event", "w", `{"columns":["n"],"rows":[[0]]}`}) {
		t.Fatalf("at first: %v", got)
	}
	// A commit that leaves the rows as they are is not worth an event.
	h.want("exec", `{"sql": "DELETE FROM note"}`, `{"changes":0}`)
	h.start("e", "exec", `{"sql": "INSERT INTO note (dataset_id, text) VALUES ('0123456789abcdef0123456789abcdef', 'a')"}`)
	got := map[message]bool{<-h.messages: true, <-h.messages: true}
	if !got[message{"event", "w", `{"columns":["n"],"rows":[[1]]}`}] || !got[message{"reply", "e", `{"changes":1}`}] {
		t.Errorf("after a commit: %v", got)
	}
	h.bridge.cancel(js.Undefined(), []js.Value{js.ValueOf("w")})
	if got := <-h.messages; got != (message{"reply", "w", "{}"}) {
		t.Errorf("after cancel: %v", got)
	}
	h.wantError("watch", `{"sql": "SELECT nothing"}`, fault.BadRequest)
}

func TestCloseEndsWhatLasts(t *testing.T) {
	h := newHost(t)
	h.start("w", "watch", `{"sql": "SELECT 1"}`)
	<-h.messages
	h.start("c", "close", "")
	got := map[message]bool{<-h.messages: true, <-h.messages: true}
	if !got[message{"reply", "w", "{}"}] || !got[message{"reply", "c", "{}"}] {
		t.Errorf("at close: %v", got)
	}
	h.wantError("query", `{"sql": "SELECT 1"}`, fault.Closed)
}

func TestPanicIsAnError(t *testing.T) {
	h := newHost(t)
	methods["panic"] = func(e *engine, ctx context.Context, _ request) ([]byte, error) {
		return nil, e.db.Update(ctx, func(tx sqldb.Tx) error {
			if _, err := tx.Exec("CREATE TABLE half (done)"); err != nil {
				return err
			}
			panic("boom")
		})
	}
	t.Cleanup(func() { delete(methods, "panic") })
	h.wantError("panic", "", fault.Internal)
	h.want("query", `{"sql": "SELECT count(*) AS n FROM sqlite_schema WHERE name = 'half'"}`, `{"columns":["n"],"rows":[[0]]}`)
}

func TestErrorRecord(t *testing.T) {
	for want, err := range map[string]error{
		`{"code":"bad_value","text":"no","hint":"yes"}`:     fault.Errorf(fault.BadValue, "no").WithHint("yes"),
		`{"code":"internal","text":"cause"}`:                &fault.Error{Code: fault.Internal, Err: errors.New("cause")},
		`{"code":"limit","text":"stop: cause"}`:             &fault.Error{Code: fault.Limit, Text: "stop", Err: errors.New("cause")},
		`{"code":"limit","text":"twice"}`:                   &fault.Error{Code: fault.Limit, Text: "twice", Err: errors.New("said: twice")},
		`{"code":"closed","text":"the call was cancelled"}`: context.Canceled,
		`{"code":"internal","text":"plain"}`:                errors.New("plain"),
	} {
		if got := string(errorRecord(err)); got != want {
			t.Errorf("%v: %s, want %s", err, got, want)
		}
	}
}

func TestWebCryptoKey(t *testing.T) {
	generate := keyGenerator()
	if generate == nil {
		t.Skip("no crypto.subtle here")
	}
	key, err := generate(t.Context())
	if err != nil || !strings.HasPrefix(key, "MIIE") || strings.Contains(key, "ANBgkqhkiG9w0BAQEFAA") {
		t.Errorf("%.40s, %v: not PKCS#1", key, err)
	}
	if _, err := pkcs1([]byte("0")); fault.CodeOf(err) != fault.Internal {
		t.Errorf("something else: %v", err)
	}
}
