package morangohttp_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/sqldb"
)

// TestInfo: who answers, and what it can.
func TestInfo(t *testing.T) {
	r := newRelay(t, func(o *morangohttp.Options) { o.Info = map[string]string{"kolibri": "0.19.5"} })
	got := r.request("GET", "morangoinfo/1/", nil).want(200)
	if !strings.HasPrefix(got.body, `{"kolibri":"0.19.5","instance_hash":"`) {
		t.Errorf("the host's own comes first: %s", got.body)
	}
	o := got.object()
	want := []any{"ALLOW_CERTIFICATE_PUSHING", "FSIC_V2_FORMAT", "GZIP_BUFFER_POST", "ASYNC_OPERATIONS"}
	if !reflect.DeepEqual(o["capabilities"], want) || len(o["instance_id"].(string)) != 32 || o["version"] != "0.8.15" {
		t.Errorf("%v", o)
	}
	id := o["instance_id"]
	r.restart()
	if again := r.request("GET", "morangoinfo/1/", nil).object()["instance_id"]; again != id {
		t.Errorf("after a restart the instance is %v, it was %v", again, id)
	}
	r.opts.MayPush = nil
	r.restart()
	if got := r.request("GET", "morangoinfo/1/", nil).object()["capabilities"]; len(got.([]any)) != 3 {
		t.Errorf("where nothing may be pushed: %v", got)
	}
	r.request("GET", "publickey/", nil).want(403)
}

// TestPushAndPull: what one peer brings another one gets, record by record.
func TestPushAndPull(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	a.pushAll("1", "2", "3")
	b := a.child("full", map[string]string{"dataset_id": a.dataset()}).open()
	path := b.transfer(false)
	b.patch(path, map[string]any{"transfer_stage": "serializing", "client_fsic": `{"super": {}, "sub": {}}`})
	if got := b.patch(path, map[string]any{"transfer_stage": "queuing"}); got["records_total"] != 3.0 {
		t.Fatalf("%v", got)
	}
	page := r.request("GET", "buffers/?transfer_session_id="+idOf(path)+"&limit=2", nil).want(200).object()
	results := page["results"].([]any)
	if page["count"] != 3.0 || len(results) != 2 || page["previous"] != nil || !strings.Contains(page["next"].(string), "offset=2") {
		t.Errorf("%v", page)
	}
	first := results[0].(map[string]any)
	if want := a.record(idOf(path), first["source_id"].(string), nil); len(first) != len(want) ||
		first["serialized"] != want["serialized"] || first["deleted"] != false || first["model_uuid"] != want["model_uuid"] {
		t.Errorf("got %v\nwant %v", first, want)
	}
	if list := first["rmcb_list"].([]any); len(list) != 1 || list[0].(map[string]any)["instance_id"] != a.instance {
		t.Errorf("counters %v", list)
	}
	if got := b.patch(path, map[string]any{"transfer_stage": "transferring", "records_transferred": 2}); got["transfer_stage_status"] != "pending" {
		t.Errorf("%v", got)
	}
	if got := b.patch(path, map[string]any{"transfer_stage": "transferring", "records_transferred": 3}); got["transfer_stage_status"] != "completed" {
		t.Errorf("%v", got)
	}
	b.patch(path, map[string]any{"transfer_stage": "deserializing"})
	r.request("DELETE", path, nil).want(204)
	r.request("GET", path, nil).want(404)
	r.request("DELETE", "syncsessions/"+b.session+"/", nil).want(204)
	r.request("GET", "syncsessions/"+b.session+"/", nil).want(404)
}

// TestNarrowPullsEnd: a stock peer that pulls a part of what others brought as a
// whole keeps what the answer's FSIC says of the part, and by that it is not sent
// the same again.
func TestNarrowPullsEnd(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	a.pushAll("1", "2")
	has := `{"super": {}, "sub": {}}`
	filter := []string{a.dataset() + ":user:" + userA, a.dataset() + ":all"}
	for i, want := range []float64{2, 0} {
		pull := a.transfer(false, filter...)
		got := a.patch(pull, map[string]any{"transfer_stage": "queuing", "client_fsic": has})
		if got["records_total"] != want {
			t.Errorf("pull %d has %v records, want %v", i, got["records_total"], want)
		}
		var said struct{ Sub map[string]map[string]int64 }
		if err := json.Unmarshal([]byte(got["server_fsic"].(string)), &said); err != nil {
			t.Fatal(err)
		}
		for _, prefix := range filter {
			if said.Sub[prefix][a.instance] != a.counter {
				t.Errorf("pull %d says of %s: %v", i, prefix, said.Sub)
			}
		}
		has = sqldb.ToJSON(map[string]any{"super": map[string]any{}, "sub": said.Sub}) // as Morango's update_fsics keeps it
		r.request("DELETE", pull, nil).want(204)
	}
}

