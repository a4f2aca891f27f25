package morangohttp_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// keysOf lists an object's keys in their order: of a list's first object, or
// with into of what lies below.
func keysOf(t *testing.T, body string, into ...string) (keys []string) {
	t.Helper()
	text := json.RawMessage(body)
	first := func() {
		var list []json.RawMessage
		if json.Unmarshal(text, &list) == nil && len(list) > 0 {
			text = list[0]
		}
	}
	first()
	for _, name := range into {
		var object map[string]json.RawMessage
		if err := json.Unmarshal(text, &object); err != nil {
			t.Fatal(err)
		}
		text = object[name]
		first()
	}
	d := json.NewDecoder(bytes.NewReader(text))
	if _, err := d.Token(); err != nil {
		t.Fatalf("%v: %.200s", err, text)
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, key.(string))
		var skipped json.RawMessage
		if err := d.Decode(&skipped); err != nil {
			t.Fatal(err)
		}
	}
	return keys
}

// TestRecordedShapes: every kind of answer has the keys of stock Morango's and
// stock Kolibri's, in their order. testdata/shapes.json was taken from 504
// recorded exchanges of 0.8.2, 0.8.15 and Kolibri 0.19.5.
func TestRecordedShapes(t *testing.T) {
	text, err := os.ReadFile("testdata/shapes.json")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string][]string
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	r := kolibriRelay(t)
	r.opts.Accounts = func(string, sqldb.DB) account.Authenticator {
		return authenticator(func(account.Request) error { return nil })
	}
	r.restart()
	newFacility(t, r)
	a := r.newRoot().open()
	a.pushAll("1", "2")
	pull := a.transfer(false)
	a.patch(pull, map[string]any{"transfer_stage": "queuing", "client_fsic": `{"super": {}, "sub": {}}`})
	public, err := trust.PublicKeyOf(r.newKey())
	if err != nil {
		t.Fatal(err)
	}
	csr := r.request("POST", "certificates/", map[string]any{
		"parent": a.own, "profile": "school", "scope_definition": "user", "scope_version": 1, "public_key": public,
		"scope_params": trust.FormatScopeParams(map[string]string{"dataset_id": a.dataset(), "user_id": userA}),
	}, basic("admin", "x")...).want(201)
	page := r.request("GET", "buffers/?limit=1&transfer_session_id="+idOf(pull), nil).want(200)
	bare := r.request("GET", "buffers/?transfer_session_id="+idOf(pull), nil).want(200)
	facility := "/api/public/v1/facility/"
	for name, got := range map[string][]string{
		"GET publickey []":                 keysOf(t, r.request("GET", "publickey/", nil).body),
		"GET certificates []":              keysOf(t, r.request("GET", "certificates/?primary_partition="+a.dataset(), nil).body),
		"GET certificates/ID":              keysOf(t, r.request("GET", "certificates/"+a.own+"/", nil).body),
		"POST certificates":                keysOf(t, csr.body),
		"POST nonces":                      keysOf(t, r.request("POST", "nonces/", nil).body),
		"POST syncsessions":                keysOf(t, r.request("POST", "syncsessions/", a.opening(a.newID(), a.nonce())).body),
		"GET syncsessions/ID":              keysOf(t, r.request("GET", "syncsessions/"+a.session+"/", nil).body),
		"POST transfersessions":            keysOf(t, r.request("POST", "transfersessions/", a.begin(true)).body),
		"GET transfersessions/ID":          keysOf(t, r.request("GET", pull, nil).body),
		"PATCH transfersessions/ID":        keysOf(t, r.request("PATCH", pull, "{}").body),
		"GET buffers":                      keysOf(t, page.body),
		"GET buffers results":              keysOf(t, page.body, "results"),
		"GET buffers rmcb":                 keysOf(t, page.body, "results", "rmcb_list"),
		"GET buffers []":                   keysOf(t, bare.body),
		"GET buffers [] rmcb":              keysOf(t, bare.body, "rmcb_list"),
		"GET public/v1/facility []":        keysOf(t, r.request("GET", facility, nil).body),
		"GET public/v1/facility":           keysOf(t, r.request("GET", facility+sampleFacility+"/", nil).body),
		"GET public/facilityuser []":       keysOf(t, r.request("GET", "/api/public/facilityuser/?facility_id="+sampleFacility, nil, basic("admin", "good")...).body),
		"GET public/facilitysearchuser []": keysOf(t, r.request("GET", "/api/public/facilitysearchuser/?search=learner&facility="+sampleFacility, nil).body),
		"POST public/syncqueue":            keysOf(t, r.request("POST", "/api/public/syncqueue/", map[string]any{"user": sampleLearner}).body),
	} {
		if !slices.Equal(got, want[name]) {
			t.Errorf("%s: keys\n%q\nrecorded\n%q", name, got, want[name])
		}
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("not asked: %v", want)
	}
}

// recorded is a request that stock Morango refused when its answers were
// recorded, or took although something was wrong with it.
type recorded struct {
	name    string
	morango int    // its status
	status  int    // ours
	body    string // ours, where it is Morango's too; else ""
	ask     func() answer
}

