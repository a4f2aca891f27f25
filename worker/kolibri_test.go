//go:build !js

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/kolibri"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/value"
)

// kolibriPython is the Python that has stock Kolibri. It is made by
// `./build.sh test kolibri`.
const kolibriPython = "AMORA_KOLIBRI_PYTHON"

// kolibriPeer is one stock Kolibri, in a process of its own (testdata/kolibri).
type kolibriPeer struct {
	*morangoPeer
	home, portal string
	mu           sync.Mutex
	log          bytes.Buffer
}

// env is the environment of the programs that run on the device.
func (k *kolibriPeer) env(more ...string) []string {
	return append(more, "KOLIBRI_HOME="+k.home, "KOLIBRI_DATA_PORTAL_SYNCING_BASE_URL="+k.portal)
}

// Write takes the log.
func (k *kolibriPeer) Write(b []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.log.Write(b)
}

// newKolibri starts a Kolibri on a device of its own. portal is the URL that it
// takes for its data portal, "" for none.
func newKolibri(t testing.TB, name, portal string) *kolibriPeer {
	t.Helper()
	python := os.Getenv(kolibriPython)
	if python == "" {
		t.Skip("no stock Kolibri: ./build.sh test kolibri installs it from PyPI")
	}
	k := &kolibriPeer{home: t.TempDir(), portal: portal}
	k.morangoPeer = startPython(t, name, k, []string{python, "testdata/kolibri/peer.py"}, k.env()...)
	t.Cleanup(func() {
		if t.Failed() {
			k.mu.Lock()
			defer k.mu.Unlock()
			lines := strings.Split(k.log.String(), "\n")
			t.Logf("the end of %s's log:\n%s", name, strings.Join(lines[max(len(lines)-40, 0):], "\n"))
		}
	})
	return k
}

// kolibriFacility is what testdata/kolibri/facility.py has made.
type kolibriFacility struct{ Facility, Dataset, Learner string }

// make has a Kolibri make a facility.
func (k *kolibriPeer) make() (f kolibriFacility) {
	k.t.Helper()
	k.do("run", args{"code": "result = facility.make()"}, &f)
	return f
}

// run executes Python.
func (k *kolibriPeer) run(code string) {
	k.t.Helper()
	k.do("run", args{"code": code}, nil)
}

// sync runs Kolibri's command, which pulls and pushes. It looks for what
// Kolibri does to the records of peers that it takes for older ones.
func (k *kolibriPeer) sync(url string, f kolibriFacility, options args) (m moved) {
	k.t.Helper()
	a := args{"url": url, "facility": f.Facility}
	maps.Copy(a, options)
	k.do("sync", a, &m)
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, text := range []string{"Migrating", "Consolidating"} {
		if strings.Contains(k.log.String(), text) {
			k.t.Errorf("%s: its log says %q", k.name, text)
		}
	}
	return m
}

// admin are the options of a sync that has no certificate yet.
var admin = args{"username": "admin", "password": "secret"}

// database opens a copy of a Kolibri's.
func (k *kolibriPeer) database() *sqlitedb.DB {
	k.t.Helper()
	return openCopy(k.t, filepath.Join(k.home, "db.sqlite3"))
}

