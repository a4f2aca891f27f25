package morangohttp_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// unchanged runs something that must leave a room as it is.
func (r *relay) unchanged(room, what string, do func()) {
	r.t.Helper()
	before := r.text(room, stateSQL)
	do()
	if after := r.text(room, stateSQL); after != before {
		r.t.Errorf("%s changed the room from\n%s\nto\n%s", what, before, after)
	}
}

// TestHostileChains: a chain that was forged, put in another order, widened or
// is of another profile is refused, and opens no room.
func TestHostileChains(t *testing.T) {
	r := newRelay(t)
	known := r.newRoot()
	member := known.child("user", map[string]string{"dataset_id": known.dataset(), "user_id": userA})
	fresh := func() *peer { return &peer{relay: r, instance: r.newID(), chain: r.newRootChain()} }
	certificates := func(chain trust.Chain) (list []map[string]any) {
		if err := json.Unmarshal([]byte(chain.String()), &list); err != nil {
			t.Fatal(err)
		}
		return list
	}
	shared := r.request("GET", "publickey/", nil).list()[0].(map[string]any)["public_key"].(string)
	below := func(c *trust.Certificate, scope, params string) *trust.Certificate {
		made, err := c.Issue(trust.CertificateRequest{
			ScopeDefinition: scope, ScopeVersion: 1, ScopeParams: params, PublicKey: shared, Salt: known.nonce(),
		})
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	for name, make := range map[string]func() (room string, list []map[string]any){
		"another signature": func() (string, []map[string]any) {
			p := fresh()
			list := certificates(append(p.chain, below(p.leaf(), "full", p.leaf().ScopeParams)))
			list[1]["signature"] = list[0]["signature"]
			return p.dataset(), list
		},
		"another text": func() (string, []map[string]any) {
			p := fresh()
			list := certificates(append(p.chain, below(p.leaf(), "full", p.leaf().ScopeParams)))
			list[1]["serialized"] = strings.Replace(list[1]["serialized"].(string), "full", "user", 1)
			delete(list[1], "scope_definition")
			return p.dataset(), list
		},
		"leaf first": func() (string, []map[string]any) {
			p := fresh()
			list := certificates(append(p.chain, below(p.leaf(), "full", p.leaf().ScopeParams)))
			slices.Reverse(list)
			return p.dataset(), list
		},
		"without its root": func() (string, []map[string]any) {
			p := fresh()
			list := certificates(append(p.chain, below(p.leaf(), "full", p.leaf().ScopeParams)))
			return p.dataset(), list[1:]
		},
		"wider than its parent": func() (string, []map[string]any) {
			wider := below(member.leaf(), "full", known.leaf().ScopeParams)
			return known.dataset(), certificates(append(member.chain, wider))
		},
		"of another dataset": func() (string, []map[string]any) {
			p := fresh()
			return p.dataset(), certificates(append(p.chain, below(p.leaf(), "full", known.leaf().ScopeParams)))
		},
		"of a scope that nobody declared": func() (string, []map[string]any) {
			p := fresh()
			return p.dataset(), certificates(append(p.chain, below(p.leaf(), "everything", p.leaf().ScopeParams)))
		},
		"of a profile that nobody declared": func() (string, []map[string]any) {
			key := r.newKey()
			root, err := trust.NewRoot("other", school.Scopes[0], nil, key)
			if err != nil {
				t.Fatal(err)
			}
			return root.ID, certificates(trust.Chain{root, below(root, "full", root.ScopeParams)})
		},
		"seventeen certificates": func() (string, []map[string]any) {
			p := fresh()
			list := certificates(append(p.chain, below(p.leaf(), "full", p.leaf().ScopeParams)))
			for len(list) <= trust.ChainLimit {
				list = append(list, list[1])
			}
			return p.dataset(), list
		},
		"of nothing": func() (string, []map[string]any) { return fresh().dataset(), []map[string]any{} },
	} {
		room, list := make()
		before := r.text(room, stateSQL)
		got := r.request("POST", "certificatechain/", sqldb.ToJSON(sqldb.ToJSON(list)))
		if got.status != 403 && got.status != 400 {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
		if after := r.text(room, stateSQL); after != before {
			t.Errorf("%s: the room was changed", name)
		}
	}
	body, _ := known.pushed()
	r.unchanged(known.dataset(), "a key that is not the relay's", func() {
		key := r.newKey()
		if key == r.key {
			key = r.newKey()
		}
		public, err := trust.PublicKeyOf(key)
		if err != nil {
			t.Fatal(err)
		}
		c, err := known.leaf().IssueSame(public, known.nonce())
		if err != nil {
			t.Fatal(err)
		}
		text := sqldb.ToJSON(append(slices.Clone(known.chain), c).String())
		if got := r.request("POST", "certificatechain/", text).want(400); got.body != `"Shared public key was not used"` {
			t.Error(got.body)
		}
	})
	r.request("POST", "certificatechain/", body).want(201)
	r.unchanged(known.dataset(), "the same chain again", func() {
		r.request("POST", "certificatechain/", body).want(403)
	})
}

// TestHostileSessions: who cannot prove to hold the certificate's key now gets
// no session.
func TestHostileSessions(t *testing.T) {
	r := newRelay(t)
	a, b := r.newRoot(), r.newRoot()
	good := a.opening(a.newID(), a.nonce())
	r.request("POST", "syncsessions/", good).want(201)
	for name, c := range map[string]struct {
		change map[string]any
		status int
		answer string
	}{
		"the same again":              {map[string]any{}, 403, "Nonce is not valid"},
		"another id":                  {map[string]any{"id": a.newID()}, 403, "Client certificate failed to verify signature"},
		"another nonce":               {map[string]any{"nonce": a.nonce()}, 403, "Client certificate failed to verify signature"},
		"another signature":           {map[string]any{"signature": "AAAA"}, 403, "Client certificate failed to verify signature"},
		"no signature":                {map[string]any{"signature": nil}, 403, "Client certificate failed to verify signature"},
		"an unknown certificate":      {map[string]any{"client_certificate_id": a.newID()}, 403, "Saving certificate chain has failed"},
		"an unknown server's":         {map[string]any{"server_certificate_id": a.newID()}, 400, "Requested certificate does not exist!"},
		"another room's server's":     {map[string]any{"server_certificate_id": b.own}, 403, "Saving certificate chain has failed"},
		"a server's without a key":    {map[string]any{"server_certificate_id": a.dataset()}, 400, "Requested certificate does not exist!"},
		"an id that is none":          {map[string]any{"id": "x"}, 400, ""},
		"an instance that is no JSON": {map[string]any{"instance": "{"}, 400, ""},
		"a long instance":             {map[string]any{"instance": `{"id":"` + strings.Repeat("x", 9000) + `"}`}, 400, ""},
	} {
		for _, room := range []string{a.dataset(), b.dataset()} {
			r.unchanged(room, name, func() {
				body := a.opening(a.newID(), a.nonce())
				if len(c.change) == 0 {
					body = good
				}
				for key, v := range c.change {
					body[key] = v
				}
				got := r.request("POST", "syncsessions/", body).want(c.status)
				if c.answer != "" && got.body != `"`+c.answer+`"` {
					t.Errorf("%s: %s", name, got.body)
				}
			})
		}
	}
	nonce := a.nonce()
	r.now = r.now.Add(time.Minute)
	r.request("POST", "syncsessions/", a.opening(a.newID(), nonce)).want(403)
}

// TestHostileFilters: a transfer reaches no further than both certificates.
func TestHostileFilters(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	a.pushAll("1")
	member := a.child("user", map[string]string{"dataset_id": a.dataset(), "user_id": userA}).open()
	mine := a.dataset() + ":user:" + userA
	for _, c := range []struct {
		push   bool
		filter string
		status int
	}{
		{false, mine, 201},
		{false, a.dataset() + ":all", 201},
		{false, a.dataset(), 403},
		{false, "", 403},
		{false, mine + "\n" + a.dataset(), 403},
		{false, a.dataset() + ":user:" + userB, 403},
		{false, strings.ToUpper(mine), 403},
		{true, a.dataset() + ":all", 403},
		{true, a.dataset() + ":user:" + userA[:31], 403},
		{true, a.dataset() + ":user:%", 403},
		{true, strings.Repeat(mine+" ", 101), 400},
		{true, mine + strings.Repeat("x", 1100), 400},
		{true, mine + "\x00", 400},
	} {
		body := member.begin(c.push)
		body["filter"] = c.filter
		got := r.request("POST", "transfersessions/", body)
		if got.status != c.status {
			t.Errorf("push %v, filter %.60q: %d %s", c.push, c.filter, got.status, got.body)
		}
		if got.status == 201 {
			r.request("DELETE", "transfersessions/"+got.object()["id"].(string)+"/", nil).want(204)
		}
	}
	for _, change := range []map[string]any{{"push": "yes"}, {"push": nil}, {"id": "1"}, {"sync_session_id": a.newID()}, {"sync_session_id": 1}} {
		body := member.begin(false, mine)
		for key, v := range change {
			body[key] = v
		}
		r.request("POST", "transfersessions/", body).want(400)
	}
}

// TestHostileRecords: of a request with a record that cannot be taken nothing
// is, and the push has failed.
func TestHostileRecords(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	a.pushAll("kept")
	id := func(source string) string { return a.record("", source, nil)["model_uuid"].(string) }
	counters := func(of string, changes map[string]any) []any {
		c := map[string]any{"transfer_session": "", "model_uuid": id(of), "instance_id": userB, "counter": 1}
		for key, v := range changes {
			c[key] = v
		}
		return []any{c}
	}
	deep := strings.Repeat("[", 3000) + strings.Repeat("]", 3000)
	for name, change := range map[string]map[string]any{
		"another id":                   {"model_uuid": userB},
		"no id":                        {"model_uuid": ""},
		"an id in capitals":            {"model_uuid": strings.ToUpper(id("x"))},
		"another source":               {"source_id": "y"},
		"another model":                {"model_name": "question"},
		"outside the filter":           {"partition": userB},
		"a negative counter":           {"last_saved_counter": -1},
		"a huge counter":               {"last_saved_counter": json.Number("9007199254740993")},
		"a counter past int64":         {"last_saved_counter": json.Number("18446744073709551616")},
		"a counter with a point":       {"last_saved_counter": 1.5},
		"a counter as text":            {"last_saved_counter": "1"},
		"no counter":                   {"last_saved_counter": nil},
		"an instance that is none":     {"last_saved_instance": "me"},
		"another key":                  {"extra": 1},
		"a key less":                   {"_self_ref_fk": nil},
		"deleted as a number":          {"deleted": 2},
		"deleted as text":              {"deleted": "true"},
		"text that is no text":         {"serialized": map[string]any{}},
		"text that is no JSON":         {"serialized": "{"},
		"JSON that is no object":       {"serialized": "[]"},
		"deep JSON in the text":        {"serialized": `{"a":` + deep + `}`},
		"deep JSON":                    {"serialized": json.RawMessage(deep)},
		"a large record":               {"serialized": `{"a":"` + strings.Repeat("x", 600<<10) + `"}`},
		"conflicts that are none":      {"conflicting_serialized_data": "x"},
		"a parent that is none":        {"_self_ref_fk": "x"},
		"another transfer":             {"transfer_session": userB},
		"counters of another record":   {"rmcb_list": counters("y", nil)},
		"counters of another transfer": {"rmcb_list": counters("x", map[string]any{"transfer_session": userB})},
		"counters that are none":       {"rmcb_list": "none"},
		"a counter that is none":       {"rmcb_list": []any{1}},
		"a counter of nobody":          {"rmcb_list": counters("x", map[string]any{"instance_id": nil})},
		"a counter below zero":         {"rmcb_list": counters("x", map[string]any{"counter": -1})},
		"a counter too high":           {"rmcb_list": counters("x", map[string]any{"counter": json.Number("9223372036854775807")})},
		"a counter that is true":       {"rmcb_list": counters("x", map[string]any{"counter": true})},
	} {
		path := a.pushing(2)
		if list, ok := change["rmcb_list"].([]any); ok {
			if c, ok := list[0].(map[string]any); ok && c["transfer_session"] == "" {
				c["transfer_session"] = idOf(path)
			}
		}
		a.unchanged(a.dataset(), name, func() {
			bad, good := a.record(idOf(path), "x", change), a.record(idOf(path), "good", nil)
			got := r.request("POST", "buffers/", pack(t, []any{good, bad}))
			if got.status != 400 {
				t.Errorf("%s: %d %.300s", name, got.status, got.body)
			}
			if n := r.text(a.dataset(), "SELECT count(*) FROM morango_buffer"); n != "0" {
				t.Errorf("%s: %s records in the buffer", name, n)
			}
			for _, stage := range []string{"dequeuing", "deserializing"} {
				got := a.patch(path, map[string]any{"transfer_stage": stage})
				if got["transfer_stage_status"] != "errored" {
					t.Errorf("%s: afterwards %v", name, got)
				}
			}
		})
		r.request("DELETE", path, nil).want(204)
		a.open()
	}
}

// TestHostileKeysTwice: of two keys with one name no reader takes either.
func TestHostileKeysTwice(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	path := a.pushing(1)
	text, err := json.Marshal(a.record(idOf(path), "x", nil))
	if err != nil {
		t.Fatal(err)
	}
	a.unchanged(a.dataset(), "a key twice", func() {
		twice := `[{"partition": "` + userB + `", ` + string(text[1:]) + `]`
		r.request("POST", "buffers/", twice).want(400)
		r.request("PATCH", path, `{"transfer_stage": "queuing", "transfer_stage": "dequeuing"}`).want(400)
	})
}

// TestHostileCounters: what a peer says it has is within bounds.
func TestHostileCounters(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	a.pushAll("1")
	sub := func(partition, instance, counter string) string {
		return fmt.Sprintf(`{"super": {}, "sub": {%q: {%q: %s}}}`, partition, instance, counter)
	}
	many := strings.Builder{}
	many.WriteString(`{"super": {}, "sub": {"` + a.dataset() + `": {`)
	for i := range 51_000 {
		fmt.Fprintf(&many, `"%032x": 1, `, i)
	}
	many.WriteString(`"` + userA + `": 1}}}`)
	for name, fsic := range map[string]string{
		"negative": sub(a.dataset(), userA, "-1"), "huge": sub(a.dataset(), userA, "9007199254740993"),
		"no number": sub(a.dataset(), userA, `"1"`), "a fraction": sub(a.dataset(), userA, "1.5"),
		"another dataset": sub(userB, userA, "1"), "no instance": sub(a.dataset(), "x", "1"),
		"no JSON": "{", "nothing": "{}", "a list": "[]", "many": many.String(),
	} {
		for _, push := range []bool{false, true} {
			path := a.transfer(push)
			a.unchanged(a.dataset(), name, func() {
				a.patch(path, map[string]any{"transfer_stage": "serializing", "client_fsic": fsic})
				got := a.patch(path, map[string]any{"transfer_stage": "queuing", "records_total": 1})
				if push {
					r.request("POST", "buffers/", []any{a.record(idOf(path), "new "+name, nil)}).want(201)
					got = a.patch(path, map[string]any{"transfer_stage": "dequeuing"})
				}
				if got["transfer_stage_status"] != "errored" {
					t.Errorf("%s, push %v: %v", name, push, got["transfer_stage_status"])
				}
			})
			a.open()
		}
	}
}

// TestHostileNumbers: fields that are numbers take nothing else.
func TestHostileNumbers(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	a.pushAll("1")
	path := a.pushing(2)
	a.unchanged(a.dataset(), "numbers", func() {
		for _, n := range []string{"-1", "1.5", `"1"`, "true", "[]", "1e3", "99999999999999999999", "100000001"} {
			r.request("PATCH", path, `{"records_total": `+n+`}`).want(400)
			if n != "100000001" {
				r.request("PATCH", path, `{"bytes_sent": `+n+`}`).want(400)
			}
		}
		r.request("POST", "buffers/", []any{a.record(idOf(path), "x", nil)}).want(201)
		r.request("PATCH", path, `{"records_total": 1}`).want(400) // others have come by now
		if got := a.patch(path, map[string]any{"records_transferred": 2}); got["records_transferred"] != 1.0 {
			t.Errorf("a push believes its peer: %v", got)
		}
		r.request("PATCH", path, `{"transfer_stage": "nonsense"}`).want(400)
		r.request("PATCH", path, `{"transfer_stage": "cleanup"}`).want(400)
		surplus := []any{a.record(idOf(path), "y", nil), a.record(idOf(path), "z", nil)}
		r.request("POST", "buffers/", surplus).want(400)
		pull := a.transfer(false)
		a.patch(pull, map[string]any{"transfer_stage": "queuing", "client_fsic": `{"super": {}, "sub": {}}`})
		for _, n := range []string{"-1", "2", `"1"`} {
			r.request("PATCH", pull, `{"transfer_stage": "transferring", "records_transferred": `+n+`}`).want(400)
		}
		for _, query := range []string{"limit=-1", "limit=x&offset=y", "offset=-5&limit=1", "limit=99999999999999999999", "limit=1&offset=9223372036854775807"} {
			r.request("GET", "buffers/?transfer_session_id="+idOf(pull)+"&"+query, nil).want(200)
		}
	})
}

// TestHostileBodies: what comes out of a body is bounded, and nothing of a body
// that cannot be read is kept.
func TestHostileBodies(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	path := a.pushing(1)
	good, err := json.Marshal([]any{a.record(idOf(path), "x", nil)})
	if err != nil {
		t.Fatal(err)
	}
	packed := func(parts ...io.Reader) []byte {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := io.Copy(w, io.MultiReader(parts...)); err != nil {
			t.Fatal(err)
		}
		w.Close()
		return b.Bytes()
	}
	many := func(n int64, of string) io.Reader { return io.LimitReader(repeated(of), n) }
	for name, body := range map[string]any{
		"gzip of spaces":        packed(many(192<<20, " ")),
		"gzip of one long text": packed(strings.NewReader(`[{"serialized": "`), many(192<<20, "x")),
		"gzip of many records":  packed(strings.NewReader("["), many(192<<20, "{},")),
		"gzip of deep JSON":     packed(many(32<<20, "[")),
		"gzip cut short":        packed(bytes.NewReader(good))[:20],
		"no gzip":               []byte("not gzip"),
		"gzip of gzip":          packed(bytes.NewReader(packed(bytes.NewReader(good)))),
		"a number":              "1",
		"nothing":               "",
		"a list of nothing":     "[]",
		"a list of lists":       "[[]]",
		"something after it":    string(good) + "x",
		"cut short":             string(good[:len(good)-1]),
		"no UTF-8":              strings.Replace(string(good), "of x", "\xff\xfe", 1),
		"a zero":                strings.Replace(string(good), "of x", "\x00", 1),
		"too long":              strings.Repeat(" ", morangohttp.MaxBody+1),
	} {
		a.unchanged(a.dataset(), name, func() {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got := r.request("POST", "buffers/", body)
			runtime.ReadMemStats(&after)
			if got.status != 400 && got.status != 413 {
				t.Errorf("%s: %d %.200s", name, got.status, got.body)
			}
			if grown := int64(after.TotalAlloc-before.TotalAlloc) >> 20; grown > 200 && name != "too long" {
				t.Errorf("%s: %d MB allocated", name, grown)
			}
		})
	}
	for name, body := range map[string]string{
		"deep": strings.Repeat(`{"a":`, 100_000), "large": `{"a":"` + strings.Repeat("x", 13<<20) + `"}`, "a list": "[]", "no JSON": "{",
	} {
		for _, path := range []string{"transfersessions/", "syncsessions/", "certificates/", "certificatechain/"} {
			if got := r.request("POST", path, body); got.status != 400 && got.status != 413 && got.status != 403 {
				t.Errorf("%s at %s: %d", name, path, got.status)
			}
		}
	}
}

// repeated reads a text over and over.
type repeated string

func (s repeated) Read(p []byte) (n int, err error) {
	for n+len(s) <= len(p) {
		n += copy(p[n:], s)
	}
	if n == 0 {
		n = copy(p, s)
	}
	return n, nil
}

// TestHostileManySessions: sync sessions and transfers are bounded; the ones
// that are left are the latest.
func TestHostileManySessions(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	other := a.child("full", map[string]string{"dataset_id": a.dataset()}).open()
	first := a.session
	for range morangohttp.MaxSyncSessions + 20 {
		r.now = r.now.Add(time.Second)
		a.open()
		a.transfer(false)
	}
	if n := r.text(a.dataset(), "SELECT count(*) FROM morango_syncsession WHERE active = 1 AND client_certificate_id = ?1", a.leaf().ID); n != fmt.Sprint(morangohttp.MaxSyncSessions) {
		t.Errorf("%s sync sessions are open", n)
	}
	if n := r.text(a.dataset(), "SELECT count(*) FROM morango_transfersession WHERE active = 1"); n != fmt.Sprint(server.MaxUnderWay) {
		t.Errorf("%s transfers are under way", n)
	}
	r.request("GET", "syncsessions/"+first+"/", nil).want(404)
	r.request("GET", "syncsessions/"+a.session+"/", nil).want(200)
	r.request("GET", "syncsessions/"+other.session+"/", nil).want(200)
	r.now = r.now.Add(7 * time.Hour)
	other.open()
	if n := r.text(a.dataset(), "SELECT count(*) FROM morango_transfersession WHERE active = 1"); n != "0" {
		t.Errorf("%s transfers are under way after seven hours", n)
	}
}

// TestHostilePasswords: a name or password that is wrong gets no certificate,
// and who may have one gets no wider one.
func TestHostilePasswords(t *testing.T) {
	asked := []account.Request{}
	answer := error(nil)
	r := newRelay(t, func(o *morangohttp.Options) {
		o.Accounts = func(string, sqldb.DB) account.Authenticator {
			return authenticator(func(q account.Request) error {
				asked = append(asked, q)
				return answer
			})
		}
	})
	a := r.newRoot()
	key, err := coretest.Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	public, err := trust.PublicKeyOf(key)
	if err != nil {
		t.Fatal(err)
	}
	body := func(changes map[string]any) map[string]any {
		b := map[string]any{
			"parent": a.own, "profile": "school", "scope_definition": "user", "scope_version": 1, "public_key": public,
			"scope_params": trust.FormatScopeParams(map[string]string{"dataset_id": a.dataset(), "user_id": userA}),
		}
		for k, v := range changes {
			b[k] = v
		}
		return b
	}
	login := basic("username=admin&facility="+userB, "secret:word")
	r.unchanged(a.dataset(), "signing requests", func() {
		got := r.request("POST", "certificates/", body(nil)).want(401)
		if got.header.Get("WWW-Authenticate") != `Basic realm="api"` {
			t.Errorf("%v", got.header)
		}
		answer = fault.Errorf(fault.BadCredentials, "no")
		if got := r.request("POST", "certificates/", body(nil), login...).want(401); got.body != `{"detail":"Invalid credentials."}` {
			t.Error(got.body)
		}
		answer = fault.Errorf(fault.OutsideScope, "no")
		r.request("POST", "certificates/", body(nil), login...).want(403)
		answer = fault.Errorf(fault.Limit, "slowly")
		if got := r.request("POST", "certificates/", body(nil), login...).want(429); got.header.Get("Retry-After") == "" {
			t.Error("it does not say when to come again")
		}
		answer = nil
		for name, changes := range map[string]map[string]any{
			"another dataset":    {"scope_definition": "full", "scope_params": `{"dataset_id": "` + userB + `"}`},
			"another profile":    {"profile": "other"},
			"an unknown parent":  {"parent": userB},
			"a parent elsewhere": {"parent": a.dataset()},
			"an unknown scope":   {"scope_definition": "everything"},
			"another version":    {"scope_version": 2},
			"a version as text":  {"scope_version": "1"},
			"no key":             {"public_key": "x"},
			"no version":         {"scope_version": nil},
			"a missing param":    {"scope_params": `{"dataset_id": "` + a.dataset() + `"}`},
			"a param no id":      {"scope_params": `{"dataset_id": "` + a.dataset() + `", "user_id": "` + userA[:31] + `"}`},
		} {
			if got := r.request("POST", "certificates/", body(changes), login...); got.status != 400 {
				t.Errorf("%s: %d %s", name, got.status, got.body)
			}
		}
		r.request("POST", "certificates/", body(map[string]any{"scope_params": "{}"}), login...).want(403)
		r.request("POST", "certificates/", body(nil), basic("username=a=b", "x")...).want(401)
	})
	made := r.request("POST", "certificates/", body(nil), login...).want(201).object()
	q := asked[len(asked)-1]
	if q.User != "admin" || q.Facility != userB || q.Password != "secret:word" || q.Scope != "user" || q.Room != a.dataset() || q.Params["user_id"] != userA {
		t.Errorf("asked about %+v", q)
	}
	if made["parent"] != a.own || len(made["salt"].(string)) != 32 {
		t.Errorf("%v", made)
	}
}

// authenticator is a function as an account.Authenticator.
type authenticator func(account.Request) error

func (f authenticator) Authenticate(_ context.Context, q account.Request) error { return f(q) }

// TestHostileSlowBody: a peer that takes its time keeps nobody from the room.
func TestHostileSlowBody(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	in, out := io.Pipe()
	done := make(chan struct{})
	go func() {
		defer close(done)
		req := httptest.NewRequestWithContext(t.Context(), "POST", "/api/morango/v1/buffers/", in)
		req.Header.Set("Content-Type", "application/json")
		r.ServeHTTP(httptest.NewRecorder(), req)
	}()
	if _, err := out.Write([]byte(`[{"transfer_session": "`)); err != nil {
		t.Fatal(err)
	}
	a.pushAll("1")
	out.Close()
	<-done
}

// TestHostileFullStorage: a push whose room is full is told to come again, and
// goes on then.
func TestHostileFullStorage(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	path := a.pushing(1)
	records := []any{a.record(idOf(path), "1", nil)}
	r.full = func() error { return fault.Errorf(fault.Limit, "full") }
	if got := r.request("POST", "buffers/", records).want(503); got.header.Get("Retry-After") == "" {
		t.Error("it does not say when to come again")
	}
	r.full = func() error { return nil }
	r.request("POST", "buffers/", records).want(201)
	a.patch(path, map[string]any{"transfer_stage": "deserializing"})
	if n := r.text(a.dataset(), "SELECT count(*) FROM morango_store"); n != "1" {
		t.Errorf("%s records", n)
	}
}

// TestHostileManyBodies: the bodies of all requests together are bounded, and
// what was held is given back.
func TestHostileManyBodies(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	const each = 15 << 20
	part := bytes.Repeat([]byte{' '}, each)
	var ends []*io.PipeWriter
	status := make(chan int, 20)
	for range 10 {
		in, out := io.Pipe()
		ends = append(ends, out)
		go func() {
			req := httptest.NewRequestWithContext(t.Context(), "POST", "/api/morango/v1/buffers/", in)
			req.Header.Set("Content-Type", "application/json")
			w := httptest.NewRecorder()
			r.ServeHTTP(w, req)
			in.Close()
			status <- w.Code
		}()
		_, _ = out.Write(part) // the last ones are refused in the midst of it
	}
	if got := <-status; got != 503 {
		t.Errorf("one too many: %d", got)
	}
	for _, out := range ends {
		out.Close()
	}
	for range 9 {
		<-status
	}
	a.pushAll("1")
}
