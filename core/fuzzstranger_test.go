package core_test

import (
	"context"
	"testing"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

// FuzzStranger: whoever has proved nothing says whatever it likes to a room
// that is there. The relay never fails on its own side, admits nobody and
// stores nothing. The seeds are what a member has said, whose signature is of
// no use on another connection.
func FuzzStranger(f *testing.F) {
	fuzzing.Start(f)
	db := &coretest.UndoneDB{DB: memory(f)}
	relay := coretest.NewRelay(f, func() sqldb.DB { return db })
	owner := newDevice(f, classSchema)
	root, err := owner.CreateRoot(f.Context(), "full", nil)
	owner.must(err)
	var said [][]byte
	_, err = owner.Sync(f.Context(), "ws://relay", listening(relay.Dial, &said), client.Options{})
	owner.must(err)
	if len(said) < 2 {
		f.Fatalf("the member said %d messages", len(said))
	}
	f.Add(said[0], said[1])
	f.Add(said[1], said[0])
	for _, msg := range said[2:] {
		f.Add(msg, said[0])
	}
	f.Add(wire.Encode(wire.KindProve, wire.Prove{}, ""), []byte{})
	key, err := coretest.Keys(f.Context())
	owner.must(err)
	room := relay.Room(root.ID)
	f.Fuzz(func(t *testing.T, first, second []byte) {
		sock := &fuzzSocket{}
		stranger := server.New(server.Options{Room: root.ID, Key: key,
			Sockets: func() []server.Socket { return []server.Socket{sock} },
			Open:    func(context.Context, bool) (*pipeline.Engine, error) { return room.Engine(), nil }})
		db.Undone(t, func() {
			before := changesOf(t, db)
			for _, msg := range [][]byte{first, second} {
				if err := stranger.Message(context.Background(), sock, msg); fault.CodeOf(err).OwnFault() {
					t.Fatal(err)
				}
			}
			if after := changesOf(t, db); after != before || server.Admitted(sock) {
				t.Fatalf("%s changes of the database became %s, admitted: %v", before, after, server.Admitted(sock))
			}
		})
	})
}

// changesOf counts the rows that were ever changed through a database's
// connection.
func changesOf(t *testing.T, db sqldb.DB) (text string) {
	t.Helper()
	err := db.View(context.Background(), func(tx sqldb.Tx) (err error) {
		text, err = tx.Text("SELECT total_changes()")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// listening notes what a client says.
func listening(dial wire.Dialer, said *[][]byte) wire.Dialer {
	return func(ctx context.Context, url string) (wire.Conn, error) {
		c, err := dial(ctx, url)
		return overheard{c, said}, err
	}
}

type overheard struct {
	wire.Conn
	said *[][]byte
}

func (c overheard) Send(ctx context.Context, msg []byte) error {
	*c.said = append(*c.said, append([]byte(nil), msg...))
	return c.Conn.Send(ctx, msg)
}
