//go:build !js

package morangoclient_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// TestAllCombinations: two devices that never meet hold the same, with every
// combination of the protocol's optional parts; and a second sync moves
// nothing.
func TestAllCombinations(t *testing.T) {
	optional := []string{morango.CanGzip, morango.CanWait, morango.CanFSICv2}
	for mask := range 1 << len(optional) {
		capabilities := []string{morango.CanPushCertificates}
		name := ""
		for i, c := range optional {
			if mask>>i&1 == 1 {
				capabilities = append(capabilities, c)
				name += "+" + c
			}
		}
		t.Run(name, func(t *testing.T) {
			s := newServer(t)
			a := newOwner(t)
			a.options.Capabilities = capabilities
			a.put(3, 4)
			a.mustSync(s, 0, 15)
			b := a.join("full", nil)
			b.options.Capabilities = capabilities
			b.mustSync(s, 15, 0)
			checkEqual(t, "first", a, b)

			const one = "(SELECT min(id) FROM answer WHERE pupil_id = (SELECT min(id) FROM pupil))"
			a.exec("UPDATE answer SET text = 'of a' WHERE id = " + one)
			b.exec("UPDATE answer SET text = 'of b' WHERE id = " + one)
			b.exec("DELETE FROM pupil WHERE id = (SELECT max(id) FROM pupil)")
			b.mustSync(s, 0, 6)
			if r, err := a.sync(s, client.Options{ChunkSize: 2}); err != nil || r.Pulled != 6 || r.Conflicts != 1 || r.Pushed != 1 {
				t.Fatalf("%+v, %v", r, err)
			}
			b.mustSync(s, 1, 0)
			checkEqual(t, "after a conflict", a, b)
			a.mustSync(s, 0, 0)
			b.mustSync(s, 0, 0)
		})
	}
}

// widened has a server add a prefix to the filter of each transfer, as a Kolibri
// does with those of a learner's classes.
func (s *server) widened(asked, more string) {
	s.through = func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/transfersessions/") {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				panic(err)
			}
			text := strings.Replace(string(body), `"filter":"`+asked+`"`, `"filter":"`+asked+`\n`+more+`"`, 1)
			r.Body, r.ContentLength = io.NopCloser(strings.NewReader(text)), int64(len(text))
		}
		next.ServeHTTP(w, r)
	}
}

// TestWidenedFilter: a server may add to what is asked for, within what the
// certificates permit. A transfer that is cut off goes on with it.
func TestWidenedFilter(t *testing.T) {
	for _, capabilities := range [][]string{nil, {morango.CanFSICv2}, {morango.CanWait}} {
		s := newServer(t)
		a := newOwner(t)
		a.put(3, 2)
		a.mustSync(s, 0, 9)
		b := a.join("full", nil)
		b.options.Capabilities = capabilities
		part := func(nth string) string {
			return a.text("SELECT partition FROM morango_store WHERE model_name = 'pupil' ORDER BY partition LIMIT 1 OFFSET " + nth)
		}
		s.widened(part("0"), part("1"))
		through, cut := s.through, &cutter{cut: func(n int) bool { return n > 9 }}
		s.through = func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			cut.through(w, r, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { through(w, r, next) }))
		}
		opts := client.Options{Pull: true, Filter: []string{part("0")}, ChunkSize: 1}
		_, err := b.sync(s, opts)
		wantCode(t, err, fault.Unavailable)
		s.through = through
		want := int64(6)
		if len(capabilities) == 1 && capabilities[0] == morango.CanFSICv2 {
			want += 3 // a server that begins at once does so before this side knows of what it adds
		}
		if r, err := b.sync(s, opts); err != nil || r.Pulled != want {
			t.Fatalf("%v: %+v, %v", capabilities, r, err)
		}
		b.exec("UPDATE answer SET text = 'of b'")
		opts.Pull, opts.Push = false, true
		r, err := b.sync(s, opts)
		if err != nil || r.Pushed < 2 {
			t.Fatalf("%v: %+v, %v", capabilities, r, err)
		}
		s.through = nil
		for _, d := range []*device{b, a} { // what b knows of parts alone it is sent again
			if _, err := d.sync(s, client.Options{}); err != nil {
				t.Fatal(err)
			}
		}
		checkEqual(t, "widened", a, b)
	}
}

// TestCopiedDatabase: two copies of one database both go on with a server, and
// nothing of either is lost.
func TestCopiedDatabase(t *testing.T) {
	s := newServer(t)
	a := newOwner(t)
	a.put(2, 2)
	a.mustSync(s, 0, 6)
	copied := newDevice(t)
	db, err := sqlitedb.Open(t.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	coretest.Load(t, db, coretest.Dump(t, a.DB()))
	if copied.Instance, err = core.Open(t.Context(), db, core.Options{Schema: parse(t), GenerateKey: coretest.Keys}); err != nil {
		t.Fatal(err)
	}
	copied.dataset = a.dataset
	a.exec("INSERT INTO pupil (dataset_id, name) VALUES (?1, 'of a')", a.dataset)
	copied.exec("INSERT INTO pupil (dataset_id, name) VALUES (?1, 'of the copy')", a.dataset)
	for range 3 {
		for _, d := range []*device{a, copied} {
			if _, err := d.sync(s, client.Options{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	checkEqual(t, "copies", a, copied)
	if n := a.text("SELECT count(*) FROM pupil"); n != "4" {
		t.Errorf("%s pupils are left of 4", n)
	}
	if a.ID() == copied.ID() {
		t.Error("both save as one instance")
	}
}