// TestRepeatedRequests: every request that a client may repeat is answered alike
// the second time, and leaves the same database.
func TestRepeatedRequests(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	twice := func(method, path string, body any, status int) map[string]any {
		t.Helper()
		first := r.request(method, path, body).want(status)
		state := r.text(a.dataset(), allSQL)
		second := r.request(method, path, body).want(status)
		if got := r.text(a.dataset(), allSQL); got != state {
			t.Errorf("%s %s a second time changes\n%s\nto\n%s", method, path, state, got)
		}
		if moments.ReplaceAllString(first.body, "") != moments.ReplaceAllString(second.body, "") {
			t.Errorf("%s %s: %s, then %s", method, path, first.body, second.body)
		}
		if first.body == "" {
			return nil
		}
		return first.object()
	}
	made := twice("POST", "transfersessions/", a.begin(true), 201)
	path := "transfersessions/" + made["id"].(string) + "/"
	twice("PATCH", path, map[string]any{"transfer_stage": "serializing", "client_fsic": a.fsicAt(4)}, 200)
	twice("PATCH", path, map[string]any{"transfer_stage": "queuing", "records_total": 4}, 200)
	records := []any{}
	for i := range 4 {
		records = append(records, a.record(idOf(path), fmt.Sprint(i), nil))
	}
	twice("POST", "buffers/", pack(t, records[:2]), 201)
	twice("POST", "buffers/", pack(t, records[2:]), 201)
	twice("PATCH", path, map[string]any{"transfer_stage": "dequeuing"}, 200)
	twice("PATCH", path, map[string]any{"transfer_stage": "deserializing"}, 200)
	twice("GET", path, nil, 200)
	if n := r.text(a.dataset(), "SELECT count(*) FROM morango_store"); n != "4" {
		t.Errorf("%s records", n)
	}
	r.request("DELETE", path, nil).want(204)
	if got := r.request("DELETE", path, nil); got.status != 404 { // which clients take for done
		t.Errorf("the second DELETE: %d", got.status)
	}
}

// TestReplacedRecord: a record that comes again with other contents, before the
// push is over, replaces the first.
func TestReplacedRecord(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	path := a.pushing(2)
	one, two := a.record(idOf(path), "1", nil), a.record(idOf(path), "2", nil)
	r.request("POST", "buffers/", []any{one, two}).want(201)
	one["serialized"] = `{"text": "again"}`
	r.request("POST", "buffers/", []any{one}).want(201)
	if got := a.patch(path, map[string]any{"transfer_stage": "dequeuing"}); got["records_transferred"] != 2.0 {
		t.Errorf("%v", got)
	}
	if got := r.text(a.dataset(), "SELECT serialized FROM morango_store WHERE source_id = '1'"); got != `{"text": "again"}` {
		t.Errorf("stored: %s", got)
	}
}

// TestHandlerMadeAnew: between any two requests the process may end.
func TestHandlerMadeAnew(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot()
	nonce := a.nonce()
	r.restart()
	a.session = a.newID()
	r.request("POST", "syncsessions/", a.opening(a.session, nonce)).want(201)
	r.restart()
	path := a.pushing(1)
	r.restart()
	r.request("POST", "buffers/", []any{a.record(idOf(path), "1", nil)}).want(201)
	r.restart()
	a.patch(path, map[string]any{"transfer_stage": "dequeuing"})
	r.restart()
	r.request("DELETE", path, nil).want(204)
	if n := r.text(a.dataset(), "SELECT count(*) FROM morango_store"); n != "1" {
		t.Errorf("%s records", n)
	}
}