// TestRecordedRefusals asks again what was recorded of stock Morango's refusals.
// Ours differ where Morango's was 500 without a word, or a silent 201 for records
// that it dropped (MORANGO.md §14.8).
func TestRecordedRefusals(t *testing.T) {
	r := newRelay(t, func(o *morangohttp.Options) {
		o.Accounts = func(string, sqldb.DB) account.Authenticator {
			return authenticator(func(account.Request) error { return nil })
		}
	})
	a := r.newRoot().open()
	unknown := strings.Repeat("0", 32)
	var push, closed string
	begin := func(changes map[string]any) answer {
		body := a.begin(true)
		for k, v := range changes {
			body[k] = v
		}
		return r.request("POST", "transfersessions/", body)
	}
	for _, c := range []recorded{
		{"a filter outside both scopes", 403, 403, `"Server certificate scope does not permit receiving pushes for the requested filter."`,
			func() answer { return begin(map[string]any{"filter": strings.Repeat("f", 32)}) }},
		{"an unknown sync session", 400, 400, `"Requested syncsession does not exist or is no longer active!"`,
			func() answer { return begin(map[string]any{"sync_session_id": unknown}) }},
		{"a second push while one is under way", 201, 201, "", func() answer {
			push = a.pushing(1)
			got := begin(nil)
			if "transfersessions/"+got.object()["id"].(string)+"/" != push {
				t.Error("it is another one")
			}
			return got
		}},
		{"going back", 200, 200, "", func() answer { return r.request("PATCH", push, `{"transfer_stage": "serializing"}`) }},
		{"a push's buffers", 403, 403, `{"detail":"Authentication credentials were not provided."}`,
			func() answer { return r.request("GET", "buffers/?limit=1&transfer_session_id="+idOf(push), nil) }},
		{"buffers of no transfer", 403, 403, `{"detail":"Authentication credentials were not provided."}`,
			func() answer { return r.request("GET", "buffers/", nil) }},
		{"gzip that is none", 500, 400, "", func() answer { return r.request("POST", "buffers/", []byte("notgzip")) }},
		{"records of an unknown transfer", 500, 400, "",
			func() answer { return r.request("POST", "buffers/", []any{a.record(unknown, "x", nil)}) }},
		{"an unknown transfer", 404, 404, `{"detail":"Not found."}`,
			func() answer { return r.request("GET", "transfersessions/"+unknown+"/", nil) }},
		{"an unknown stage", 500, 400, "", func() answer { return r.request("PATCH", push, `{"transfer_stage": "nonsense"}`) }},
		{"one record that is no list", 201, 201, "", func() answer { return r.request("POST", "buffers/", a.record(idOf(push), "x", nil)) }},
		{"the same record again", 201, 201, "", func() answer { // 0.8.13 and older: 500
			a.counter--
			return r.request("POST", "buffers/", a.record(idOf(push), "x", nil))
		}},
		{"a record more than announced", 201, 400, "", func() answer { return r.request("POST", "buffers/", a.record(idOf(push), "y", nil)) }},
		{"straight to deserializing", 200, 200, "", func() answer { return r.request("PATCH", push, `{"transfer_stage": "deserializing"}`) }},
		{"the end", 204, 204, "", func() answer { closed = push; return r.request("DELETE", push, nil) }},
		{"the end again", 404, 404, `{"detail":"Not found."}`, func() answer { return r.request("DELETE", push, nil) }},
		{"a transfer's id again", 500, 400, "", func() answer { return begin(map[string]any{"id": idOf(closed)}) }},
		{"records after the end", 201, 400, "", func() answer { return r.request("POST", "buffers/", a.record(idOf(closed), "z", nil)) }},
		{"records before their number", 500, 400, "", func() answer {
			push = a.transfer(true)
			a.patch(push, map[string]any{"transfer_stage": "serializing", "client_fsic": a.fsicAt(99)})
			return r.request("POST", "buffers/", a.record(idOf(push), "z", nil))
		}},
		{"a push that has failed", 200, 200, "", func() answer {
			got := r.request("PATCH", push, `{"transfer_stage": "dequeuing"}`)
			if got.object()["transfer_stage_status"] != "errored" {
				t.Errorf("%s", got.body)
			}
			return got
		}},
		{"records of a push that has failed", 500, 400, "", func() answer { return r.request("POST", "buffers/", a.record(idOf(push), "z", nil)) }},
		{"the end of a push that has failed", 204, 204, "", func() answer { return r.request("DELETE", push, nil) }},
		{"that again", 204, 204, "", func() answer { return r.request("DELETE", push, nil) }},
		{"records to a pull", 403, 403, `"Specified TransferSession does not allow pushes."`, func() answer {
			return r.request("POST", "buffers/", a.record(idOf(a.transfer(false)), "z", nil))
		}},
		{"a signing request without its scope", 500, 400, `{"scope_params":["This field is required."]}`, func() answer {
			return r.request("POST", "certificates/", map[string]any{"parent": a.own, "profile": "school", "scope_definition": "user",
				"scope_version": 1, "public_key": "x"}, basic("admin", "x")...)
		}},
		{"a closed sync session", 404, 404, `{"detail":"Not found."}`, func() answer {
			r.request("DELETE", "syncsessions/"+a.session+"/", nil).want(204)
			return r.request("GET", "syncsessions/"+a.session+"/", nil)
		}},
	} {
		got := c.ask()
		if got.status != c.status || c.body != "" && got.body != c.body {
			t.Errorf("%s: %d %.300s, want %d %s (Morango: %d)", c.name, got.status, got.body, c.status, c.body, c.morango)
		}
	}
}
