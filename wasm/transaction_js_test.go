package main

import (
	"encoding/json"
	"strings"
	"syscall/js"
	"testing"

	"github.com/amora-sync/amora/core/fault"
)

const (
	anID   = "0123456789abcdef0123456789abcdef"
	insert = `{"sql": "INSERT INTO note (dataset_id, text) VALUES ('` + anID + `', ?) RETURNING text", "params": ["TEXT"]}`
	texts  = `{"sql": "SELECT text FROM note ORDER BY text"}`
	// forever is a query that does not end by itself.
	forever = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
)

// begin opens a transaction and waits until it is its turn.
func (h *host) begin(id, payload string) {
	h.t.Helper()
	h.start(id, "transaction", payload)
	h.next(message{"event", id, "{}"})
}

// next compares the next message.
func (h *host) next(want message) {
	h.t.Helper()
	if got := <-h.messages; got != want {
		h.t.Fatalf("%v, want %v", got, want)
	}
}

func (h *host) nextError(id string, code fault.Code) {
	h.t.Helper()
	got := <-h.messages
	var e struct{ Code fault.Code }
	if err := json.Unmarshal([]byte(got.payload), &e); err != nil || got.kind != "error" || got.id != id || e.Code != code {
		h.t.Fatalf("%v, want the error %s of %s", got, code, id)
	}
}

// stepOf is the payload of a call inside a transaction.
func stepOf(of, method, payload string) string {
	return `{"transaction": "` + of + `", "method": "` + method + `"}` + "\n" + payload
}

func inserting(text string) string { return strings.Replace(insert, "TEXT", text, 1) }

func rowsOf(texts ...string) string {
	rows := []string{}
	for _, text := range texts {
		rows = append(rows, `["`+text+`"]`)
	}
	return `{"columns":["text"],"origins":[["note","text"]],"rows":[` + strings.Join(rows, ",") + `]}`
}

func TestTransaction(t *testing.T) {
	h := newHost(t)
	h.begin("page-1", "{}")
	h.want("step", stepOf("page-1", "exec", inserting("a")), `{"changes":1,"columns":["text"],"origins":[["note","text"]],"rows":[["a"]]}`)
	h.want("step", stepOf("page-1", "query", texts), rowsOf("a"))
	// A step that fails leaves nothing, and the transaction goes on.
	h.wantError("step", stepOf("page-1", "put", `{"model": "note"}`+"\n"+`[{"dataset_id": "`+anID+`", "text": "b"}, {"text": "c"}]`), fault.Required)
	h.wantError("step", stepOf("page-1", "query", `{"sql": "DELETE FROM note"}`), fault.BadRequest)
	h.wantError("step", stepOf("page-1", "sync", ""), fault.BadRequest)
	// Who comes meanwhile waits, and sees what is committed.
	h.start("other", "query", texts)
	h.want("step", stepOf("page-1", "exec", inserting("d")), `{"changes":1,"columns":["text"],"origins":[["note","text"]],"rows":[["d"]]}`)
	h.want("step", stepOf("page-1", "commit", ""), "{}")
	h.next(message{"reply", "page-1", "{}"})
	h.next(message{"reply", "other", rowsOf("a", "d")})
	h.wantError("step", stepOf("page-1", "query", texts), fault.TransactionEnded)
	// Its page asks again, having had no answer.
	if got := h.again("page-1", "transaction", "{}", 0); got != (message{"reply", "page-1", "{}"}) {
		t.Errorf("a commit that is asked for again: %v", got)
	}
}

func TestTransactionUndone(t *testing.T) {
	h := newHost(t)
	h.begin("page-1", "{}")
	h.want("step", stepOf("page-1", "exec", inserting("a")), `{"changes":1,"columns":["text"],"origins":[["note","text"]],"rows":[["a"]]}`)
	h.bridge.cancel(js.Undefined(), []js.Value{js.ValueOf("page-1")})
	h.nextError("page-1", fault.Closed)
	h.want("query", texts, rowsOf())
	if got := h.again("page-1", "transaction", "{}", 0); got.kind != "error" || !strings.Contains(got.payload, string(fault.TransactionEnded)) {
		t.Errorf("a transaction that is gone: %v", got)
	}
	h.want("query", texts, rowsOf())
}

// Its time is over while it waits for its page, and while a statement runs.
func TestTransactionTimedOut(t *testing.T) {
	h := newHost(t)
	h.begin("page-1", `{"timeout": 20}`)
	h.nextError("page-1", fault.TimedOut)
	h.begin("page-2", `{"timeout": 50}`)
	h.want("step", stepOf("page-2", "exec", inserting("a")), `{"changes":1,"columns":["text"],"origins":[["note","text"]],"rows":[["a"]]}`)
	h.start("step", "step", stepOf("page-2", "query", `{"sql": "`+forever+`"}`))
	for range 2 { // in either order
		if got := <-h.messages; got.kind != "error" || !strings.Contains(got.payload, string(fault.TimedOut)) {
			t.Errorf("%v", got)
		}
	}
	h.want("query", texts, rowsOf())
	for _, timeout := range []string{"-1", "30001"} {
		h.wantError("transaction", `{"timeout": `+timeout+`}`, fault.BadRequest)
	}
}