// TestWithoutAsync: a client that waits gets everything up to queuing at once,
// and the rest by DELETE.
func TestWithoutAsync(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	a.pushAll("1", "2")
	for fsic, capabilities := range map[string]string{`{"super": {}, "sub": {}}`: "FSIC_V2_FORMAT", "{}": ""} {
		b := a.child("full", map[string]string{"dataset_id": a.dataset()}).open()
		body := b.begin(false)
		body["client_fsic"] = fsic
		header := []string{"X-Morango-Capabilities", capabilities}
		got := r.request("POST", "transfersessions/", body, header...).want(201).object()
		if got["transfer_stage"] != "queuing" || got["records_total"] != 2.0 {
			t.Errorf("%q: %v", fsic, got)
		}
		path := "transfersessions/" + got["id"].(string) + "/"
		r.request("PATCH", path, map[string]any{"transfer_stage": "transferring", "records_transferred": 2}, header...).want(200)
		r.request("DELETE", path, nil, header...).want(204)
		r.request("GET", path, nil).want(404)
	}
	c := a.child("full", map[string]string{"dataset_id": a.dataset()}).open()
	body := c.begin(false)
	body["client_fsic"] = "{}" // as stock Morango's client says it, which fails at a stock server as well
	got := r.request("POST", "transfersessions/", body, "X-Morango-Capabilities", "FSIC_V2_FORMAT").want(400)
	if !strings.Contains(got.body, string(fault.BadFSIC)) {
		t.Errorf("what cannot be read is answered by %s", got.body)
	}
	path := a.pushing(1)
	a.request("DELETE", path, nil, "X-Morango-Capabilities", "").want(500) // not all has arrived
}

// TestRoomsApart: below a room's address only that room is seen, and sessions
// of others are not.
func TestRoomsApart(t *testing.T) {
	r := newRelay(t)
	a, b := r.newRoot().open(), r.newRoot().open()
	a.pushAll("1")
	at := func(room, path string) string { return "/" + room + "/api/morango/v1/" + path }
	if got := r.request("GET", at(a.dataset(), "certificates/"), nil).want(200).list(); len(got) != 1 {
		t.Errorf("%d certificates", len(got))
	}
	if got := r.request("GET", "certificates/", nil).want(200).list(); len(got) != 2 {
		t.Errorf("%d certificates of all rooms", len(got))
	}
	r.request("GET", at(b.dataset(), "syncsessions/"+a.session+"/"), nil).want(404)
	r.request("GET", at(a.dataset(), "syncsessions/"+a.session+"/"), nil).want(200)
	r.request("GET", at(a.dataset(), "certificates/"+b.own+"/"), nil).want(404)
	if got := r.request("GET", at(a.dataset(), "certificates/?primary_partition="+b.dataset()), nil).want(200).list(); len(got) != 0 {
		t.Errorf("%v", got)
	}
	body := a.begin(true)
	r.request("POST", at(b.dataset(), "transfersessions/"), body).want(400)
	if one, all := r.request("GET", at(a.dataset(), "morangoinfo/1/"), nil).object()["instance_id"],
		r.request("GET", "morangoinfo/1/", nil).object()["instance_id"]; one == all {
		t.Errorf("a room and the relay are both %v", one)
	}
}

// TestWhoMayOpenRooms: the operator's rule counts for a pushed chain as for a
// hello, and nothing is kept of a refused one.
func TestWhoMayOpenRooms(t *testing.T) {
	r := newRelay(t)
	known := r.newRoot()
	r.mayOpen = closed
	p := &peer{relay: r, instance: r.newID(), chain: r.newRootChain()}
	body, _ := p.pushed()
	r.request("POST", "certificatechain/", body).want(403)
	if r.rooms[p.dataset()].instance != nil {
		t.Error("the room was made")
	}
	known.push()
	r.opts.MayPush = nil
	r.restart()
	r.request("POST", "certificatechain/", body).want(403)
}

// TestMethodsAndPaths: what is not there, and what may not be done.
func TestMethodsAndPaths(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	path := a.transfer(true)
	if got := r.request("PUT", path, "{}").want(405); got.body != `"Only PATCH updates allowed"` {
		t.Error(got.body)
	}
	if got := r.request("GET", "nonces/", nil).want(405); got.body != `{"detail":"Method \"GET\" not allowed."}` || got.header.Get("Allow") == "" {
		t.Errorf("%s, Allow %q", got.body, got.header.Get("Allow"))
	}
	r.request("PATCH", "syncsessions/"+a.session+"/", "{}").want(405)
	r.request("GET", "nothing/", nil).want(404)
	r.request("GET", "morangoinfo/", nil).want(404)
	r.request("GET", "/api/other/", nil).want(404)
	r.request("POST", "transfersessions/", "{}", "Content-Type", "text/plain").want(http.StatusUnsupportedMediaType)
}
