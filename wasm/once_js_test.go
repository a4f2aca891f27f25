package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
)

// again makes a call under an id, as its page does when it has had no answer.
func (h *host) again(id, method, payload string, settled int) message {
	h.call(id, method, payload, true, settled)
	return <-h.messages
}

func TestOnce(t *testing.T) {
	const dataset = "0123456789abcdef0123456789abcdef"
	h := newHost(t)
	for i, c := range []struct{ method, payload string }{
		{"createRoot", `{"scope": "all", "params": {}}`},
		{"exec", `{"sql": "CREATE TABLE plain (a)", "params": []}`},
		{"exec", `{"sql": "INSERT INTO plain VALUES (1), (2)", "params": []}`},
		{"put", `{"model": "note"}` + "\n" + `[{"dataset_id": "DATASET", "text": "a"}, {"dataset_id": "DATASET", "text": "b"}]`},
		{"put", `{"model": "note"}` + "\n" + `[]`},
		{"delete", `{"model": "note", "id": "` + dataset + `"}`},
		{"invite", `{"scope": "all", "relay": "ws://localhost"}`},
	} {
		id := fmt.Sprintf("page-%d", i+1)
		payload := strings.ReplaceAll(c.payload, "DATASET", h.dataset(t, i))
		h.call(id, c.method, payload, false, 0)
		first := <-h.messages
		if first.kind != "reply" {
			t.Fatalf("%s: %v", c.method, first)
		}
		if second := h.again(id, c.method, payload, 0); second != first {
			t.Errorf("%s again: %v, first %v", c.method, second, first)
		}
	}
	h.want("query", `{"sql": "SELECT (SELECT count(*) FROM note), (SELECT count(*) FROM plain), (SELECT count(*) FROM morango_certificate)", "params": []}`,
		`{"columns":["(SELECT count(*) FROM note)","(SELECT count(*) FROM plain)","(SELECT count(*) FROM morango_certificate)"],"rows":[[2,2,2]]}`)
}

// dataset is the id of the root certificate once there is one.
func (h *host) dataset(t *testing.T, calls int) string {
	if calls == 0 {
		return ""
	}
	var status core.InstanceStatus
	if err := json.Unmarshal([]byte(h.ask("status", "").payload), &status); err != nil {
		t.Fatal(err)
	}
	return status.Room
}

// What failed left nothing behind, and is tried when it comes again.
func TestOnceFailed(t *testing.T) {
	h := newHost(t)
	const insert = `{"sql": "INSERT INTO plain VALUES (1)", "params": []}`
	h.call("page-1", "exec", insert, false, 0)
	if got := <-h.messages; got.kind != "error" {
		t.Fatalf("%v", got)
	}
	h.want("exec", `{"sql": "CREATE TABLE plain (a)", "params": []}`, `{"changes":0}`)
	for range 2 {
		if got := h.again("page-1", "exec", insert, 0); got != (message{"reply", "page-1", `{"changes":1}`}) {
			t.Fatalf("%v", got)
		}
	}
}

// Results are forgotten when their page has had them; a copy of such a call
// that comes late is not done.
func TestOnceSettled(t *testing.T) {
	h := newHost(t)
	h.want("exec", `{"sql": "CREATE TABLE plain (a)", "params": []}`, `{"changes":0}`)
	const insert = `{"sql": "INSERT INTO plain VALUES (1)", "params": []}`
	for i := 1; i <= 5; i++ {
		h.call(fmt.Sprintf("page-%d", i), "exec", insert, false, i-2)
		<-h.messages
	}
	h.call("other-9", "exec", insert, false, 8)
	<-h.messages
	h.want("query", `{"sql": "SELECT page, number FROM amora_request ORDER BY page, number", "params": []}`,
		`{"columns":["page","number"],"origins":[["amora_request","page"],["amora_request","number"]],"rows":[["other",9],["page",4],["page",5]]}`)
	if got := h.again("page-3", "exec", insert, 2); got.kind != "error" {
		t.Errorf("%v", got)
	}
	h.want("query", `{"sql": "SELECT count(*) AS n FROM plain", "params": []}`, `{"columns":["n"],"rows":[[6]]}`)
}

// The result of a call that was committed comes back, whatever has become of
// the call that asks for it again: its page has aborted it, or its time is over.
func TestOnceEnded(t *testing.T) {
	h := newHost(t)
	h.want("exec", `{"sql": "CREATE TABLE plain (a)", "params": []}`, `{"changes":0}`)
	const insert = `{"sql": "INSERT INTO plain VALUES (1)", "params": [], "timeout": 1}`
	done := func(id string) message { return message{"reply", id, `{"changes":1}`} }
	h.call("page-1", "exec", `{"sql": "INSERT INTO plain VALUES (1)", "params": []}`, false, 0)
	h.next(done("page-1"))

	h.call("page-1", "exec", insert, true, 0)
	h.cancel("page-1")
	h.next(done("page-1"))

	h.begin("other-1", "{}") // so that the call waits until its time is over
	h.call("page-1", "exec", insert, true, 0)
	h.call("late-1", "exec", insert, false, 0)
	h.nextError("late-1", fault.TimedOut)
	h.want("step", stepOf("other-1", "commit", ""), "{}")
	seen := map[message]bool{<-h.messages: true, <-h.messages: true}
	if !seen[message{"reply", "other-1", "{}"}] || !seen[done("page-1")] {
		t.Errorf("%v", seen)
	}
	h.want("query", `{"sql": "SELECT count(*) AS n FROM plain"}`, `{"columns":["n"],"rows":[[1]]}`)
}

// A call that comes again keeps its place before later ones of its page.
func TestOnceInOrder(t *testing.T) {
	h := newHost(t)
	h.want("exec", `{"sql": "CREATE TABLE plain (a)", "params": []}`, `{"changes":0}`)
	h.want("exec", `{"sql": "INSERT INTO plain VALUES (0)", "params": []}`, `{"changes":1}`)
	h.begin("other-1", "{}")
	for i, again := range []bool{true, true, false} {
		h.call(fmt.Sprintf("page-%d", i+1), "exec", fmt.Sprintf(`{"sql": "UPDATE plain SET a = %d"}`, i+1), again, 0)
		h.idle()
	}
	h.start("commit", "step", stepOf("other-1", "commit", ""))
	for range 5 {
		if got := <-h.messages; got.kind != "reply" {
			t.Errorf("%v", got)
		}
	}
	h.want("query", `{"sql": "SELECT a AS a FROM plain"}`, `{"columns":["a"],"origins":[["plain","a"]],"rows":[[3]]}`)
}
