//go:build !js

package relay_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/morangoclient"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/host"
	"github.com/amora-sync/amora/worker/relay"
)

// boundRoom is a relay with so many places, whose rooms may take so many bytes,
// with a room and its owner.
type boundRoom struct {
	t     *testing.T
	bytes int64
	url   string
	file  string
	owner *core.Instance
	room  string
}

func newBoundRoom(t *testing.T, bytes int64, sockets int) *boundRoom {
	dir := t.TempDir()
	folder, err := relay.OpenFolder(t.Context(), dir, relay.FolderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	handler := relay.New(relay.Options{
		Folder: folder, Log: slog.New(slog.DiscardHandler), Limits: host.Limits{RoomBytes: bytes}, MaxSockets: sockets,
	})
	t.Cleanup(handler.Close)
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	b := &boundRoom{t: t, bytes: bytes, url: strings.Replace(server.URL, "http", "ws", 1), owner: open(t.Context())}
	notebook, err := b.owner.CreateRoot(t.Context(), "all", nil)
	if err != nil {
		t.Fatal(err)
	}
	b.room, b.file = notebook.ID, filepath.Join(dir, notebook.ID+".db")
	b.sync()
	return b
}

func (b *boundRoom) sync() {
	b.t.Helper()
	if _, err := b.owner.Sync(b.t.Context(), b.url, relay.Dial, core.SyncOptions{}); err != nil {
		b.t.Fatal(err)
	}
}

// check holds the room's files against what they may take.
func (b *boundRoom) check(when string) {
	b.t.Helper()
	var sum int64
	for _, name := range []string{b.file, b.file + "-wal"} {
		if info, err := os.Stat(name); err == nil {
			sum += info.Size()
		}
	}
	if sum > b.bytes*11/10 {
		b.t.Fatalf("%s: %d bytes, %d are allowed", when, sum, b.bytes)
	}
}

func (b *boundRoom) peer(steps int) *coretest.RawPeer {
	b.t.Helper()
	p, err := coretest.NewRawPeerAs(b.t.Context(), b.owner, b.url, relay.Dial, func(own trust.Own) (trust.Own, error) {
		return coretest.Below(own, steps)
	})
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(p.Close)
	return p
}

// A room's files stay within its bound, whatever members log in with.
func TestLoginsKeepARoomWithinItsBound(t *testing.T) {
	b := newBoundRoom(t, 500_000, 0)
	for i := range 60 {
		p := b.peer(13)
		b.check(fmt.Sprintf("login %d", i))
		if i%2 == 0 {
			p.Close()
		}
	}
	b.sync() // it can still be read
}

// A room's files stay within its bound, whatever transfers are opened.
func TestOpenTransfersKeepARoomWithinItsBound(t *testing.T) {
	b := newBoundRoom(t, 1_500_000, 0)
	sub := map[string]any{}
	for i := range 20_000 {
		sub[fmt.Sprintf("%s:%032d", b.room, i)] = map[string]any{}
	}
	fsic, err := json.Marshal(map[string]any{"super": map[string]any{}, "sub": sub})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 14 {
		p := b.peer(0)
		err := p.Say(t.Context(), wire.KindOpen, map[string]any{
			"transfer": fmt.Sprintf("%032x", i), "push": i%3 > 0, "filter": []string{b.room}, "fsic": json.RawMessage(fsic), "chunk": 10,
		}, "")
		if err == nil {
			_, err = p.Hear(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
		b.check(fmt.Sprintf("open %d", i))
	}
	b.sync()
}

// A room's files stay within its bound, whatever is pulled by Morango's protocol,
// which copies the records: where there is no room for a copy, none is made. What
// there is room for can still be pulled.
func TestGuestsPullsKeepARoomWithinItsBound(t *testing.T) {
	b := newBoundRoom(t, 3_000_000, 0)
	ctx := t.Context()
	guest := open(ctx)
	invite, err := b.owner.Invite(ctx, core.InviteRequest{Scope: "all", Relay: b.url})
	if err == nil {
		_, err = guest.Join(ctx, invite)
	}
	if err != nil {
		t.Fatal(err)
	}
	write := func(rows int) {
		t.Helper()
		_, err := b.owner.Exec(ctx, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
INSERT INTO note (notebook, text) SELECT ?1, hex(randomblob(500)) FROM n`, b.room, rows)
		if err != nil {
			t.Fatal(err)
		}
		b.sync()
	}
	errBusy := errors.New("asked to come again")
	pull := func() error {
		c, err := morangoclient.Connect(ctx, guest.Hub(), relay.HTTP, strings.Replace(b.url, "ws", "http", 1), morangoclient.Options{
			Wait: func(context.Context, time.Duration) error { return errBusy },
		})
		if err == nil {
			_, err = c.Sync(ctx, client.Options{Pull: true})
		}
		return err
	}
	write(300)
	if err := pull(); err != nil {
		t.Errorf("with room for a copy: %v", err)
	}
	b.check("with room for a copy")
	for range 3 { // in parts: a push needs room for its completion
		write(200)
	}
	if err := pull(); !errors.Is(err, errBusy) {
		t.Errorf("without room for a copy: %v", err)
	}
	b.check("without room for a copy")
	if _, err := guest.Sync(ctx, b.url, relay.Dial, core.SyncOptions{Pull: true}); err != nil {
		t.Fatal(err)
	}
	write(5)
	if err := pull(); err != nil {
		t.Errorf("with room for what is new: %v", err)
	}
}

// A room's files stay within its bound, whatever is pushed and however it ends.
func TestPushesKeepARoomWithinItsBound(t *testing.T) {
	b := newBoundRoom(t, 2_000_000, 0)
	ctx := context.WithoutCancel(t.Context())
	full := false
	for i := range 30 {
		_, err := b.owner.Exec(ctx, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
INSERT INTO note (notebook, text) SELECT ?1, hex(randomblob(500)) FROM n`, b.room)
		if err != nil {
			t.Fatal(err)
		}
		_, err = b.owner.Sync(ctx, b.url, relay.Dial, core.SyncOptions{})
		full = full || err != nil
		b.check(fmt.Sprintf("push %d", i))
	}
	if !full {
		t.Error("the room was never full")
	}
}

// However many sockets say nothing, a member gets in while they stay: they give
// way long before their time for the handshake is over.
func TestMembersGetInPastSilentSockets(t *testing.T) {
	const places, silent, within = 40, 100, 20 * time.Second
	b := newBoundRoom(t, 0, places)
	held := 0
	for range silent {
		c, err := relay.Dial(t.Context(), b.url+"/sync/"+b.room)
		if err != nil {
			continue // no place is free
		}
		held++
		t.Cleanup(func() { c.Close(wire.CloseNormal, "") })
	}
	if held < places/2 {
		t.Fatalf("only %d silent sockets found a place", held)
	}
	for begin := time.Now(); ; {
		_, err := b.owner.Sync(t.Context(), b.url, relay.Dial, core.SyncOptions{})
		if err == nil {
			return
		}
		if time.Since(begin) > within {
			t.Fatalf("a member does not get in: %v", err)
		}
	}
}
