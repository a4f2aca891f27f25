package core_test

import (
	"context"
	"fmt"
	"log"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// noteSchema has one model, and a scope for all of a dataset.
const noteSchema = `{
 "profile": "notes",
 "scopes": [{"id": "all", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"}],
 "models": [{"name": "note", "table": "note", "partition": "${dataset_id}", "source": null,
  "columns": {"dataset_id": "uuid", "text": "text", "done": {"type": "boolean", "default": false}}}]
}`

// A database with one synced table: rows are put, changed by plain SQL and read.
func ExampleOpen() {
	ctx := context.Background()
	s, err := schema.Parse([]byte(noteSchema))
	check(err)
	db, err := sqlitedb.Open(ctx, sqlitedb.Memory, sqlitedb.Options{}) // or a file's name
	check(err)
	defer db.Close()
	notes, err := core.Open(ctx, db, core.Options{Schema: s})
	check(err)

	root, err := notes.CreateRoot(ctx, "all", nil) // begins a dataset; elsewhere an app calls Join with an invite
	check(err)
	_, err = notes.Put(ctx, "note", []byte(`{"text": "Water the mulberries", "dataset_id": "`+root.ID+`"}`))
	check(err)
	_, err = notes.Exec(ctx, "UPDATE note SET done = 1 WHERE text LIKE 'Water %'") // triggers note it for the next sync
	check(err)
	check(db.View(ctx, func(tx core.Tx) error {
		text, err := tx.Text("SELECT text FROM note WHERE done")
		fmt.Println(text)
		return err
	}))
	// Output:
	// Water the mulberries
}

// A row travels from one device to another through a relay. This relay lives
// in memory; with a real one pass its address and relay.Dial of worker/relay.
func ExampleInstance_Sync() {
	ctx := context.Background()
	relay := newExampleRelay(ctx)
	laptop, phone := openNotes(ctx), openNotes(ctx)
	root, err := laptop.CreateRoot(ctx, "all", nil)
	check(err)
	invite, err := laptop.Invite(ctx, core.InviteRequest{Scope: "all"})
	check(err)
	_, err = phone.Join(ctx, invite)
	check(err)

	_, err = laptop.Exec(ctx, "INSERT INTO note (dataset_id, text) VALUES (?1, 'Pick the mulberries')", root.ID)
	check(err)
	sent, err := laptop.Sync(ctx, "wss://relay.example", relay.Dial, core.SyncOptions{})
	check(err)
	fmt.Println("the laptop pushed", sent.Pushed)
	got, err := phone.Sync(ctx, "wss://relay.example", relay.Dial, core.SyncOptions{})
	check(err)
	fmt.Println("the phone pulled", got.Pulled)
	fmt.Println(readNotes(ctx, phone))
	// Output:
	// the laptop pushed 1
	// the phone pulled 1
	// Pick the mulberries
}

// An invite is a text that hands over a certificate. Whoever has it may read
// and write what its scope says, so pass it on as you would a password.
func ExampleInstance_Invite() {
	ctx := context.Background()
	laptop, phone := openNotes(ctx), openNotes(ctx)
	root, err := laptop.CreateRoot(ctx, "all", nil)
	check(err)

	invite, err := laptop.Invite(ctx, core.InviteRequest{Scope: "all", Relay: "wss://relay.example"})
	check(err)
	joined, err := phone.Join(ctx, invite)
	check(err)
	fmt.Println(joined.Room == root.ID, joined.Params["dataset_id"] == root.ID, joined.Relay)

	issued, err := laptop.Issued(ctx)
	check(err)
	fmt.Println(len(issued), issued[0].Scope, issued[0].ID == joined.CertificateID)
	check(laptop.Revoke(ctx, joined.CertificateID)) // reaches the others by their next sync
	// Output:
	// true true wss://relay.example
	// 1 all true
}

// Two devices edit one note while they are offline. Both get the same row, what
// lost is kept, and whoever looks at it settles it for all devices.
func ExampleInstance_Conflicts() {
	ctx := context.Background()
	relay := newExampleRelay(ctx)
	laptop, phone := openNotes(ctx), openNotes(ctx)
	root, err := laptop.CreateRoot(ctx, "all", nil)
	check(err)
	invite, err := laptop.Invite(ctx, core.InviteRequest{Scope: "all"})
	check(err)
	_, err = phone.Join(ctx, invite)
	check(err)
	sync := func(devices ...*core.Instance) {
		for _, d := range devices {
			_, err := d.Sync(ctx, "wss://relay.example", relay.Dial, core.SyncOptions{})
			check(err)
		}
	}
	_, err = laptop.Exec(ctx, "INSERT INTO note (dataset_id, text) VALUES (?1, 'jam')", root.ID)
	check(err)
	sync(laptop, phone)

	_, err = laptop.Exec(ctx, "UPDATE note SET text = 'mulberry jam'")
	check(err)
	_, err = phone.Exec(ctx, "UPDATE note SET text = 'strawberry jam'")
	check(err)
	sync(laptop, phone, laptop)
	fmt.Println("both have", readNotes(ctx, laptop), "and", readNotes(ctx, phone))

	conflicts, err := phone.Conflicts(ctx)
	check(err)
	status, err := laptop.Status(ctx)
	check(err)
	fmt.Println(len(conflicts), "conflict here,", status.Conflicts, "there")
	check(phone.Resolve(ctx, "note", conflicts[0].ID, conflicts[0].Lost[0])) // the lost value after all
	sync(phone, laptop)
	status, err = laptop.Status(ctx)
	check(err)
	fmt.Println("both have", readNotes(ctx, laptop), "and", readNotes(ctx, phone), "and", status.Conflicts, "conflicts")
	// Output:
	// both have strawberry jam and strawberry jam
	// 1 conflict here, 1 there
	// both have mulberry jam and mulberry jam and 0 conflicts
}

// newExampleRelay is a relay in memory.
func newExampleRelay(ctx context.Context) *coretest.Relay {
	key, err := coretest.Keys(ctx)
	check(err)
	return coretest.NewRelayKey(func() core.DB { return openMemory(ctx) }, key)
}

func openMemory(ctx context.Context) core.DB {
	db, err := sqlitedb.Open(ctx, sqlitedb.Memory, sqlitedb.Options{})
	check(err)
	return db
}

// openNotes is a device with an empty database.
func openNotes(ctx context.Context) *core.Instance {
	s, err := schema.Parse([]byte(noteSchema))
	check(err)
	notes, err := core.Open(ctx, openMemory(ctx), core.Options{Schema: s, GenerateKey: coretest.Keys})
	check(err)
	return notes
}

// readNotes is the text of all notes.
func readNotes(ctx context.Context, notes *core.Instance) (text string) {
	check(notes.DB().View(ctx, func(tx core.Tx) (err error) {
		text, err = tx.Text("SELECT group_concat(text, ', ') FROM note")
		return err
	}))
	return text
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
