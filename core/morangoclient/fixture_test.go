//go:build !js

package morangoclient_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morangoclient"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/worker/relay"
)

// school is an app's schema.
const school = `{
  "profile": "school",
  "scopes": [
    {"id": "full", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"},
    {"id": "pupil", "version": 1, "read_write_filter_template": "${dataset_id}:user:${user_id}"}
  ],
  "models": [
    {"name": "pupil", "table": "pupil", "partition": "${dataset_id}:user:${id}", "source": null,
      "columns": {"dataset_id": "uuid", "name": "text"}},
    {"name": "answer", "table": "answer", "partition": "${dataset_id}:user:${pupil_id}", "source": null,
      "columns": {"dataset_id": "uuid", "pupil_id": "uuid", "text": "text"},
      "references": {"pupil_id": "pupil"}}
  ]
}`

// server is a native relay in this process. through, if it is set, gets each
// request before the relay does.
type server struct {
	*httptest.Server
	relay   http.Handler
	through func(w http.ResponseWriter, r *http.Request, next http.Handler)
}

// relayKey is the key of the tests' relays.
var relayKey = sync.OnceValues(trust.GenerateKey)

func newServer(t testing.TB, change ...func(*relay.Options)) *server {
	t.Helper()
	key, err := relayKey()
	if err != nil {
		t.Fatal(err)
	}
	s := &server{}
	s.relay, _ = newRelay(t, key, change...)
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Server.Close)
	return s
}

// newRelay makes a native relay, and returns its key's fingerprint.
func newRelay(t testing.TB, key string, change ...func(*relay.Options)) (http.Handler, string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "relay.key"), []byte(key), 0o600); err != nil {
		t.Fatal(err)
	}
	folder, err := relay.OpenFolder(t.Context(), dir, relay.FolderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	opts := relay.Options{Folder: folder, Schemas: []*schema.Schema{parse(t)}, Log: slog.New(slog.DiscardHandler)}
	for _, c := range change {
		c(&opts)
	}
	handler := relay.New(opts)
	t.Cleanup(handler.Close)
	return handler, folder.Fingerprint()
}

// ServeHTTP implements [http.Handler].
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.through == nil {
		s.relay.ServeHTTP(w, r)
		return
	}
	s.through(w, r, s.relay)
}

func parse(t testing.TB) *schema.Schema {
	t.Helper()
	parsed, err := schema.Parse([]byte(school))
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// device is a database with the app's tables.
type device struct {
	*core.Instance
	t       testing.TB
	dataset string
	options morangoclient.Options
	waited  []time.Duration // instead of sleeping
}

func newDevice(t testing.TB) *device {
	t.Helper()
	db, err := sqlitedb.Open(t.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	in, err := core.Open(t.Context(), db, core.Options{Schema: parse(t), GenerateKey: coretest.Keys})
	if err != nil {
		t.Fatal(err)
	}
	d := &device{Instance: in, t: t}
	d.options.Wait = func(ctx context.Context, w time.Duration) error {
		d.waited = append(d.waited, w)
		return ctx.Err()
	}
	return d
}

// newOwner is a device that begins a dataset.
func newOwner(t testing.TB) *device {
	t.Helper()
	d := newDevice(t)
	root, err := d.CreateRoot(t.Context(), "full", nil)
	if err != nil {
		t.Fatal(err)
	}
	d.dataset = root.ID
	return d
}

// join is a device in d's dataset.
func (d *device) join(scope string, params map[string]string) *device {
	d.t.Helper()
	return d.invited(core.InviteRequest{Scope: scope, Params: params})
}

// invited is a device that has joined by an invite of d's.
func (d *device) invited(request core.InviteRequest) *device {
	d.t.Helper()
	invite, err := d.Invite(d.t.Context(), request)
	if err != nil {
		d.t.Fatal(err)
	}
	other := newDevice(d.t)
	if _, err := other.Join(d.t.Context(), invite); err != nil {
		d.t.Fatal(err)
	}
	other.dataset = d.dataset
	return other
}

// exec runs the app's SQL.
func (d *device) exec(sql string, args ...any) {
	d.t.Helper()
	if _, err := d.Exec(d.t.Context(), sql, args...); err != nil {
		d.t.Fatalf("%s: %v", sql, err)
	}
}

// put adds pupils, each with some answers.
func (d *device) put(pupils, answers int) {
	d.t.Helper()
	d.exec(`INSERT INTO pupil (dataset_id, name) SELECT ?1, 'pupil ' || value FROM generate_series(1, ?2)`, d.dataset, pupils)
	d.exec(`INSERT INTO answer (dataset_id, pupil_id, text) SELECT ?1, id, 'ä"\ ' || value FROM pupil, generate_series(1, ?2)
WHERE NOT EXISTS (SELECT 1 FROM answer WHERE pupil_id = pupil.id)`, d.dataset, answers)
}

// connect connects to a server.
func (d *device) connect(s *server) (*morangoclient.Connection, error) {
	return morangoclient.Connect(d.t.Context(), d.Hub(), relay.HTTP, s.URL, d.options)
}

// sync syncs with a server.
func (d *device) sync(s *server, opts client.Options) (client.Result, error) {
	d.t.Helper()
	c, err := d.connect(s)
	if err != nil {
		return client.Result{}, err
	}
	return c.Sync(d.t.Context(), opts)
}

// mustSync syncs, and checks how many records went each way.
func (d *device) mustSync(s *server, pulled, pushed int64) client.Result {
	d.t.Helper()
	r, err := d.sync(s, client.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	if r.Pulled != pulled || r.Pushed != pushed || r.Quarantined != 0 {
		d.t.Fatalf("%+v, want %d pulled and %d pushed", r, pulled, pushed)
	}
	return r
}

// text reads one cell.
func (d *device) text(sql string, args ...any) (text string) {
	d.t.Helper()
	err := d.DB().View(d.t.Context(), func(tx sqldb.Tx) (err error) {
		text, err = tx.Text(sql, args...)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return text
}

// heldSQL is all that has to be equal on devices that have synced.
const heldSQL = `SELECT json_array(
 (SELECT json_group_array(json_array(id, model_name, profile, partition, source_id, serialized, conflicting_serialized_data, deleted,
  hard_deleted, last_saved_instance, last_saved_counter, _self_ref_fk)) FROM (SELECT * FROM morango_store ORDER BY id)),
 (SELECT json_group_array(json_array(store_model_id, instance_id, counter)) FROM
  (SELECT * FROM morango_recordmaxcounter ORDER BY 1, 2)),
 (SELECT json_group_array(json_array(id, name)) FROM (SELECT * FROM pupil ORDER BY id)),
 (SELECT json_group_array(json_array(id, pupil_id, text)) FROM (SELECT * FROM answer ORDER BY id)))`

// checkEqual compares what devices hold.
func checkEqual(t *testing.T, what string, devices ...*device) {
	t.Helper()
	first := devices[0].text(heldSQL)
	for _, d := range devices[1:] {
		if got := d.text(heldSQL); got != first {
			t.Errorf("%s: two devices differ:\n%s\n%s", what, first, got)
		}
	}
}

// wantCode checks a failure's code.
func wantCode(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if fault.CodeOf(err) != code {
		t.Fatalf("%v (%s), want %s", err, fault.CodeOf(err), code)
	}
}
