//go:build !js

package morangoclient_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morangoclient"
	"github.com/amora-sync/amora/worker/relay"
)

// FuzzAnswer: whatever a server answers, a sync ends with a code or brings
// nothing but records of the dataset, and one that fails leaves the device's
// records as they were.
//
// All answers of a sync are right but the one to the request of this number,
// which has another status, or a text in place of the value at a path, or of the
// whole body where the path leads nowhere.
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
	s := newServer(f)
	owner := newOwner(f)
	owner.put(2, 1)
	owner.mustSync(s, 0, 4)
	db := &coretest.UndoneDB{}
	d := owner.join("full", nil)
	db.DB = d.DB()
	in, err := core.Open(f.Context(), db, core.Options{Schema: parse(f), GenerateKey: coretest.Keys})
	if err != nil {
		f.Fatal(err)
	}
	d.Instance = in
	f.Fuzz(func(t *testing.T, step byte, status uint16, path, text string) {
		d := &device{Instance: d.Instance, t: t, dataset: d.dataset, options: d.options}
		db.Undone(t, func() {
			d.checkAnswered(&fuzzedServer{server: s, at: int(step), status: int(status), path: path, text: text})
		})
	})
}

// checkAnswered pulls from a server.
func (d *device) checkAnswered(s *fuzzedServer) {
	d.t.Helper()
	before := d.text(heldSQL)
	c, err := morangoclient.Connect(d.t.Context(), d.Hub(), relay.NewHTTP(s), s.URL, d.options)
	if err == nil {
		_, err = c.Sync(d.t.Context(), client.Options{Pull: true})
	}
	switch code := fault.CodeOf(err); {
	case err != nil && (code == "" || code == fault.Internal):
		d.t.Fatalf("%v (%q)", err, code)
	case err != nil && d.text(heldSQL) != before:
		d.t.Fatalf("%v, and the device has changed", err)
	}
	if n := d.text("SELECT count(*) FROM morango_store WHERE substr(partition, 1, 32) <> ?1 OR NOT json_valid(serialized)", d.dataset); n != "0" {
		d.t.Fatalf("%s records are in the Store that may not be there", n)
	}
}

// fuzzedServer answers one request otherwise than the server does.
type fuzzedServer struct {
	*server
	at, asked  int
	status     int
	path, text string
}

// RoundTrip implements [http.RoundTripper].
func (s *fuzzedServer) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	s.relay.ServeHTTP(w, r)
	answer := w.Result()
	if s.asked++; s.asked == s.at+1 {
		answer.StatusCode = s.status
		answer.Body = io.NopCloser(bytes.NewReader(replaced(w.Body.Bytes(), s.path, s.text)))
	}
	return answer, nil
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

// TestFuzzedServer: a sync with a server of [FuzzAnswer] goes through where the
// answer that is replaced is not asked for, and makes as many requests as there
// are seeds for.
func TestFuzzedServer(t *testing.T) {
	s := newServer(t)
	owner := newOwner(t)
	owner.put(2, 1)
	owner.mustSync(s, 0, 4)
	d := owner.join("full", nil)
	through := &fuzzedServer{server: s, at: -1}
	c, err := morangoclient.Connect(t.Context(), d.Hub(), relay.NewHTTP(through), s.URL, d.options)
	if err == nil {
		_, err = c.Sync(t.Context(), client.Options{Pull: true})
	}
	if err != nil || through.asked < 10 || through.asked > 20 || d.text("SELECT count(*) FROM answer") != "2" {
		t.Errorf("%d requests, %v", through.asked, err)
	}
	if got := string(replaced([]byte(`{"a": [1, {"b": 2}], "c": 3}`), "a.1.b", `"x"`)); got != `{"a":[1,{"b":"x"}],"c":3}` {
		t.Error(got)
	}
}
