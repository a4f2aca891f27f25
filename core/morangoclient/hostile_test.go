//go:build !js

package morangoclient_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morangoclient"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/worker/relay"
)

// altered has a server answer requests with other bodies: change gets those that
// start with a method and endpoint.
func (s *server) altered(endpoint string, change func(body string) string) {
	method, path, _ := strings.Cut(endpoint, " ")
	s.through = func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		answer := httptest.NewRecorder()
		next.ServeHTTP(answer, r)
		body := answer.Body.String()
		uri := strings.TrimPrefix(r.URL.RequestURI(), "/api/morango/v1/")
		if r.Method == method && strings.HasPrefix(uri, path) && answer.Code < 300 {
			body = change(body)
		}
		maps.Copy(w.Header(), answer.Header())
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(answer.Code)
		_, _ = w.Write([]byte(body))
	}
}

// with replaces fields of a JSON object.
func with(fields map[string]any) func(string) string {
	return func(body string) string {
		var o map[string]any
		d := json.NewDecoder(strings.NewReader(body))
		d.UseNumber()
		if err := d.Decode(&o); err != nil {
			panic(err)
		}
		maps.Copy(o, fields)
		text, err := json.Marshal(o)
		if err != nil {
			panic(err)
		}
		return string(text)
	}
}

// instead is another body.
func instead(body string) func(string) string { return func(string) string { return body } }

// each changes the objects of a JSON list.
func each(change func(i int, o map[string]any)) func(string) string {
	return func(body string) string {
		var list []map[string]any
		if err := json.Unmarshal([]byte(body), &list); err != nil {
			panic(err)
		}
		for i, o := range list {
			change(i, o)
		}
		text, err := json.Marshal(list)
		if err != nil {
			panic(err)
		}
		return string(text)
	}
}

// backwards reverses a JSON list.
func backwards(body string) string {
	var list []json.RawMessage
	if err := json.Unmarshal([]byte(body), &list); err != nil {
		panic(err)
	}
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
	text, err := json.Marshal(list)
	if err != nil {
		panic(err)
	}
	return string(text)
}

const (
	someID = "0123456789abcdef0123456789abcdef"
	huge   = `{"super": {}, "sub": {"` + someID + `": {"` + someID + `": 1}}}`
)

