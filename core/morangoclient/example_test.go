//go:build !js

package morangoclient_test

import (
	"context"
	"fmt"
	"log"
	"log/slog"
	"net/http/httptest"
	"os"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/morangoclient"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/worker/relay"
)

// A laptop gives its dataset to a server of Morango's protocol, here a relay,
// and a phone fetches it from there, step by step.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "rooms")
	check(err)
	defer os.RemoveAll(dir)
	folder, err := relay.OpenFolder(ctx, dir, relay.FolderOptions{})
	check(err)
	defer folder.Close()
	app, err := schema.Parse([]byte(school))
	check(err)
	handler := relay.New(relay.Options{Folder: folder, Schemas: []*schema.Schema{app}, Log: slog.New(slog.DiscardHandler)})
	defer handler.Close()
	server := httptest.NewServer(handler)
	defer server.Close()

	laptop := open(ctx, app)
	root, err := laptop.CreateRoot(ctx, "full", nil)
	check(err)
	_, err = laptop.Exec(ctx, "INSERT INTO pupil (dataset_id, name) VALUES (?1, 'Ada')", root.ID)
	check(err)
	connection, err := morangoclient.Connect(ctx, laptop.Hub(), relay.HTTP, server.URL, morangoclient.Options{})
	check(err)
	sent, err := connection.Sync(ctx, client.Options{})
	check(err)
	fmt.Println("the laptop pushed", sent.Pushed)

	invite, err := laptop.Invite(ctx, core.InviteRequest{Scope: "full"})
	check(err)
	phone := open(ctx, app)
	_, err = phone.Join(ctx, invite)
	check(err)
	connection, err = morangoclient.Connect(ctx, phone.Hub(), relay.HTTP, server.URL, morangoclient.Options{})
	check(err)
	session, err := connection.CreateSyncSession(ctx, morangoclient.SessionOptions{})
	check(err)
	got, err := session.Pull(ctx, []string{root.ID})
	check(err)
	check(session.Close(ctx))
	fmt.Println("the phone pulled", got.Pulled)
	// Output:
	// the laptop pushed 1
	// the phone pulled 1
}

// open makes a device's database, in memory.
func open(ctx context.Context, app *schema.Schema) *core.Instance {
	db, err := sqlitedb.Open(ctx, sqlitedb.Memory, sqlitedb.Options{})
	check(err)
	in, err := core.Open(ctx, db, core.Options{Schema: app})
	check(err)
	return in
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
