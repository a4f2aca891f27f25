//go:build !js

package relay_test

import (
	"context"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/worker/relay"
)

const notes = `{
  "profile": "notes",
  "scopes": [{"id": "all", "version": 1, "primary_scope_param_key": "notebook", "read_write_filter_template": "${notebook}"}],
  "models": [{"name": "note", "table": "note", "partition": "${notebook}", "source": null,
    "columns": {"notebook": "uuid", "text": "text"}}]
}`

// A relay beside other handlers of a server, and two devices that sync by it.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "rooms")
	check(err)
	defer os.RemoveAll(dir)

	folder, err := relay.OpenFolder(ctx, dir, relay.FolderOptions{})
	check(err)
	defer folder.Close()
	handler := relay.New(relay.Options{Folder: folder, Log: slog.New(slog.DiscardHandler)})
	defer handler.Close()
	mux := http.NewServeMux()
	mux.Handle("/relay/", http.StripPrefix("/relay", handler))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "my own page") })
	server := httptest.NewServer(mux)
	defer server.Close()
	url := strings.Replace(server.URL, "http", "ws", 1) + "/relay"

	laptop := open(ctx)
	notebook, err := laptop.CreateRoot(ctx, "all", nil)
	check(err)
	_, err = laptop.Exec(ctx, "INSERT INTO note (notebook, text) VALUES (?1, ?2)", notebook.ID, "buy milk")
	check(err)
	sent, err := laptop.Sync(ctx, url, relay.Dial, core.SyncOptions{})
	check(err)
	fmt.Println("the laptop pushed", sent.Pushed)

	invite, err := laptop.Invite(ctx, core.InviteRequest{Scope: "all"})
	check(err)
	phone := open(ctx)
	_, err = phone.Join(ctx, invite)
	check(err)
	got, err := phone.Sync(ctx, url, relay.Dial, core.SyncOptions{})
	check(err)
	fmt.Println("the phone pulled", got.Pulled)
	check(phone.DB().View(ctx, func(tx core.Tx) error {
		text, err := tx.Text("SELECT text FROM note")
		fmt.Println(text)
		return err
	}))
	// Output:
	// the laptop pushed 1
	// the phone pulled 1
	// buy milk
}

// open makes a device's database, in memory.
func open(ctx context.Context) *core.Instance {
	schema, err := schema.Parse([]byte(notes))
	check(err)
	db, err := sqlitedb.Open(ctx, sqlitedb.Memory, sqlitedb.Options{})
	check(err)
	in, err := core.Open(ctx, db, core.Options{Schema: schema})
	check(err)
	return in
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