// TestHostileServer: a server that answers what no server may is refused, with a
// code that says why, and the device holds what it held.
func TestHostileServer(t *testing.T) {
	deep := `{"instance_id": ` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + "}"
	forged := func(_ int, o map[string]any) { o["signature"] = "AAAA" + o["signature"].(string)[4:] }
	for name, c := range map[string]struct {
		endpoint string
		change   func(string) string
		want     fault.Code
	}{
		"another server's page": {"GET morangoinfo", instead("<html>"), fault.BadRequest},
		"too much":              {"GET morangoinfo", instead(strings.Repeat(" ", 2<<20)), fault.Limit},
		"deep":                  {"GET morangoinfo", instead(deep), fault.BadRequest},
		"no instance":           {"GET morangoinfo", with(map[string]any{"instance_id": "x"}), fault.BadRequest},
		"many capabilities":     {"GET morangoinfo", with(map[string]any{"capabilities": make([]string, 1000)}), fault.Limit},
		"forged chain":          {"GET certificates/?ancestors", each(forged), fault.BadSignature},
		"reordered chain":       {"GET certificates/?ancestors", backwards, fault.BadCertificate},
		"endless chain":         {"GET certificates/?ancestors", instead("[" + strings.Repeat("{},", 99) + "{}]"), fault.Limit},
		"nonce that is a text":  {"POST nonces", with(map[string]any{"id": `{"id": "a certificate"}`}), fault.BadNonce},
		"session without proof": {"POST syncsessions", with(map[string]any{"signature": ""}), fault.BadSignature},
		"session of another key": {"POST syncsessions", with(map[string]any{
			"signature": strings.Repeat("A", 342) + "=="}), fault.BadSignature},
		"another transfer":   {"POST transfersessions", with(map[string]any{"id": someID}), fault.BadRequest},
		"no transfer":        {"POST transfersessions", instead("[]"), fault.BadRequest},
		"another filter":     {"POST transfersessions", with(map[string]any{"filter": someID}), fault.OutsideScope},
		"everything":         {"POST transfersessions", with(map[string]any{"filter": ""}), fault.OutsideScope},
		"long filter":        {"POST transfersessions", with(map[string]any{"filter": strings.Repeat("x", 200_000)}), fault.Limit},
		"unknown stage":      {"PATCH transfersessions", with(map[string]any{"transfer_stage": "x"}), fault.BadRequest},
		"failed":             {"PATCH transfersessions", with(map[string]any{"transfer_stage_status": "errored"}), fault.BadRequest},
		"never done":         {"PATCH transfersessions", with(map[string]any{"transfer_stage_status": "pending"}), fault.Unavailable},
		"no counters":        {"PATCH transfersessions", with(map[string]any{"server_fsic": ""}), fault.BadFSIC},
		"negative counters":  {"PATCH transfersessions", with(map[string]any{"server_fsic": strings.Replace(huge, "1}", "-1}", 1)}), fault.BadFSIC},
		"counters no number": {"PATCH transfersessions", with(map[string]any{"server_fsic": strings.Replace(huge, "1}", `"1"}`, 1)}), fault.BadFSIC},
		"huge counters":      {"PATCH transfersessions", with(map[string]any{"server_fsic": strings.Replace(huge, "1}", "1e300}", 1)}), fault.BadFSIC},
		"counters elsewhere": {"PATCH transfersessions", with(map[string]any{"server_fsic": huge}), fault.BadFSIC},
		"no total":           {"PATCH transfersessions", with(map[string]any{"records_total": nil}), fault.BadRequest},
		"negative total":     {"PATCH transfersessions", with(map[string]any{"records_total": -1}), fault.BadRequest},
		"huge total":         {"PATCH transfersessions", with(map[string]any{"records_total": 1e15}), fault.BadRequest},
		"total no number":    {"PATCH transfersessions", with(map[string]any{"records_total": "8"}), fault.BadRequest},
		"fewer records":      {"GET buffers", with(map[string]any{"results": []any{}}), fault.BadRequest},
		"no records":         {"GET buffers", instead("{}"), fault.BadRequest},
		"a list of records":  {"GET buffers", instead("[]"), fault.BadRequest},
		"too many records":   {"GET buffers", with(map[string]any{"results": make([]map[string]any, 501)}), fault.BadRequest},
		"endless records":    {"GET buffers", instead(strings.Repeat(" ", 65<<20)), fault.Limit},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t)
			a := newOwner(t)
			a.put(2, 3)
			a.mustSync(s, 0, 8)
			b := a.join("full", nil)
			b.put(1, 1)
			before := b.text(heldSQL)
			s.altered(c.endpoint, c.change)
			_, err := b.sync(s, client.Options{Pull: true})
			wantCode(t, err, c.want)
			if after := b.text(heldSQL); after != before {
				t.Errorf("it held\n%s\nand holds\n%s", before, after)
			}
			s.through = nil
			if r, err := b.sync(s, client.Options{}); err != nil || r.Pulled != 8 || r.Pushed != 2 {
				t.Errorf("afterwards: %+v, %v", r, err)
			}
		})
	}
}

// TestHostileRecords: records that no device may have made are not taken, and
// the others are.
func TestHostileRecords(t *testing.T) {
	for name, change := range map[string]func(r map[string]any){
		"another id":        func(r map[string]any) { r["model_uuid"] = someID },
		"another partition": func(r map[string]any) { r["partition"] = someID + ":user:" + someID },
		"no text":           func(r map[string]any) { r["serialized"] = 1 },
		"half a character":  func(r map[string]any) { r["serialized"] = json.RawMessage(`"{\"name\": \"\ud800\"}"`) },
		"bad JSON":          func(r map[string]any) { r["serialized"] = "{" },
		"another key":       func(r map[string]any) { r["more"] = 1 },
		"a key less":        func(r map[string]any) { delete(r, "partition") },
		"negative counter":  func(r map[string]any) { r["last_saved_counter"] = -1 },
		"huge counter":      func(r map[string]any) { r["last_saved_counter"] = json.Number("9223372036854775808") },
		"another transfer":  func(r map[string]any) { r["transfer_session"] = someID },
		"foreign counters": func(r map[string]any) {
			r["rmcb_list"] = []any{map[string]any{"transfer_session": r["transfer_session"], "model_uuid": someID, "instance_id": someID, "counter": 1}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t)
			a := newOwner(t)
			a.put(2, 3)
			a.mustSync(s, 0, 8)
			b := a.join("full", nil)
			s.altered("GET buffers", func(body string) string {
				var page map[string]json.RawMessage
				var list []map[string]any
				d := json.NewDecoder(strings.NewReader(body))
				d.UseNumber()
				if err := d.Decode(&page); err != nil {
					panic(err)
				}
				d = json.NewDecoder(bytes.NewReader(page["results"]))
				d.UseNumber()
				if err := d.Decode(&list); err != nil {
					panic(err)
				}
				change(list[0])
				text, err := json.Marshal(map[string]any{"results": list})
				if err != nil {
					panic(err)
				}
				return string(text)
			})
			r, err := b.sync(s, client.Options{Pull: true})
			if err != nil || r.Pulled != 8 || r.Quarantined == 0 {
				t.Fatalf("%+v, %v", r, err)
			}
			if n := b.text("SELECT count(*) FROM morango_store"); n != "7" {
				t.Errorf("%s records are in the Store", n)
			}
		})
	}
}

