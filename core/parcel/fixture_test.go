package parcel

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// app is lessons that all read and who teaches writes, and answers that each
// pupil writes.
const app = `{
 "profile": "school",
 "scopes": [
  {"id": "all", "version": 1, "primary_scope_param_key": "d", "read_write_filter_template": "${d}"},
  {"id": "pupil", "version": 1, "read_filter_template": "${d}:lesson", "read_write_filter_template": "${d}:by:${pupil}"},
  {"id": "reader", "version": 1, "read_filter_template": "${d}:lesson"}],
 "models": [
  {"name": "lesson", "table": "lesson", "partition": "${d}:lesson", "source": null, "columns": {"d": "uuid", "title": "text"}},
  {"name": "answer", "table": "answer", "partition": "${d}:by:${pupil}", "source": null,
   "columns": {"d": "uuid", "pupil": "uuid", "text": "text", "done": {"type": "boolean", "default": false}}, "merge": "columns"}]}`

const (
	ana = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	ben = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
)

func memory(t testing.TB) sqldb.DB {
	t.Helper()
	db, err := sqlitedb.Open(context.Background(), ":memory:", sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func newRelay(t testing.TB) *coretest.Relay {
	return coretest.NewRelay(t, func() sqldb.DB { return memory(t) })
}

// device is a device that exports and imports.
type device struct{ *coretest.Device }

func newDevice(t testing.TB) device { return device{coretest.NewDevice(t, memory(t), app)} }

// begin begins a dataset on the device.
func (d device) begin() (dataset string) {
	d.T.Helper()
	root, err := d.Instance.CreateRoot(d.T.Context(), "all", nil)
	if err != nil {
		d.T.Fatal(err)
	}
	return root.ID
}

// admit lets another device into the dataset. It returns the certificate's id.
func (d device) admit(other device, scope string, params map[string]string) string {
	d.T.Helper()
	return d.LetIn(other.Device, core.InviteRequest{Scope: scope, Params: params})
}

// newPair is the device of a dataset's owner and another one that may write
// everything.
func newPair(t testing.TB) (a, b device, dataset string) {
	a, b = newDevice(t), newDevice(t)
	dataset = a.begin()
	a.admit(b, "all", nil)
	return a, b, dataset
}

func (d device) export() []byte {
	d.T.Helper()
	var file bytes.Buffer
	if _, err := Export(d.T.Context(), d.Instance.Hub(), &file); err != nil {
		d.T.Fatal(err)
	}
	return file.Bytes()
}

func (d device) imported(file []byte) (Imported, error) {
	return Import(d.T.Context(), d.Instance.Hub(), bytes.NewReader(file))
}

func (d device) take(file []byte) Imported {
	d.T.Helper()
	result, err := d.imported(file)
	if err != nil {
		d.T.Fatal(err)
	}
	return result
}

func (d device) lesson(dataset, title string) string {
	d.T.Helper()
	return d.Put("lesson", map[string]any{"d": dataset, "title": title})
}

func (d device) answer(dataset, pupil, text string) string {
	d.T.Helper()
	return d.Put("answer", map[string]any{"d": dataset, "pupil": pupil, "text": text})
}

// shows is all that the device's app sees.
func (d device) shows() string {
	d.T.Helper()
	return d.Rows("SELECT id, title FROM lesson ORDER BY id") + "\n" + d.Rows("SELECT id, pupil, text, done FROM answer ORDER BY id")
}

// holds is the Store with its counters.
func (d device) holds() string {
	d.T.Helper()
	return d.Rows(`SELECT s.id, last_saved_instance, last_saved_counter, deleted, serialized, conflicting_serialized_data,
 (SELECT json_group_array(instance_id || counter) FROM (SELECT * FROM morango_recordmaxcounter WHERE store_model_id = s.id
  ORDER BY instance_id)) FROM morango_store s ORDER BY s.id`)
}

// whole is the whole database.
func (d device) whole() string { return coretest.Dump(d.T, d.Instance.DB()) }

// same fails unless devices show and hold the same.
func same(t *testing.T, devices ...device) {
	t.Helper()
	for _, d := range devices[1:] {
		if got, want := d.shows(), devices[0].shows(); got != want {
			t.Errorf("one shows\n%s\nanother one\n%s", want, got)
		}
		if got, want := d.holds(), devices[0].holds(); got != want {
			t.Errorf("one holds\n%s\nanother one\n%s", want, got)
		}
	}
}

func wantRows(t *testing.T, d device, sql, want string) {
	t.Helper()
	if got := strings.Join(strings.Fields(d.Rows(sql)), " "); got != want {
		t.Errorf("%s: %q, want %q", sql, got, want)
	}
}