// openCopy opens a copy of a database that another program has open.
func openCopy(t testing.TB, file string) *sqlitedb.DB {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy.db")
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(file + suffix)
		if err == nil {
			err = os.WriteFile(to+suffix, b, 0o600)
		}
		if err != nil && !(suffix != "" && errors.Is(err, fs.ErrNotExist)) {
			t.Fatal(err)
		}
	}
	db, err := sqlitedb.Open(t.Context(), to, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// text reads one cell of a Kolibri's database.
func (k *kolibriPeer) text(sql string) string {
	k.t.Helper()
	return textOf(k.t, k.database(), sql)
}

func textOf(t testing.TB, db sqldb.DB, sql string) (text string) {
	t.Helper()
	err := db.View(t.Context(), func(tx sqldb.Tx) (err error) {
		text, err = tx.Text(sql)
		return err
	})
	if err != nil {
		t.Fatalf("%v: %s", err, sql)
	}
	return text
}

// storeTables read what all peers must have alike of the Store. Kolibri's
// tables and Amora's have the same columns.
var storeTables = map[string]string{
	"morango_store": `SELECT json_group_array(json_array(model_name, id, profile, partition, source_id, serialized, conflicting_serialized_data,
 deleted, hard_deleted, last_saved_instance, last_saved_counter, _self_ref_fk)) FROM (SELECT * FROM morango_store ORDER BY model_name, id)`,
	"morango_recordmaxcounter": `SELECT json_group_array(json_array(store_model_id, instance_id, counter))
 FROM (SELECT * FROM morango_recordmaxcounter ORDER BY store_model_id, instance_id)`,
}

// appTables are the statements that read the tables of a Kolibri's models.
// Left out is what a Kolibri keeps for itself: the dirty bit, the tree of
// collections, moments that it sets as it receives a row, and microseconds that
// it does not send.
func appTables(tx sqldb.Tx) (map[string]string, error) {
	var list [][2]string
	err := sqldb.ReadJSON(tx, &list, `SELECT json_group_array(json_array(name, columns)) FROM (
 SELECT m.name, group_concat(CASE c.type WHEN 'datetime' THEN 'substr("' || c.name || '", 1, 23)'
  ELSE '"' || c.name || '"' END, ', ' ORDER BY c.name) AS columns FROM sqlite_schema m JOIN pragma_table_info(m.name) c
 WHERE m.type = 'table' AND m.name IN (SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE c.name = '_morango_source_id')
  AND c.name NOT IN ('_morango_dirty_bit', 'lft', 'rght', 'tree_id', 'level', 'created_at', 'updated_at') GROUP BY m.name)`)
	statements := map[string]string{}
	for _, table := range list {
		statements[table[0]] = "SELECT json_group_array(json_array(" + table[1] + ")) FROM (SELECT * FROM " + sqldb.Quote(table[0]) + " ORDER BY id)"
	}
	return statements, err
}

// table is what a statement read: rows of cells.
type table [][]any

// read runs statements, by table.
func read(t testing.TB, db sqldb.DB, statements map[string]string) map[string]table {
	t.Helper()
	tables := map[string]table{}
	err := db.View(t.Context(), func(tx sqldb.Tx) error {
		for name, sql := range statements {
			var rows table
			if err := sqldb.ReadJSON(tx, &rows, sql); err != nil {
				return fmt.Errorf("%w: %s", err, sql)
			}
			tables[name] = rows
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

// tables are all that Kolibris must have alike. It looks whether any of the
// received rows was changed, or could not be applied.
func (k *kolibriPeer) tables() map[string]table {
	k.t.Helper()
	db := k.database()
	var app map[string]string
	err := db.View(k.t.Context(), func(tx sqldb.Tx) (err error) {
		refused, err := tx.Text("SELECT json_group_array(model_name || ': ' || deserialization_error) FROM morango_store WHERE deserialization_error <> ''")
		if err == nil && refused != "[]" {
			k.t.Errorf("%s did not apply %s", k.name, refused)
		}
		if err == nil {
			app, err = appTables(tx)
		}
		return err
	})
	if err != nil {
		k.t.Fatal(err)
	}
	maps.Copy(app, storeTables)
	return read(k.t, db, app)
}

// same compares tables, of those that both have.
func same(t *testing.T, what string, got, want map[string]table) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if rows, there := got[name]; there {
			sameRows(t, what+": "+name, rows, want[name])
		}
	}
}

// sameRows names the first rows that differ.
func sameRows(t *testing.T, what string, got, want table) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("%s: %d rows, want %d; from row %d on:\n%q\nwant\n%q", what, len(got), len(want), i,
				got[min(i, len(got)):min(i+1, len(got))], want[min(i, len(want)):min(i+1, len(want))])
			return
		}
	}
}

// kolibriRelay is a relay to which Kolibris sync.
type kolibriRelay struct {
	t         *testing.T
	data, url string
	ws        string
	kolibriFacility
}

func newKolibriRelay(t *testing.T) *kolibriRelay {
	t.Helper()
	r := &kolibriRelay{t: t, data: t.TempDir()}
	served := startServe(t, "--data", r.data, "--passwords")
	r.url, r.ws = served.http+"/", served.ws
	return r
}

// store is what the relay has.
func (r *kolibriRelay) store() map[string]table {
	r.t.Helper()
	return read(r.t, openCopy(r.t, filepath.Join(r.data, r.Dataset+".db")), storeTables)
}

// open has a Kolibri make a facility and bring it by the way of the data portal.
func (r *kolibriRelay) open(k *kolibriPeer) {
	r.t.Helper()
	r.kolibriFacility = k.make()
	m := k.sync(r.url, r.kolibriFacility, nil)
	if n := len(k.tables()["morango_store"]); m != (moved{Pushed: n}) || n < 100 {
		r.t.Errorf("the first push moved %+v of %d", m, n)
	}
}

// moves syncs, and checks how many records go each way.
func (r *kolibriRelay) moves(what string, k *kolibriPeer, options args, want moved) {
	r.t.Helper()
	if got := k.sync(r.url, r.kolibriFacility, options); got != want {
		r.t.Errorf("%s: %s moved %+v, want %+v", what, k.name, got, want)
	}
}

