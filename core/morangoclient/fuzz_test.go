//go:build !js

package morangoclient_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morangoclient"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/worker/relay"
)

// FuzzAnswer: whatever a server answers, a sync ends with a code or brings
// nothing but records of the dataset, and one that fails leaves the device's
// records as they were.
//
// All answers of a sync are right but the one to the request of this number,
// which has another status, or a text in place of the value at a path, or of the
// whole body where the path leads nowhere. The right ones were recorded, and a
// pull goes on from a session that was opened once: a server and its proofs
// would take nearly all of the time.
func FuzzAnswer(f *testing.F) {
	fuzzing.Start(f)
	const ok = http.StatusOK
	for at, seed := range []struct {
		path, text string
		status     uint16
	}{
		{"capabilities", `["FSIC_V2_FORMAT", 1]`, ok}, {"instance_id", `"0"`, ok}, {"0.serialized", `"{}"`, ok},
		{"0.serialized", `"{\"id\": \"x\", \"id\": 1}"`, ok}, {"1.signature", `""`, ok}, {"0", "[]", ok}, {"id", `"x"`, ok},
		{"signature", `"AAAA"`, ok}, {"server_instance", "[", ok}, {"filter", `"a b"`, ok}, {"filter", `""`, ok},
		{"transfer_stage", `"queuing"`, ok}, {"transfer_stage_status", `"errored"`, ok}, {"transfer_stage_status", `"pending"`, ok},
		{"server_fsic", `"{\"super\": {}, \"sub\": {}}"`, ok}, {"server_fsic", `"{\"a\": 1}"`, ok}, {"records_total", "9", ok},
		{"records_total", "1e9", ok}, {"records_transferred", "-1", ok}, {"results", "[{}]", ok}, {"results", "[[], null]", ok},
		{"results.0.serialized", `"{\"id\": 1}"`, ok}, {"results.1.rmcb_list", `[{"counter": {}}]`, ok},
		{"results.2.last_saved_counter", "9007199254740993", ok}, {"results.0.partition", `"x"`, ok}, {"results.0.deleted", "1", ok},
		{"results.0.conflicting_serialized_data", `"\n{}\n"`, ok}, {"", "<html>", ok}, {"", "", http.StatusNoContent},
		{"", `{"error_class": ["x"]}`, http.StatusBadRequest}, {"", "", http.StatusNotFound}, {"", "x", http.StatusServiceUnavailable},
		{"", "", http.StatusTooManyRequests}, {"", "", http.StatusTemporaryRedirect},
	} {
		for step := range byte(20) {
			if step == byte(at)%20 || seed.path == "" {
				f.Add(step, seed.status, seed.path, seed.text)
			}
		}
	}
	tape := recordSync(f)
	f.Fuzz(func(t *testing.T, step byte, status uint16, path, text string) {
		tape.db.Undone(t, func() {
			tape.checkAnswered(t, &answered{tape: tape, at: int(step), status: int(status), path: path, text: text})
		})
	})
}

// recorded is a pull, as a device and a server have talked: opening the
// session, then what followed.
type recorded struct {
	*device
	db        *coretest.UndoneDB
	dial      func(http.RoundTripper) (*morangoclient.Connection, error)
	exchanges []exchange
	opening   int // number of exchanges
	// through is what the open session's requests go through.
	through http.RoundTripper
	session *morangoclient.SyncSession
}

// exchange is a request and the server's answer.
type exchange struct {
	request string
	answer  *httptest.ResponseRecorder
}

// recordSync records the pull of a device that has just joined. The session
// stays open, and the device as it was before the pull.
func recordSync(t testing.TB) *recorded {
	t.Helper()
	s := newServer(t)
	owner := newOwner(t)
	owner.put(2, 1)
	owner.mustSync(s, 0, 4)
	joined := owner.join("full", nil)
	db := &coretest.UndoneDB{DB: joined.DB()}
	in, err := core.Open(t.Context(), db, core.Options{Schema: parse(t), GenerateKey: coretest.Keys})
	if err != nil {
		t.Fatal(err)
	}
	joined.Instance = in
	tape := &recorded{device: joined, db: db}
	tape.dial = func(through http.RoundTripper) (*morangoclient.Connection, error) {
		return morangoclient.Connect(context.Background(), in.Hub(), relay.NewHTTP(through), s.URL, joined.options)
	}
	tape.through = roundTrip(func(r *http.Request) (*http.Response, error) {
		text := requestText(r)
		w := httptest.NewRecorder()
		s.relay.ServeHTTP(w, r)
		tape.exchanges = append(tape.exchanges, exchange{text, w})
		return w.Result(), nil
	})
	c, err := tape.dial(roundTrip(func(r *http.Request) (*http.Response, error) { return tape.through.RoundTrip(r) }))
	if err == nil {
		tape.session, err = c.CreateSyncSession(t.Context(), morangoclient.SessionOptions{})
	}
	if err != nil {
		t.Fatal(err)
	}
	tape.opening = len(tape.exchanges)
	db.Undone(t, func() {
		if _, err = tape.session.Pull(t.Context(), value.Filter{tape.dataset}); err != nil {
			t.Fatal(err)
		}
	})
	return tape
}

