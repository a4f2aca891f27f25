//go:build !js

package roomfile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/idle"
	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// TestIn: rooms are found in a folder of any name, and nothing else is.
func TestIn(t *testing.T) {
	if files, err := In(filepath.Join(t.TempDir(), "none")); len(files) > 0 || err != nil {
		t.Errorf("where there is no folder: %q, %v", files, err)
	}
	dir := filepath.Join(t.TempDir(), "rooms [1] *?")
	room := filepath.Join(dir, strings.Repeat("a", 32)+".db")
	for _, file := range []string{room, room + "-wal", filepath.Join(dir, "school.db")} {
		if err := errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(file, nil, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	if files, err := In(dir); len(files) != 1 || files[0] != room || err != nil {
		t.Errorf("%q, %v", files, err)
	}
}

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
	x := NewIndex(dir, slog.New(slog.DiscardHandler))
	want := func(digit, room string) {
		t.Helper()
		if got, err := x.Find(t.Context(), id(digit)); err != nil || got.Room != room {
			t.Errorf("%s is in %q, %v; want %q", id(digit), got.Room, err, room)
		}
	}
	want("1", room) // a certificate with its key
	want("2", "")   // one without
	want("3", room) // an open session
	want("4", "")   // a closed one
	x.Add(id("5"), morangohttp.Holder{Room: id("b"), Expires: true})
	x.Add(id("6"), morangohttp.Holder{Room: id("b")})
	x.Add(id("3"), morangohttp.Holder{Room: id("b"), Expires: true}) // another room's
	want("5", id("b"))
	want("3", room)
	for i, h := range x.sessions {
		x.sessions[i] = held{h.Holder, time.Now().Add(-idle.Age - 2*time.Hour)}
	}
	x.expired = time.Time{}
	x.Add(id("7"), morangohttp.Holder{Room: id("b"), Expires: true})
	want("3", "")
	want("5", "")
	want("6", id("b"))
	want("1", room)
}

// sessionID is the id of session number n.
func sessionID(n int) string { return fmt.Sprintf("%032x", n) }

// However many sessions members open, the index stays within its bound, and
// forgets those first that were used longest ago.
func TestIndexIsBounded(t *testing.T) {
	x := NewIndex(t.TempDir(), slog.New(slog.DiscardHandler))
	x.max = 100
	x.Add("certificate", morangohttp.Holder{Room: "a"})
	for n := range 10 * x.max {
		x.Add(sessionID(n), morangohttp.Holder{Room: "a", Expires: true})
		if len(x.sessions) > x.max {
			t.Fatalf("%d sessions are known, of %d", len(x.sessions), x.max)
		}
		for _, id := range []string{"certificate", sessionID(0), sessionID(n)} { // which is in use
			if by, err := x.Find(t.Context(), id); err != nil || by.Room != "a" {
				t.Fatalf("after %d sessions %s is in %q, %v", n, id, by.Room, err)
			}
		}
	}
}

// While the folder is read, what is known is found, and noted, without a wait.
// A request that gives up does not end the reading for the others.
func TestIndexAnswersWhileTheFolderIsRead(t *testing.T) {
	dir := t.TempDir()
	room := strings.Repeat("a", 32)
	if err := os.WriteFile(filepath.Join(dir, room+".db"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	x := NewIndex(dir, slog.New(slog.DiscardHandler))
	begun, finish := make(chan struct{}), make(chan struct{})
	x.file = func(ctx context.Context, _ string, into any, _ string) error {
		close(begun)
		<-finish
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return json.Unmarshal([]byte(`{"Certificates": ["certificate"]}`), into)
	}
	ctx, cancel := context.WithCancel(t.Context())
	impatient := make(chan error, 1)
	go func() {
		_, err := x.Find(ctx, "certificate")
		impatient <- err
	}()
	<-begun
	x.Add("session", morangohttp.Holder{Room: "b", Expires: true})
	if by, err := x.Find(t.Context(), "session"); err != nil || by.Room != "b" {
		t.Errorf("a session that is known is in %q, %v", by.Room, err)
	}
	cancel()
	if err := <-impatient; !errors.Is(err, context.Canceled) {
		t.Errorf("a request that was cancelled: %v", err)
	}
	close(finish)
	if by, err := x.Find(t.Context(), "certificate"); err != nil || by.Room != room {
		t.Errorf("the certificate is in %q, %v", by.Room, err)
	}
}