// equal compares the databases of two Kolibris and of the relay.
func (r *kolibriRelay) equal(what string, a, b *kolibriPeer) {
	r.t.Helper()
	want := a.tables()
	same(r.t, what+": "+b.name, b.tables(), want)
	same(r.t, what+": the relay", r.store(), want)
}

// TestKolibriThroughRelay: two stock Kolibris that never meet hold the same
// facility by syncing with a relay alone, whatever both of them edit and delete.
// The first one brings it by the way of the data portal, the second one takes it
// by an administrator's password. A native device joins them.
func TestKolibriThroughRelay(t *testing.T) {
	t.Parallel()
	r := newKolibriRelay(t)
	a, b := newKolibri(t, "a", r.url), newKolibri(t, "b", "")
	r.open(a)
	all := len(r.store()["morango_store"])
	r.moves("first", b, admin, moved{Pulled: all})
	r.equal("first", a, b)
	var dirty int
	if b.do("dirty", args{}, &dirty); dirty != 0 {
		t.Errorf("b changed %d rows that it received", dirty)
	}
	r.moves("nothing new", b, nil, moved{})
	r.editBoth(a, b)
	r.deleteBoth(a, b)
	r.joinNatively(a, b)
}

// editBoth has both edit one class, which the relay merges, and each something
// that the other one does not.
func (r *kolibriRelay) editBoth(a, b *kolibriPeer) {
	r.t.Helper()
	rename := "c = Classroom.objects.get(name='Class 1'); c.name = 'Class of %s'; c.save()"
	b.run(fmt.Sprintf(rename, "b"))
	a.run(fmt.Sprintf(rename, "a") + "; facility.attempts(FacilityUser.objects.get(username='learner1'))")
	pushOnly := args{"no_pull": true}
	r.moves("b's edit", b, pushOnly, moved{Pushed: 1})
	r.moves("a's edit", a, pushOnly, moved{Pushed: 7})
	r.moves("what the relay has merged", a, nil, moved{Pulled: 1})
	r.moves("both's edits", b, nil, moved{Pulled: 7})
	r.equal("edits", a, b)
	if got := a.text("SELECT name FROM kolibriauth_collection WHERE name LIKE 'Class of%'"); got != "Class of b" {
		r.t.Errorf("the class is %q", got)
	}
	if n := b.text("SELECT count(*) FROM morango_store WHERE conflicting_serialized_data LIKE '%Class of a%'"); n != "1" {
		r.t.Errorf("%s records keep what lost", n)
	}
}

// deleteBoth has one delete a class and a lesson, with all that goes with them,
// and the other one a learner for good, and edit the lesson.
func (r *kolibriRelay) deleteBoth(a, b *kolibriPeer) {
	r.t.Helper()
	b.run("Classroom.objects.get(name='Class 2').delete(); Lesson.objects.get(title='Lesson of Class 1').delete()")
	a.run("FacilityUser.objects.get(username='learner1').delete(hard_delete=True)")
	a.run("l = Lesson.objects.get(title='Lesson of Class 1'); l.title = 'Edited'; l.save()")
	r.moves("b's deletions", b, nil, moved{Pushed: 36})
	r.moves("a's deletions", a, nil, moved{Pulled: 36, Pushed: 25})
	r.moves("both's deletions", b, nil, moved{Pulled: 25})
	r.equal("deletions", a, b)
	// The edit brought the lesson back, without what had gone with it.
	for name, want := range map[string]string{"deleted": "59", "hard_deleted": "24"} {
		if got := a.text("SELECT count(*) FROM morango_store WHERE " + name); got != want {
			r.t.Errorf("%s %s records", got, name)
		}
	}
	r.moves("nothing new", a, nil, moved{})
}

