//go:build !js

package relay

import (
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// TestIndexOfAFolder: after a restart the relay finds the room of a certificate
// or session by its id alone, and forgets sessions that nobody uses any more.
func TestIndexOfAFolder(t *testing.T) {
	dir := t.TempDir()
	id := func(digit string) string { return strings.Repeat(digit, 32) }
	room := id("a")
	db, err := sqlitedb.Open(t.Context(), filepath.Join(dir, room+".db"), sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := core.Open(t.Context(), db, core.Options{}); err != nil {
		t.Fatal(err)
	}
	err = db.Update(t.Context(), func(tx sqldb.Tx) error {
		return sqldb.ExecAll(tx,
			sqldb.Statement{SQL: `INSERT INTO morango_certificate (id, profile, salt, scope_definition_id, scope_version, scope_params,
 public_key, serialized, signature, private_key) VALUES (?1, '', '', '', 1, '', '', '', '', 'k'), (?2, '', '', '', 1, '', '', '', '', NULL)`,
				Args: []any{id("1"), id("2")}},
			sqldb.Statement{SQL: `INSERT INTO morango_syncsession (id, start_timestamp, last_activity_timestamp, active, is_server,
 client_certificate_id, server_certificate_id, profile, client_instance_id, server_instance_id)
 VALUES (?1, '', '', 1, 1, '', '', '', '', ''), (?2, '', '', 0, 1, '', '', '', '', '')`,
				Args: []any{id("3"), id("4")}})
	})
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	x := newIndex(dir, slog.New(slog.DiscardHandler))
	want := func(digit, room string) {
		t.Helper()
		if got, err := x.find(t.Context(), id(digit)); err != nil || got.Room != room {
			t.Errorf("%s is in %q, %v; want %q", id(digit), got.Room, err, room)
		}
	}
	want("1", room) // a certificate with its key
	want("2", "")   // one without
	want("3", room) // an open session
	want("4", "")   // a closed one
	x.add(id("5"), morangohttp.Holder{Room: id("b"), Expires: true})
	x.add(id("6"), morangohttp.Holder{Room: id("b")})
	x.add(id("3"), morangohttp.Holder{Room: id("b"), Expires: true}) // another room's
	want("5", id("b"))
	want("3", room)
	for i, h := range x.ids {
		x.ids[i] = held{h.Holder, time.Now().Add(-pipeline.IdleAge - 2*time.Hour)}
	}
	x.expired = time.Time{}
	x.add(id("7"), morangohttp.Holder{Room: id("b"), Expires: true})
	want("3", "")
	want("5", "")
	want("6", id("b"))
	want("1", room)
}
