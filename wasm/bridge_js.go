package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"syscall/js"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/wasm/jsx"
)

// bridge is the engine's end of the protocol between page and worker;
// js/src/messages.ts is the other and describes both. worker.ts carries
//
//	call(id, method, payload, again, settled)   each on a goroutine of its own
//	cancel(id)                                  ends that call's context
//
// to here and
//
//	send("reply" | "error" | "event", id, payload)
//
// from here. A payload is one Uint8Array: values cross together as JSON text,
// since a crossing costs some 10 µs however little it carries.
type bridge struct {
	host   js.Value
	engine *engine

	mu    sync.Mutex
	calls map[string]context.CancelFunc // under way, by id
}

func newBridge(host js.Value) *bridge {
	return &bridge{host: host, engine: newEngine(), calls: map[string]context.CancelFunc{}}
}

// call starts a call. A callback may not block: it only takes what it was
// given.
func (b *bridge) call(_ js.Value, args []js.Value) any {
	id, name := args[0].String(), args[1].String()
	r := request{
		id: parseCallID(id), payload: jsx.Bytes(args[2]), again: args[3].Bool(), settled: int64(args[4].Float()),
		event: func(payload []byte) { b.send("event", id, payload) },
	}
	ctx, cancel := context.WithCancel(context.Background())
	b.mu.Lock()
	b.calls[id] = cancel
	b.mu.Unlock()
	go func() {
		reply, err := b.run(ctx, name, r)
		b.forget(id)
		if err != nil {
			b.send("error", id, errorRecord(err))
			return
		}
		b.send("reply", id, reply)
	}()
	return nil
}

func (b *bridge) cancel(_ js.Value, args []js.Value) any {
	b.mu.Lock()
	defer b.mu.Unlock()
	if cancel := b.calls[args[0].String()]; cancel != nil {
		cancel()
	}
	return nil
}

func (b *bridge) forget(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.calls[id]()
	delete(b.calls, id)
}

// run answers one call. A panic is that call's failure alone: whatever
// transaction it was in has been rolled back on the way here.
func (b *bridge) run(ctx context.Context, name string, r request) (reply []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Printf("amora: panic in %s: %v\n%s", name, p, debug.Stack())
			err = fault.Errorf(fault.Internal, "%s: %v", name, p)
		}
	}()
	m := methods[name]
	if m == nil {
		return nil, fault.Errorf(fault.BadRequest, "no method %.40q", name)
	}
	return m(b.engine, ctx, r)
}

func (b *bridge) send(kind, id string, payload []byte) {
	b.host.Call("send", kind, id, jsx.Uint8Array(payload))
}

// errorRecord is an error as ErrorRecord in errors.ts.
func errorRecord(err error) []byte {
	record := struct {
		Code fault.Code `json:"code"`
		Text string     `json:"text"`
		Hint string     `json:"hint,omitempty"`
	}{Code: fault.CodeOf(err), Text: err.Error()}
	if e, ok := errors.AsType[*fault.Error](err); ok {
		record.Text, record.Hint = textOf(e), e.Hint
	} else if errors.Is(err, context.Canceled) {
		record.Code, record.Text = fault.Closed, "the call was cancelled"
	}
	text, _ := json.Marshal(record) // strings always encode
	return text
}

// textOf is what happened, with the cause unless it says the same again, as
// SQLite's do.
func textOf(e *fault.Error) string {
	switch {
	case e.Err == nil:
		return e.Text
	case e.Text == "":
		return e.Err.Error()
	case strings.Contains(e.Err.Error(), e.Text):
		return e.Text
	}
	return e.Text + ": " + e.Err.Error()
}
