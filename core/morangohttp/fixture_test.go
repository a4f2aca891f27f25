package morangohttp_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// school is the profile of these tests.
var school = trust.Declared{
	Profile: "school",
	Scopes: []trust.ScopeDefinition{
		{ID: "full", Version: 1, PrimaryScopeParamKey: "dataset_id", ReadWriteFilterTemplate: "${dataset_id}"},
		{ID: "user", Version: 1, ReadWriteFilterTemplate: "${dataset_id}:user:${user_id}",
			ReadFilterTemplate: "${dataset_id}:all"},
	},
	IDRules: map[string]string{"dataset": trust.IDRuleSource},
}

// relay is a handler with rooms in memory.
type relay struct {
	roots map[string]bool // the keys of datasets that were made
	http.Handler
	t     testing.TB
	key   string
	now   time.Time
	opts  morangohttp.Options
	mu    sync.Mutex
	rooms map[string]*room
	ids   map[string]morangohttp.Holder
	aside int // computations beside the rooms' turns
	// entries are the requests that have entered a room.
	entries []morangohttp.Entry
	// mayOpen judges rooms that are to be made.
	mayOpen func(room string) error
	// full is server.Options.Full, memberWork and memberRate are MemberWork and
	// MemberRate of rooms that come.
	full                   func() error
	memberWork, memberRate int64
}

type room struct {
	*relay
	id       string
	instance *core.Instance
	server   *server.Room
}

// newRelay makes a relay to which chains may be pushed. changes alter its
// options.
func newRelay(t testing.TB, changes ...func(*morangohttp.Options)) *relay {
	t.Helper()
	key, err := coretest.Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{
		t: t, key: key, now: time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC), rooms: map[string]*room{}, ids: map[string]morangohttp.Holder{},
		mayOpen: func(string) error { return nil }, full: func() error { return nil },
	}
	r.opts = morangohttp.Options{
		Rooms: r, Key: key, Profiles: []trust.Declared{school}, MayPush: func(string) bool { return true },
		Clock: func() time.Time { return r.now },
	}
	for _, change := range changes {
		change(&r.opts)
	}
	r.restart()
	return r
}

// restart makes the handler anew, as a host does that was stopped.
func (r *relay) restart() {
	r.t.Helper()
	h, err := morangohttp.New(r.opts)
	if err != nil {
		r.t.Fatal(err)
	}
	r.Handler = h
}

// Enter implements [morangohttp.Rooms].
func (r *relay) Enter(_ context.Context, e morangohttp.Entry) (morangohttp.Room, error) {
	id := e.Room
	r.mu.Lock()
	defer r.mu.Unlock()
	r.entries = append(r.entries, e)
	if r.rooms[id] == nil {
		r.rooms[id] = &room{relay: r, id: id}
		r.rooms[id].server = server.New(server.Options{
			Room: id, Key: r.key, Full: func(int64) error { return r.full() }, MemberWork: r.memberWork, MemberRate: r.memberRate,
		})
	}
	return r.rooms[id], nil
}

// Holder implements [morangohttp.Rooms].
func (r *relay) Holder(_ context.Context, id string) (morangohttp.Holder, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.ids[id], nil
}

// Hold implements [morangohttp.Rooms].
func (r *relay) Hold(id string, by morangohttp.Holder) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if h, there := r.ids[id]; !there || h.Room == by.Room {
		r.ids[id] = by
	}
}

