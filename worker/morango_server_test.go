//go:build !js

package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/morangoclient"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/worker/relay"
)

// morangoServer is a stock Morango that answers requests.
type morangoServer struct {
	*morangoPeer
	url string
}

func newMorangoServer(t testing.TB, env ...string) *morangoServer {
	t.Helper()
	s := &morangoServer{morangoPeer: newMorangoPeer(t, "server", env...)}
	s.do("serve", args{}, &s.url)
	s.do("user", args{"name": "admin", "password": "secret"}, nil)
	s.do("user", args{"name": "ann", "password": "secret"}, nil)
	return s
}

// amoraDevice is a database with the app of testdata/morango.
type amoraDevice struct {
	*core.Instance
	t       testing.TB
	options morangoclient.Options
}

func newAmoraDevice(t testing.TB) *amoraDevice {
	t.Helper()
	text, err := os.ReadFile("testdata/morango/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := schema.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sqlitedb.Open(t.Context(), filepath.Join(t.TempDir(), "device.db"), sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	in, err := core.Open(t.Context(), db, core.Options{Schema: parsed})
	if err != nil {
		t.Fatal(err)
	}
	return &amoraDevice{Instance: in, t: t}
}

// connect connects to a server.
func (d *amoraDevice) connect(s *morangoServer) *morangoclient.Connection {
	d.t.Helper()
	c, err := morangoclient.Connect(d.t.Context(), d.Hub(), relay.HTTP, s.url, d.options)
	if err != nil {
		d.t.Fatal(err)
	}
	return c
}

// join gets a certificate by name and password.
func (d *amoraDevice) join(s *morangoServer, user, scope string, params map[string]string) {
	d.t.Helper()
	_, err := d.connect(s).Join(d.t.Context(), morangoclient.JoinRequest{
		Username: user, Password: "secret", Scope: scope, Params: params,
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// sync syncs, and checks how many records went each way.
func (d *amoraDevice) sync(s *morangoServer, pulled, pushed int64) client.Result {
	d.t.Helper()
	r, err := d.connect(s).Sync(d.t.Context(), client.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	if r.Pulled != pulled || r.Pushed != pushed || r.Quarantined != 0 {
		d.t.Fatalf("%+v, want %d pulled and %d pushed", r, pulled, pushed)
	}
	return r
}

// exec runs the app's SQL.
func (d *amoraDevice) exec(sql string, args ...any) {
	d.t.Helper()
	if _, err := d.Exec(d.t.Context(), sql, args...); err != nil {
		d.t.Fatalf("%s: %v", sql, err)
	}
}

// dump is what has to be equal on all peers, as peer.py dumps it.
func (d *amoraDevice) dump() map[string][][]string {
	d.t.Helper()
	all := map[string][][]string{}
	for table, query := range map[string]string{
		"store": `SELECT id, model_name, profile, partition, source_id, serialized, conflicting_serialized_data, deleted,
 hard_deleted, last_saved_instance, last_saved_counter, _self_ref_fk FROM morango_store ORDER BY id`,
		"rmc":    "SELECT store_model_id, instance_id, counter FROM morango_recordmaxcounter ORDER BY 1, 2",
		"pupil":  "SELECT id, dataset_id, name FROM pupil ORDER BY id",
		"answer": "SELECT id, dataset_id, pupil_id, question, text FROM answer ORDER BY id",
	} {
		all[table] = [][]string{}
		err := d.DB().View(d.t.Context(), func(tx sqldb.Tx) error {
			rows, err := tx.Query(query)
			for _, row := range rows {
				texts := make([]string, len(row))
				for i, cell := range row {
					texts[i] = fmt.Sprint(cell)
				}
				all[table] = append(all[table], texts)
			}
			return err
		})
		if err != nil {
			d.t.Fatal(err)
		}
	}
	return all
}

// checkSame compares a device's database with the server's, table by table.
func (d *amoraDevice) checkSame(what string, s *morangoServer) {
	d.t.Helper()
	theirs := s.dump()
	for _, row := range theirs["store"] {
		for i, text := range row { // Django reads truth values
			row[i] = cmp.Or(map[string]string{"False": "0", "True": "1"}[text], text)
		}
	}
	for table, rows := range d.dump() {
		if len(rows) != len(theirs[table]) {
			d.t.Errorf("%s: table %s has %d rows here, %d at the server", what, table, len(rows), len(theirs[table]))
			continue
		}
		for i, row := range rows {
			if !reflect.DeepEqual(row, theirs[table][i]) {
				d.t.Errorf("%s: table %s:\n%q\nat the server:\n%q", what, table, row, theirs[table][i])
				break
			}
		}
	}
}

// optionalParts are the parts of the protocol that either side may lack, with
// the setting that takes one from a server.
var optionalParts = []struct{ capability, setting string }{
	{morango.CanGzip, "PEER_NO_GZIP=1"}, {morango.CanWait, "PEER_NO_ASYNC=1"}, {morango.CanFSICv2, "PEER_NO_FSIC_V2=1"},
}

// TestMorangoServer: a device and a stock Morango as server hold the same,
// whichever optional parts either of them lacks: rows, edits, deletions,
// conflicts. A further sync moves nothing.
func TestMorangoServer(t *testing.T) {
	t.Parallel()
	for mask := range 1 << len(optionalParts) {
		env, lacking := settingsOf(mask)
		name := strings.Join(append([]string{""}, lacking...), "-")
		t.Run("server-without"+name, func(t *testing.T) {
			t.Parallel()
			bothWays(t, newMorangoServer(t, env...), nil)
		})
		if mask == 0 {
			continue // that was it
		}
		capabilities := []string{morango.CanPushCertificates}
		for _, part := range optionalParts {
			if !slices.Contains(lacking, part.capability) {
				capabilities = append(capabilities, part.capability)
			}
		}
		t.Run("client-without"+name, func(t *testing.T) {
			t.Parallel()
			bothWays(t, newMorangoServer(t), capabilities)
		})
	}
}

// bothWays lets a device join a server's dataset of 10 records, and changes it
// on both sides.
func bothWays(t *testing.T, s *morangoServer, capabilities []string) {
	var dataset string
	s.do("root", args{}, &dataset)
	s.do("put", args{"dataset": dataset, "pupils": 2, "answers": 4}, nil)
	d := newAmoraDevice(t)
	d.options.Capabilities = capabilities
	d.join(s, "admin", "", nil)
	d.sync(s, 10, 0)
	d.checkSame("pulled", s)

	const one = "(SELECT min(id) FROM answer WHERE pupil_id = (SELECT min(id) FROM pupil WHERE name LIKE 'pupil%'))"
	d.exec("INSERT INTO pupil (dataset_id, name) VALUES (?1, 'of the device')", dataset)
	d.exec("UPDATE answer SET text = 'of the device, ä\U0001f353' WHERE id = " + one)
	d.exec("DELETE FROM pupil WHERE id = (SELECT max(id) FROM pupil WHERE name LIKE 'pupil%' AND id <> (SELECT min(id) FROM pupil WHERE name LIKE 'pupil%'))")
	d.sync(s, 0, 7)
	d.checkSame("pushed", s)

	s.do("run", args{"code": "p = Pupil.objects.filter(name__startswith='pupil').order_by('id').first()\n" +
		"a = p.answer_set.order_by('id').first(); a.text = 'of the server'; a.save()"}, nil)
	d.exec("UPDATE answer SET text = 'of the device, too' WHERE id = " + one)
	r, err := d.connect(s).Sync(t.Context(), client.Options{ChunkSize: 1})
	if err != nil || r.Pulled != 1 || r.Conflicts != 1 || r.Pushed != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	d.checkSame("merged", s)
	d.sync(s, 0, 0)
	d.checkSame("nothing new", s)
}

// TestMorangoServerTakesADataset: a device gives its dataset to a stock Morango
// that has nothing, by a certificate for the server's shared key; and a second
// device gets it from there.
func TestMorangoServerTakesADataset(t *testing.T) {
	t.Parallel()
	s := newMorangoServer(t)
	a := newAmoraDevice(t)
	root, err := a.CreateRoot(t.Context(), "full", nil)
	if err != nil {
		t.Fatal(err)
	}
	a.exec("INSERT INTO pupil (dataset_id, name) SELECT ?1, 'pupil ' || value FROM generate_series(1, 12)", root.ID)
	a.sync(s, 0, 12)
	a.checkSame("pushed", s)
	b := newAmoraDevice(t)
	b.join(s, "admin", "", nil)
	b.sync(s, 12, 0)
	b.checkSame("pulled", s)
}

// TestMorangoServerPart: a user who may have one pupil's records gets those,
// and is refused the rest.
func TestMorangoServerPart(t *testing.T) {
	t.Parallel()
	s := newMorangoServer(t)
	var dataset string
	var pupils []string
	s.do("root", args{}, &dataset)
	s.do("put", args{"dataset": dataset, "pupils": 3, "answers": 2}, nil)
	s.do("run", args{"code": "result = [p.id for p in Pupil.objects.all()]"}, &pupils)
	d := newAmoraDevice(t)
	for _, wrong := range []struct {
		user, password string
		code           fault.Code
	}{{"ann", "wrong", fault.BadCredentials}, {"nobody", "secret", fault.BadCredentials}, {"ann", "secret", fault.OutsideScope}} {
		_, err := d.connect(s).Join(t.Context(), morangoclient.JoinRequest{Username: wrong.user, Password: wrong.password})
		if fault.CodeOf(err) != wrong.code {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
	d.join(s, "ann", "pupil", map[string]string{"user_id": pupils[0]})
	d.sync(s, 3, 0)
	d.exec("UPDATE answer SET text = 'mine' WHERE id = (SELECT min(id) FROM answer)")
	d.sync(s, 0, 1)
	for _, push := range []bool{false, true} {
		_, err := d.connect(s).Sync(t.Context(), client.Options{Push: push, Pull: !push, Filter: []string{dataset}})
		if fault.CodeOf(err) != fault.OutsideScope {
			t.Errorf("push %v of everything: %v", push, err)
		}
	}
}

// TestMorangoServerMany: as many records as fill several chunks, each way; then
// one edit moves alone.
func TestMorangoServerMany(t *testing.T) {
	t.Parallel()
	for _, pupils := range []int{100, 1000} {
		t.Run(fmt.Sprint(pupils*10), func(t *testing.T) {
			t.Parallel()
			s := newMorangoServer(t)
			var dataset string
			s.do("root", args{}, &dataset)
			s.do("put", args{"dataset": dataset, "pupils": pupils, "answers": 9}, nil)
			d := newAmoraDevice(t)
			d.join(s, "admin", "", nil)
			d.sync(s, int64(pupils)*10, 0)
			d.checkSame("pulled", s)
			d.exec("UPDATE answer SET text = 'edited ' || text")
			d.sync(s, 0, int64(pupils)*9)
			d.checkSame("pushed", s)
			d.exec("UPDATE answer SET text = 'again' WHERE id = (SELECT min(id) FROM answer)")
			d.sync(s, 0, 1)
			d.sync(s, 0, 0)
		})
	}
}