// TestHostileSigner: a certificate that was not asked for is not taken.
func TestHostileSigner(t *testing.T) {
	s := newServer(t, func(o *relay.Options) { o.Passwords = true })
	a := newOwner(t)
	a.put(1, 1)
	a.mustSync(s, 0, 2)
	other := a.join("full", nil)
	shown := other.text("SELECT json_object('serialized', serialized, 'signature', signature) FROM morango_certificate" +
		" WHERE private_key IS NOT NULL")
	for name, c := range map[string]struct {
		body string
		want fault.Code
	}{
		"nothing":                   {"{}", fault.BadCertificate},
		"a page":                    {"<html>", fault.BadCertificate},
		"somebody else's":           {shown, fault.BadCertificate},
		"more than anybody may say": {strings.Repeat("x", 2<<20), fault.Limit},
	} {
		t.Run(name, func(t *testing.T) {
			s.through = func(w http.ResponseWriter, r *http.Request, next http.Handler) {
				if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/certificates/") {
					w.WriteHeader(http.StatusCreated)
					_, _ = w.Write([]byte(c.body))
					return
				}
				next.ServeHTTP(w, r)
			}
			d := newDevice(t)
			conn, err := d.connect(s)
			if err != nil {
				t.Fatal(err)
			}
			_, err = conn.Join(t.Context(), morangoclient.JoinRequest{Username: "ann", Password: "secret"})
			wantCode(t, err, c.want)
			if n := d.text("SELECT count(*) FROM morango_certificate"); n != "0" {
				t.Errorf("%s certificates are here", n)
			}
		})
	}
}

// TestPasswordStaysHere: a password goes neither where a server points to, nor
// over a plain connection to another machine.
func TestPasswordStaysHere(t *testing.T) {
	s := newServer(t)
	a := newOwner(t)
	a.mustSync(s, 0, 0)
	elsewhere := 0
	thief := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere++ }))
	defer thief.Close()
	s.through = func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if r.Method == http.MethodPost {
			http.Redirect(w, r, thief.URL, http.StatusTemporaryRedirect)
			return
		}
		next.ServeHTTP(w, r)
	}
	d := newDevice(t)
	c, err := d.connect(s)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Join(t.Context(), morangoclient.JoinRequest{Username: "ann", Password: "secret"})
	wantCode(t, err, fault.BadRequest)
	if elsewhere != 0 {
		t.Errorf("the other server got %d requests", elsewhere)
	}

	far, err := morangoclient.Connect(t.Context(), d.Hub(), relay.NewHTTP(toServer{s}), "http://school.example", d.options)
	if err != nil {
		t.Fatal(err)
	}
	_, err = far.Join(t.Context(), morangoclient.JoinRequest{Username: "ann", Password: "secret"})
	wantCode(t, err, fault.BadRequest)
}

// toServer sends requests of any host to a server of these tests.
type toServer struct{ *server }

// RoundTrip implements [http.RoundTripper].
func (to toServer) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	to.relay.ServeHTTP(w, r)
	return w.Result(), nil
}

// TestServerInAnothersPlace: at an address that another server was at, a server
// with another key gets nothing, until the user admits it.
func TestServerInAnothersPlace(t *testing.T) {
	s := newServer(t)
	a := newOwner(t)
	a.put(1, 2)
	a.mustSync(s, 0, 3)
	key, err := trust.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	before := s.relay
	var fingerprint string
	s.relay, fingerprint = newRelay(t, key)
	a.put(1, 2)
	_, err = a.sync(s, client.Options{})
	wantCode(t, err, fault.RelayChanged)
	if r, err := a.sync(s, client.Options{Admit: fingerprint}); err != nil || r.Pushed != 6 {
		t.Errorf("once it is admitted: %+v, %v", r, err)
	}
	s.relay = before
	_, err = a.sync(s, client.Options{})
	wantCode(t, err, fault.RelayChanged)
}

// An admin admits servers as the first device does, and another member does not.
func TestAdminAdmitsServers(t *testing.T) {
	first := newServer(t)
	owner := newOwner(t)
	owner.mustSync(first, 0, 0)
	admin := owner.invited(core.InviteRequest{Admin: true})
	member := owner.join("full", nil)
	key, err := trust.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	second := newServer(t)
	var fingerprint string
	second.relay, fingerprint = newRelay(t, key)
	_, err = member.sync(second, client.Options{Admit: fingerprint})
	wantCode(t, err, fault.RelayNotAdmitted)
	_, err = admin.sync(second, client.Options{})
	wantCode(t, err, fault.RelayNotAdmitted)
	if _, err = admin.sync(second, client.Options{Admit: fingerprint}); err != nil {
		t.Error(err)
	}
}