// List implements [morangohttp.Rooms].
func (r *relay) List(context.Context) (ids []string, err error) {
	for id, room := range r.rooms {
		if room.instance != nil {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Do implements [morangohttp.Room].
func (m *room) Do(ctx context.Context, create bool, fn func(*pipeline.Engine, *server.Room) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.instance == nil && create {
		if err := m.mayOpen(m.id); err != nil {
			return err
		}
		db, err := sqlitedb.Open(ctx, sqlitedb.Memory, sqlitedb.Options{})
		if err != nil {
			return err
		}
		m.t.Cleanup(func() { db.Close() })
		m.instance, err = core.Open(ctx, db, core.Options{Clock: func() time.Time { return m.now }})
		if err != nil {
			return err
		}
	}
	return fn(m.instance.Engine(), m.server)
}

// Aside implements [morangohttp.Room]. It counts, and fails the test if the room's
// turn is held meanwhile.
func (m *room) Aside(fn func()) {
	if !m.mu.TryLock() {
		m.t.Error("the room waits for what is done aside")
	} else {
		m.mu.Unlock()
	}
	m.aside++
	fn()
}

// Leave implements [morangohttp.Room].
func (m *room) Leave() {}

// text reads one cell of a room's database.
func (r *relay) text(room, sql string, args ...any) (text string) {
	r.t.Helper()
	if r.rooms[room] == nil || r.rooms[room].instance == nil {
		return "no room"
	}
	err := r.rooms[room].instance.DB().View(r.t.Context(), func(tx sqldb.Tx) (err error) {
		text, err = tx.Text(sql, args...)
		return err
	})
	if err != nil {
		r.t.Fatalf("%s\n%v", sql, err)
	}
	return text
}

// stateSQL is all that a request which was refused must not have changed.
const stateSQL = `SELECT json_array(
 (SELECT json_group_array(json_array(id, partition, serialized, conflicting_serialized_data, deleted, hard_deleted,
  last_saved_instance, last_saved_counter)) FROM (SELECT * FROM morango_store ORDER BY id)),
 (SELECT json_group_array(json_array(store_model_id, instance_id, counter)) FROM (SELECT * FROM amora_recordmaxcounter ORDER BY 1, 2)),
 (SELECT json_group_array(json_array(partition, instance_id, counter)) FROM
  (SELECT * FROM morango_databasemaxcounter WHERE instance_id NOT IN (SELECT id FROM morango_instanceidmodel) ORDER BY 1, 2)),
 (SELECT json_group_array(id) FROM (SELECT id FROM morango_certificate ORDER BY id)))`

// allSQL is all of a room but the moments of activity.
const allSQL = `SELECT json_array((` + stateSQL + `),
 (SELECT json_group_array(json_array(id, active, filter, records_total, records_transferred, bytes_sent, client_fsic, server_fsic,
  transfer_stage, transfer_stage_status)) FROM morango_transfersession),
 (SELECT json_group_array(json_array(model_uuid, serialized, rmcb, error)) FROM (SELECT * FROM morango_buffer ORDER BY model_uuid)),
 (SELECT json_group_array(json_array(id, active)) FROM morango_syncsession))`

// moments are texts that may differ between two answers.
var moments = regexp.MustCompile(`"(last_activity_timestamp|bytes_received)":[^,]*,`)

// answer is what came back.
type answer struct {
	t      testing.TB
	what   string
	status int
	header http.Header
	body   string
}

// request asks the relay. A body that is no text is sent as JSON; headers come
// in pairs.
func (r *relay) request(method, path string, body any, headers ...string) answer {
	r.t.Helper()
	var in io.Reader
	kind := ""
	switch b := body.(type) {
	case nil:
	case string:
		in, kind = strings.NewReader(b), "application/json"
	case []byte:
		in, kind = bytes.NewReader(b), "application/gzip"
	default:
		text, err := json.Marshal(b)
		if err != nil {
			r.t.Fatal(err)
		}
		in, kind = bytes.NewReader(text), "application/json"
	}
	if !strings.HasPrefix(path, "/") {
		path = "/api/morango/v1/" + path
	}
	req := httptest.NewRequestWithContext(r.t.Context(), method, path, in)
	req.Header.Set("X-Morango-Capabilities", "ASYNC_OPERATIONS FSIC_V2_FORMAT GZIP_BUFFER_POST")
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	r.ServeHTTP(w, req)
	return answer{r.t, method + " " + path, w.Code, w.Header(), w.Body.String()}
}

// want checks the status.
func (a answer) want(status int) answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("%s: %d, want %d: %.500s", a.what, a.status, status, a.body)
	}
	return a
}

// object is the body as a JSON object.
func (a answer) object() (o map[string]any) {
	a.t.Helper()
	if err := json.Unmarshal([]byte(a.body), &o); err != nil {
		a.t.Fatalf("%s: %v: %.500s", a.what, err, a.body)
	}
	return o
}

// list is the body as a JSON list.
func (a answer) list() (l []any) {
	a.t.Helper()
	if err := json.Unmarshal([]byte(a.body), &l); err != nil {
		a.t.Fatalf("%s: %v: %.500s", a.what, err, a.body)
	}
	return l
}

// pack is gzip of a value's JSON.
func pack(t testing.TB, v any) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// peer is who syncs with a relay.
type peer struct {
	*relay
	instance string
	chain    trust.Chain // its certificate at the end, with the key
	own      string      // the relay's certificate, by id
	session  string      // the open sync session
	headers  []string    // of each request
	counter  int64       // of its saves
}

// newRoot makes a dataset and pushes a certificate for the relay.
func (r *relay) newRoot() *peer {
	r.t.Helper()
	p := &peer{relay: r, instance: r.newID(), chain: r.newRootChain()}
	p.own = p.push()
	return p
}

// newRootChain makes a dataset that the relay does not know.
func (r *relay) newRootChain() trust.Chain {
	r.t.Helper()
	key := r.newKey()
	for n := 0; r.roots[key]; n++ { // keys come again, and a key's dataset with it
		key = r.newKey()
		if n == len(r.roots) {
			var err error
			if key, err = trust.GenerateKey(); err != nil {
				r.t.Fatal(err)
			}
		}
	}
	if r.roots == nil {
		r.roots = map[string]bool{}
	}
	r.roots[key] = true
	root, err := trust.NewRoot("school", school.Scopes[0], nil, key)
	if err != nil {
		r.t.Fatal(err)
	}
	return trust.Chain{root}
}

func (r *relay) newKey() string {
	r.t.Helper()
	key, err := coretest.Keys(r.t.Context())
	if err != nil {
		r.t.Fatal(err)
	}
	return key
}

func (r *relay) newID() string {
	r.t.Helper()
	id, err := value.RandomID(rand.Reader)
	if err != nil {
		r.t.Fatal(err)
	}
	return id
}

// leaf is the peer's certificate.
func (p *peer) leaf() *trust.Certificate { return p.chain.Leaf() }

// dataset is the room.
func (p *peer) dataset() string { return p.chain.Root().ID }

// nonce asks for one.
func (p *peer) nonce() string {
	p.t.Helper()
	return p.request("POST", "nonces/", nil).want(201).object()["id"].(string)
}

// pushed is the body of a certificate push, and the relay's certificate.
func (p *peer) pushed() (body, id string) {
	p.t.Helper()
	key := p.request("GET", "publickey/", nil).want(200).list()[0].(map[string]any)["public_key"].(string)
	leaf, err := p.leaf().IssueSame(key, p.nonce())
	if err != nil {
		p.t.Fatal(err)
	}
	return sqldb.ToJSON(append(p.chain[:len(p.chain):len(p.chain)], leaf).String()), leaf.ID
}

// push pushes a certificate for the relay, and returns its id.
func (p *peer) push() string {
	p.t.Helper()
	body, id := p.pushed()
	p.request("POST", "certificatechain/", body).want(201)
	return id
}

// child is a peer with a certificate below p's.
func (p *peer) child(scope string, params map[string]string) *peer {
	p.t.Helper()
	key := p.newKey()
	public, err := trust.PublicKeyOf(key)
	if err != nil {
		p.t.Fatal(err)
	}
	c, err := p.leaf().Issue(trust.CertificateRequest{
		ScopeDefinition: scope, ScopeVersion: 1, ScopeParams: trust.FormatScopeParams(params), PublicKey: public, Salt: p.newID(),
	})
	if err != nil {
		p.t.Fatal(err)
	}
	c.SetKey(key)
	return &peer{relay: p.relay, instance: p.newID(), chain: append(p.chain[:len(p.chain):len(p.chain)], c), own: p.own}
}

// opening is the body that opens a sync session.
func (p *peer) opening(id, nonce string) map[string]any {
	p.t.Helper()
	signature, err := p.leaf().Sign(nonce + ":" + id)
	if err != nil {
		p.t.Fatal(err)
	}
	return map[string]any{
		"id": id, "server_certificate_id": p.own, "client_certificate_id": p.leaf().ID, "profile": "school",
		"certificate_chain": p.chain.String(), "connection_path": "http://relay/", "nonce": nonce, "signature": signature,
		"instance": `{"id": "` + p.instance + `"}`, "client_ip": "127.0.0.1", "server_ip": "127.0.0.1",
	}
}

// open opens a sync session.
func (p *peer) open() *peer {
	p.t.Helper()
	p.session = p.newID()
	p.request("POST", "syncsessions/", p.opening(p.session, p.nonce())).want(201)
	return p
}

// begin is the body that begins a transfer.
func (p *peer) begin(push bool, filter ...string) map[string]any {
	if len(filter) == 0 {
		filter = []string{p.dataset()}
	}
	return map[string]any{
		"id": p.newID(), "filter": strings.Join(filter, "\n"), "push": push, "sync_session_id": p.session, "client_fsic": "{}",
	}
}

// transfer begins a transfer and returns its path.
func (p *peer) transfer(push bool, filter ...string) (path string) {
	p.t.Helper()
	made := p.request("POST", "transfersessions/", p.begin(push, filter...)).want(201).object()
	return "transfersessions/" + made["id"].(string) + "/"
}

// patch changes a transfer, and returns what it is then.
func (p *peer) patch(path string, fields map[string]any) map[string]any {
	p.t.Helper()
	return p.request("PATCH", path, fields, p.headers...).want(200).object()
}

// record is one that the peer saved; changes replace its keys, nil removes one.
func (p *peer) record(transfer, source string, changes map[string]any) map[string]any {
	p.counter++
	partition := p.dataset() + ":user:" + userA
	id := value.ModelID(partition, source, "answer")
	r := map[string]any{
		"serialized": `{"id": "` + id + `", "text": "of ` + source + `"}`, "deleted": false, "hard_deleted": false,
		"last_saved_instance": p.instance, "last_saved_counter": p.counter, "partition": partition, "source_id": source,
		"model_name": "answer", "conflicting_serialized_data": "", "model_uuid": id, "transfer_session": transfer,
		"profile": "school", "_self_ref_fk": "",
		"rmcb_list": []any{map[string]any{
			"transfer_session": transfer, "model_uuid": id, "instance_id": p.instance, "counter": p.counter,
		}},
	}
	for key, v := range changes {
		if r[key] = v; v == nil {
			delete(r, key)
		}
	}
	return r
}

const (
	userA = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	userB = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
)

// idOf is the id in a path.
func idOf(path string) string { return strings.Split(path, "/")[1] }

// pushing begins a push of n records and returns its path.
func (p *peer) pushing(n int, filter ...string) (path string) {
	p.t.Helper()
	path = p.transfer(true, filter...)
	p.patch(path, map[string]any{"transfer_stage": "serializing", "client_fsic": p.fsicAt(p.counter + int64(n))})
	p.patch(path, map[string]any{"transfer_stage": "queuing", "records_total": n})
	return path
}

// fsicAt is the peer's FSIC once it has saved up to a counter.
func (p *peer) fsicAt(counter int64) string {
	return fmt.Sprintf(`{"super": {}, "sub": {%q: {%q: %d}}}`, p.dataset(), p.instance, counter)
}

// pushAll pushes records with these sources to the end.
func (p *peer) pushAll(sources ...string) {
	p.t.Helper()
	path := p.pushing(len(sources))
	var records []any
	for _, s := range sources {
		records = append(records, p.record(idOf(path), s, nil))
	}
	p.request("POST", "buffers/", pack(p.t, records)).want(201)
	for _, stage := range []string{"dequeuing", "deserializing"} {
		if got := p.patch(path, map[string]any{"transfer_stage": stage}); got["transfer_stage_status"] != "completed" {
			p.t.Fatalf("%s: %v", stage, got)
		}
	}
	p.request("DELETE", path, nil).want(204)
}

// basic is a header with credentials.
func basic(user, password string) []string {
	return []string{"Authorization", "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))}
}

// closed is an error of a room that may not be opened.
func closed(string) error { return fault.Errorf(fault.RoomClosed, "not on the list") }
