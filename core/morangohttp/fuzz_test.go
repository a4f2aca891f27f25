package morangohttp

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/value"
)

// FuzzRecords: the records that a Morango peer pushes are cut out as package
// json reads them, whatever parts they come in. What is no JSON gets an answer.
func FuzzRecords(f *testing.F) {
	fuzzing.Start(f)
	for _, text := range []string{
		`[]`, ` [{"model_uuid":"a"}, {}]`, `{"model_uuid":"a"}`, `[1,"]",[{}]]`, `[{}`, `{}{}`, `[{}] x`, "", `[{},]`, `nul`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		records, err := readAll(strings.NewReader(text))
		slowly, slowErr := readAll(iotest.OneByteReader(strings.NewReader(text)))
		if strings.Join(records, " ") != strings.Join(slowly, " ") || (err == nil) != (slowErr == nil) {
			t.Fatalf("%q: %q, %v; byte by byte %q, %v", text, records, err, slowly, slowErr)
		}
		if _, answered := errors.AsType[reply](err); err != nil && !answered {
			t.Fatalf("%q: no answer: %v", text, err)
		}
		if want, ok := recordsOf(text); ok != (err == nil) || ok && strings.Join(records, " ") != strings.Join(want, " ") {
			t.Fatalf("%q: %q, %v, package json reads %q", text, records, err, want)
		}
	})
}

// FuzzGlimpse: what a body is taken to be about is what its first record says,
// where package json can read that, however the body is cut.
func FuzzGlimpse(f *testing.F) {
	fuzzing.Start(f)
	const id = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	for _, text := range []string{
		"", `[]`, `[{"transfer_session": "` + id + `"}]`, `{"serialized":"{\"transfer_session\":1}","transfer_session":"` + id + `"}`,
		`[{"transfer_session":"x","transfer_session" : "` + id + `"}]`, `"transfer_session"`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := glimpse(strings.NewReader(text))
		slowly, slowErr := glimpse(iotest.OneByteReader(strings.NewReader(text)))
		if err != nil || slowErr != nil || got != slowly || got != "" && !value.IsID(got) {
			t.Fatalf("%q: %q, %v; byte by byte %q, %v", text, got, err, slowly, slowErr)
		}
		records, ok := recordsOf(text)
		var first struct {
			Transfer string `json:"transfer_session"`
		}
		if !ok || len(records) == 0 || strings.Count(text, transferKey) != 1 || json.Unmarshal([]byte(records[0]), &first) != nil {
			return
		}
		if value.IsID(first.Transfer) && strings.Contains(text, first.Transfer) && strings.Contains(records[0], transferKey) && got != first.Transfer {
			t.Fatalf("%q: %q", text, got)
		}
	})
}

// FuzzRequest: whatever a peer asks for, it gets an answer that is no failure of
// this side, and where there are no rooms none is made.
func FuzzRequest(f *testing.F) {
	fuzzing.Start(f)
	key, err := coretest.Keys(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	handler, err := New(Options{Rooms: noRooms{}, Key: key, MayPush: func(string) bool { return true }})
	if err != nil {
		f.Fatal(err)
	}
	const room = "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	for path, body := range map[string]string{
		"/api/morango/v1/syncsessions/":                         `{"id": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "certificate_chain": "[]", "instance": "{}"}`,
		"/token/x" + room + "/api/morango/v1/transfersessions/": `{"push": true}`, room + "/api/morango/v1/certificatechain/": `"[]"`,
		"/api/morango/v1/certificates/": `{"parent": "", "scope_version": 1}`, "/api/public/syncqueue/": `{}`,
		"/api/morango/v1/buffers/": `[{"transfer_session": ""}]`, "//api//": "", "/api/public/v1/facility/x/": "",
	} {
		f.Add("POST", path, "application/json", body)
		f.Add("GET", path+"?limit=1&offset=-1", "", "")
	}
	f.Fuzz(func(t *testing.T, method, path, kind, body string) {
		address, err := url.Parse(path)
		if err != nil {
			return
		}
		r := &http.Request{Method: method, URL: address, Host: "relay", Header: http.Header{"Content-Type": {kind}},
			Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code < 200 || w.Code >= 500 || w.Body.Len() > 0 && !json.Valid(w.Body.Bytes()) {
			t.Fatalf("%s %q %q: %d %s", method, path, body, w.Code, w.Body)
		}
	})
}

// noRooms are rooms of which none is there, and none may be made.
type noRooms struct{}

func (noRooms) Enter(context.Context, Entry) (Room, error)     { return noRooms{}, nil }
func (noRooms) Holder(context.Context, string) (Holder, error) { return Holder{}, nil }
func (noRooms) Hold(string, Holder)                            {}
func (noRooms) List(context.Context) ([]string, error)         { return nil, nil }
func (noRooms) Leave()                                         {}
func (noRooms) Aside(fn func())                                { fn() }
func (noRooms) Do(_ context.Context, create bool, fn func(*pipeline.Engine, *server.Room) error) error {
	if create {
		return fault.Errorf(fault.RoomClosed, "no room may be opened")
	}
	return fn(nil, nil)
}

// readAll reads a body's records.
func readAll(body io.Reader) (records []string, err error) {
	r, err := newRecordReader(body)
	for err == nil {
		var one json.RawMessage
		if one, err = r.next(); err == nil {
			records = append(records, string(one))
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return records, err
}

// recordsOf is what package json makes of a body: a list, or one object alone.
func recordsOf(text string) (records []string, ok bool) {
	trimmed := strings.Trim(text, " \t\r\n")
	if strings.HasPrefix(trimmed, "{") {
		return []string{trimmed}, json.Valid([]byte(trimmed))
	}
	var list []json.RawMessage
	if !strings.HasPrefix(trimmed, "[") || json.Unmarshal([]byte(trimmed), &list) != nil {
		return nil, false
	}
	for _, one := range list {
		records = append(records, string(one))
	}
	return records, true
}