// A watch sees a transaction at once and whole.
func TestTransactionWatched(t *testing.T) {
	h := newHost(t)
	h.start("watch", "watch", texts)
	h.next(message{"event", "watch", rowsOf()})
	h.begin("page-1", "{}")
	for _, text := range []string{"a", "b", "c"} {
		h.want("step", stepOf("page-1", "exec", inserting(text)), `{"changes":1,"columns":["text"],"origins":[["note","text"]],"rows":[["`+text+`"]]}`)
	}
	h.start("commit", "step", stepOf("page-1", "commit", ""))
	seen := map[message]int{}
	for range 3 {
		seen[<-h.messages]++
	}
	for _, want := range []message{{"reply", "commit", "{}"}, {"reply", "page-1", "{}"}, {"event", "watch", rowsOf("a", "b", "c")}} {
		if seen[want] != 1 {
			t.Errorf("%v, want %v", seen, want)
		}
	}
}

// What waits for its turn is not begun once it is cancelled.
func TestTransactionsQueue(t *testing.T) {
	h := newHost(t)
	h.begin("page-1", "{}")
	h.start("page-2", "transaction", "{}")
	h.start("page-3", "transaction", "{}")
	h.bridge.cancel(js.Undefined(), []js.Value{js.ValueOf("page-2")})
	h.nextError("page-2", fault.Closed)
	h.want("step", stepOf("page-1", "exec", inserting("a")), `{"changes":1,"columns":["text"],"origins":[["note","text"]],"rows":[["a"]]}`)
	h.want("step", stepOf("page-1", "commit", ""), "{}")
	h.next(message{"reply", "page-1", "{}"})
	h.next(message{"event", "page-3", "{}"})
	h.want("step", stepOf("page-3", "query", texts), rowsOf("a"))
	h.want("step", stepOf("page-3", "commit", ""), "{}")
	h.next(message{"reply", "page-3", "{}"})
}

func TestBatch(t *testing.T) {
	h := newHost(t)
	batch := func(steps ...[2]string) string {
		list := []map[string]string{}
		for _, s := range steps {
			list = append(list, map[string]string{"method": s[0], "payload": s[1]})
		}
		text, _ := json.Marshal(list)
		return string(text)
	}
	good := [2]string{"exec", inserting("a")}
	h.want("batch", batch(good, [2]string{"query", texts}, [2]string{"delete", `{"model": "note", "id": "` + anID + `"}`}),
		`[{"changes":1,"columns":["text"],"origins":[["note","text"]],"rows":[["a"]]},`+rowsOf("a")+`,{}]`)
	h.wantError("batch", batch(good, [2]string{"put", `{"model": "note"}` + "\n{}"}), fault.Required)
	h.wantError("batch", batch(good, [2]string{"commit", ""}), fault.BadRequest)
	h.want("query", texts, rowsOf("a"))
	payload := batch([2]string{"exec", inserting("b")})
	h.call("page-1", "batch", payload, false, 0)
	first := <-h.messages
	if second := h.again("page-1", "batch", payload, 0); first.kind != "reply" || second != first {
		t.Errorf("again: %v, first %v", second, first)
	}
	h.want("query", texts, rowsOf("a", "b"))
}

func TestTimeLimit(t *testing.T) {
	h := newHost(t)
	h.wantError("query", `{"sql": "`+forever+`", "timeout": 20}`, fault.TimedOut)
	h.wantError("exec", `{"sql": "INSERT INTO note (dataset_id, text) `+strings.Replace(forever, "SELECT count(*)", "SELECT '"+anID+"', i", 1)+`", "timeout": 20}`, fault.TimedOut)
	h.wantError("watch", `{"sql": "`+forever+`", "timeout": 20}`, fault.TimedOut)
	h.want("query", texts, rowsOf())
}

func TestNamedParameters(t *testing.T) {
	h := newHost(t)
	h.want("query", `{"sql": "SELECT :a AS a, $b AS b, @a AS c", "params": {"a": 1, "b": ["b", "AAE="]}}`,
		`{"columns":["a","b","c"],"rows":[[1,["b","AAE="],1]]}`)
	h.wantError("query", `{"sql": "SELECT :a", "params": {}}`, fault.BadRequest)
	h.wantError("query", `{"sql": "SELECT :a", "params": {"a": 1, "b": 2}}`, fault.BadRequest)
	h.wantError("query", `{"sql": "SELECT ?", "params": {"a": 1}}`, fault.BadRequest)
	h.wantError("query", `{"sql": "SELECT :a", "params": {"a": {}}}`, fault.BadValue)
}