// joinNatively has a device join by an administrator's password, hold the same,
// and edit, which reaches Kolibri.
func (r *kolibriRelay) joinNatively(a, b *kolibriPeer) {
	r.t.Helper()
	dir := r.t.TempDir()
	file, password := filepath.Join(dir, "device.db"), writeFile(r.t, dir, "password", "secret")
	mustAmora(r.t, "join", "--db", file, "--schema", "facilitydata", "--relay", r.ws, "--room", r.Dataset,
		"--username", "admin", "--scope", "full-facility", "--password", "@"+password)
	mustAmora(r.t, "sync", "--db", file, "--peer", r.ws)
	want := a.tables()
	same(r.t, "the device", read(r.t, openCopy(r.t, file), storeTables), want)
	use(r.t, file, func(d *core.Instance) error {
		quarantined, err := d.Quarantine(r.t.Context())
		for _, q := range quarantined {
			r.t.Errorf("quarantined: %s %s: %s", q.Model, q.ID, q.Reason)
		}
		return err
	})
	r.serializeAgain(file)
	use(r.t, file, func(d *core.Instance) error {
		_, err := d.Exec(r.t.Context(), "UPDATE collection SET name = 'Class of the device' WHERE name = 'Class of b'")
		return err
	})
	mustAmora(r.t, "sync", "--db", file, "--peer", r.ws)
	r.moves("the device's edit", b, nil, moved{Pulled: 1})
	r.moves("the device's edit", a, nil, moved{Pulled: 1})
	r.equal("the device's edit", a, b)
	if n := a.text("SELECT count(*) FROM kolibriauth_collection WHERE name = 'Class of the device'"); n != "1" {
		r.t.Errorf("%s classes have the device's name", n)
	}
}

// serializeAgain writes all rows of a device anew into the Store of a copy, and
// compares.
func (r *kolibriRelay) serializeAgain(file string) {
	r.t.Helper()
	records := map[string]string{"serialized again": `SELECT json_group_array(json_array(model_name, id, partition, source_id, _self_ref_fk, json(serialized)))
 FROM (SELECT * FROM morango_store WHERE NOT deleted AND NOT hard_deleted ORDER BY model_name, id)`}
	db := openCopy(r.t, file)
	in, err := core.Open(r.t.Context(), db, core.Options{Schema: kolibri.Schema()})
	if err != nil {
		r.t.Fatal(err)
	}
	before := read(r.t, db, records)
	err = db.Update(r.t.Context(), func(tx sqldb.Tx) error {
		for _, m := range kolibri.Schema().Models {
			if _, err := tx.Exec("INSERT INTO " + m.DirtyTable() + " (id) SELECT id FROM " + sqldb.Quote(m.Table) + " AS a WHERE true" + m.Rows("a")); err != nil {
				return err
			}
		}
		if _, err := tx.Exec("UPDATE morango_store SET serialized = '{}', _self_ref_fk = 'x' WHERE NOT deleted"); err != nil {
			return err
		}
		_, err := in.Engine().Serialize(tx, value.Filter{""})
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	same(r.t, "the device", read(r.t, db, records), before)
}

// TestKolibriLearnersDevice: a stock Kolibri of one learner gets that learner's
// part from the relay, and what the learner does there reaches the school.
func TestKolibriLearnersDevice(t *testing.T) {
	t.Parallel()
	r := newKolibriRelay(t)
	school, device := newKolibri(t, "school", r.url), newKolibri(t, "device", "")
	r.open(school)
	single := args{"user": r.Learner, "username": "learner1", "password": "secret"}
	got := device.sync(r.url, r.kolibriFacility, single)
	want := r.partOf(school)
	if got != (moved{Pulled: len(want)}) {
		t.Errorf("the device moved %+v, of %d", got, len(want))
	}
	sameRows(t, "the device's Store", device.tables()["morango_store"], want)
	for sql, want := range map[string]string{
		"SELECT count(*) FROM kolibriauth_facilityuser": "1", "SELECT group_concat(title) FROM lessons_lesson": "Lesson of Class 1",
		"SELECT group_concat(title) FROM exams_exam": "Quiz of Class 1", "SELECT group_concat(title) FROM courses_coursesession": "Course of Class 1",
	} {
		if got := device.text(sql); got != want {
			t.Errorf("on the device %s is %q, want %q", sql, got, want)
		}
	}
	device.run("facility.attempts(FacilityUser.objects.get())")
	r.moves("attempts", device, single, moved{Pushed: 6})
	r.moves("attempts", school, nil, moved{Pulled: 6})
	sameRows(t, "the device's Store", device.tables()["morango_store"], r.partOf(school))
	if err := device.try("sync", args{"url": r.url, "facility": r.Facility, "username": "learner1", "password": "secret"}, nil); err == nil {
		t.Error("a learner got the whole facility")
	}
}

// partOf is what of a Kolibri's Store the learner's device may have.
func (f kolibriFacility) partOf(k *kolibriPeer) (part table) {
	k.t.Helper()
	class := k.text("SELECT id FROM kolibriauth_collection WHERE name = 'Class 1'")
	for _, row := range k.tables()["morango_store"] {
		for _, prefix := range []string{"allusers-ro", "user-ro:" + f.Learner, "user-rw:" + f.Learner, "anonymous", "classroom:" + class} {
			if strings.HasPrefix(row[3].(string), f.Dataset+":"+prefix) {
				part = append(part, row)
			}
		}
	}
	return part
}