// checkAnswered opens a session, or pulls in the open one where the answer that
// is replaced comes later.
func (tape *recorded) checkAnswered(t *testing.T, s *answered) {
	t.Helper()
	d := &device{Instance: tape.Instance, t: t, dataset: tape.dataset, options: tape.options}
	before := d.text(heldSQL)
	var err error
	if s.at < tape.opening {
		var c *morangoclient.Connection
		if c, err = tape.dial(s); err == nil {
			_, err = c.CreateSyncSession(t.Context(), morangoclient.SessionOptions{})
		}
	} else {
		s.next, tape.through = tape.opening, s
		_, err = tape.session.Pull(t.Context(), value.Filter{tape.dataset})
	}
	switch code := fault.CodeOf(err); {
	case err != nil && (code == "" || code == fault.Internal):
		t.Fatalf("%v (%q)", err, code)
	case err != nil && d.text(heldSQL) != before:
		t.Fatalf("%v, and the device has changed", err)
	}
	if n := d.text("SELECT count(*) FROM morango_store WHERE substr(partition, 1, 32) <> ?1 OR NOT json_valid(serialized)", d.dataset); n != "0" {
		t.Fatalf("%s records are in the Store that may not be there", n)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

// RoundTrip implements [http.RoundTripper].
func (do roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return do(r) }

// answered is a server that answers as it was recorded, but one request.
type answered struct {
	tape       *recorded
	at, next   int
	status     int
	path, text string
}

var idPattern = regexp.MustCompile("[0-9a-f]{32}")

// RoundTrip implements [http.RoundTripper]. A request that is asked once more,
// or otherwise than before, gets the answer of the next one of its kind.
func (s *answered) RoundTrip(r *http.Request) (*http.Response, error) {
	text := requestText(r)
	for i := range s.tape.exchanges {
		at := (s.next + i) % len(s.tape.exchanges)
		e := s.tape.exchanges[at]
		if kindOf(e.request) != kindOf(text) {
			continue
		}
		answer := e.answer.Result()
		body := []byte(withIDs(e.answer.Body.String(), e.request, text))
		if at == s.at && s.next <= at {
			answer.StatusCode = s.status
			body = replaced(body, s.path, s.text)
		}
		s.next = at + 1
		answer.Body = io.NopCloser(bytes.NewReader(body))
		return answer, nil
	}
	w := httptest.NewRecorder()
	http.NotFound(w, r)
	return w.Result(), nil
}

// requestText is a request's method, target and body.
func requestText(r *http.Request) string {
	text := r.Method + " " + r.URL.RequestURI() + "\n"
	if r.Body != nil {
		body, _ := io.ReadAll(r.Body) // of bytes that are in memory
		r.Body = io.NopCloser(bytes.NewReader(body))
		text += string(body)
	}
	return text
}

// kindOf is a request's method and target without ids.
func kindOf(request string) string {
	line, _, _ := strings.Cut(request, "\n")
	return idPattern.ReplaceAllString(line, "ID")
}

// withIDs has an answer to one request say the ids of another one of its kind.
func withIDs(answer, recorded, request string) string {
	now := idPattern.FindAllString(request, -1)
	for i, id := range idPattern.FindAllString(recorded, -1) {
		if i < len(now) && id != now[i] {
			answer = strings.ReplaceAll(answer, id, now[i])
		}
	}
	return answer
}

// replaced puts a text in place of the value at a path in a JSON text, or of
// all where no value is there.
func replaced(body []byte, path, text string) []byte {
	name, rest, deeper := strings.Cut(path, ".")
	put := func(old json.RawMessage) json.RawMessage {
		if deeper {
			return replaced(old, rest, text)
		}
		return json.RawMessage(text)
	}
	var list []json.RawMessage
	var object map[string]json.RawMessage
	var whole any
	if i, err := strconv.Atoi(name); err == nil && json.Unmarshal(body, &list) == nil && i >= 0 && i < len(list) {
		list[i] = put(list[i])
		whole = list
	} else if json.Unmarshal(body, &object) == nil && object[name] != nil {
		object[name] = put(object[name])
		whole = object
	}
	if made, err := json.Marshal(whole); whole != nil && err == nil {
		return made
	}
	return []byte(text)
}

// TestFuzzedAnswers: a session is opened as far as its proof, and a pull goes
// through, where the answer that is replaced is not asked for; and a sync makes
// as many requests as there are seeds for.
func TestFuzzedAnswers(t *testing.T) {
	tape := recordSync(t)
	if n := len(tape.exchanges); n < 10 || n > 20 {
		t.Errorf("%d requests", n)
	}
	for range 2 {
		tape.db.Undone(t, func() {
			tape.through = &answered{tape: tape, at: -1, next: tape.opening}
			r, err := tape.session.Pull(t.Context(), value.Filter{tape.dataset})
			if err != nil || tape.text("SELECT count(*) FROM answer") != "2" {
				t.Errorf("%+v, %v", r, err)
			}
			c, err := tape.dial(&answered{tape: tape, at: -1})
			if err == nil {
				_, err = c.CreateSyncSession(t.Context(), morangoclient.SessionOptions{})
			}
			wantCode(t, err, fault.BadSignature)
		})
	}
	if got := string(replaced([]byte(`{"a": [1, {"b": 2}], "c": 3}`), "a.1.b", `"x"`)); got != `{"a":[1,{"b":"x"}],"c":3}` {
		t.Error(got)
	}
}
