package core_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
)

// liveSync is a live sync that a test follows.
type liveSync struct {
	d    *device
	news chan client.Progress
	over chan struct{}
	end  func() (client.Result, error)
}

// follow starts a live sync.
func (d *device) follow(relay *coretest.Relay) *liveSync {
	ctx, cancel := context.WithCancel(d.t.Context())
	l := &liveSync{d: d, news: make(chan client.Progress, 10_000), over: make(chan struct{})}
	var result client.Result
	var err error
	go func() {
		defer close(l.over)
		result, err = d.Sync(ctx, relay.URL(), relay.Dial, client.Options{Live: true, Progress: func(p client.Progress) { l.news <- p }})
	}()
	l.end = func() (client.Result, error) { cancel(); <-l.over; return result, err }
	d.t.Cleanup(func() { l.end() })
	return l
}

// until waits for progress after which something is true.
func (l *liveSync) until(what string, is func(client.Progress) bool) {
	l.d.t.Helper()
	for {
		select {
		case p := <-l.news:
			if is(p) {
				return
			}
		case <-l.over:
			_, err := l.end()
			l.d.t.Fatalf("%s: the live sync is over: %v", what, err)
		}
	}
}

// has waits until a device has these items.
func (l *liveSync) has(texts string) {
	l.d.t.Helper()
	l.until(texts, func(client.Progress) bool { return l.d.texts() == texts })
}

func rests(p client.Progress) bool { return p.Stage == "" && !p.Offline && !p.Failed }

// A live sync takes in a dataset that is joined while it runs, one that is
// begun, and one that another sync has brought to the relay, sends and gets what
// is written there, names the dataset in its progress from then on, and ends the
// sync of one that is left.
func TestLiveSyncTakesDatasetsIn(t *testing.T) {
	relay := newRelay(t)
	owner, d := newBoard(t), newBoard(t)
	shared, own := owner.begin("all"), d.begin("all")
	owner.item(shared, "owner's")
	owner.sync(relay)
	l := d.follow(relay)
	l.until("rest", rests)
	owner.admits(d, shared, "all", relay)
	both := map[string]bool{}
	l.until("both rest", func(p client.Progress) bool {
		if rests(p) {
			both[p.Room] = true
		}
		return both[own] && both[shared]
	})
	if got := d.texts(); got != "owner's" {
		t.Errorf("has %q", got)
	}
	o := owner.follow(relay)
	o.until("rest", rests)
	d.item(shared, "d's")
	o.has("d's\nowner's")
	next := d.begin("all")
	l.until("the one that was begun", func(p client.Progress) bool { return rests(p) && p.Room == next })

	d.must(core.Leave(t.Context(), d.Instance, shared, false))
	l.until("left", func(p client.Progress) bool {
		return p.Room == shared && p.Failed && p.Code == fault.NoCertificate
	})
	d.item(own, "goes on")
	l.until("a push", func(p client.Progress) bool { return p.Room == own && p.Direction == "push" && p.Stage == "cleanup" })
	result, err := l.end()
	checkCode(t, "the end", err, "")
	if len(result.Rooms) != 3 || slices.ContainsFunc(result.Rooms, func(r client.RoomResult) bool { return r.Room == shared && r.Code != "" }) {
		t.Errorf("%+v", result.Rooms)
	}
}

// A dataset of one's own that another sync begins at the relay of somebody
// else's joins in.
func TestLiveSyncTakesInWhatMeetsItsRelay(t *testing.T) {
	relay := newRelay(t)
	_, d, shared, own := shares(t, relay)
	l := d.follow(relay)
	l.until("rest", func(p client.Progress) bool { return rests(p) && p.Room == shared })
	d.must(d.syncRoom(relay, own))
	l.until("the own one", func(p client.Progress) bool { return rests(p) && p.Room == own })
}

// A further certificate of a dataset counts in a live sync that runs.
func TestLiveSyncTakesCertificatesIn(t *testing.T) {
	relay := newRelay(t)
	owner, d := newBoard(t), newBoard(t)
	room := owner.begin("all")
	owner.sync(relay)
	owner.admits(d, room, "reader", relay)
	l := d.follow(relay)
	l.until("rest", rests)
	owner.admits(d, room, "all", relay)
	d.item(room, "may be written now")
	l.until("a push", func(p client.Progress) bool { return p.Direction == "push" && p.Stage == "cleanup" && p.Records > 0 })
	owner.sync(relay)
	if got := owner.texts(); got != "may be written now" {
		t.Errorf("the owner has %q", got)
	}
}

// A live sync is over when its last dataset was left.
func TestLiveSyncOfNothing(t *testing.T) {
	relay := newRelay(t)
	d := newBoard(t)
	room := d.begin("all")
	l := d.follow(relay)
	l.until("rest", rests)
	d.must(core.Leave(t.Context(), d.Instance, room, true))
	<-l.over
	_, err := l.end()
	checkCode(t, "the end", err, fault.NoCertificate)
}

// A dataset that was joined without a word of its relay is tried where others
// live, and does not fail their sync where it is not.
func TestDatasetOfUnknownRelay(t *testing.T) {
	mine, theirs := newRelay(t), newRelay(t)
	owner, d := newBoard(t), newBoard(t)
	shared := owner.begin("all")
	owner.item(shared, "theirs")
	owner.sync(theirs)
	own := d.begin("all")
	d.sync(mine)
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "all"})
	owner.must(err)
	_, err = core.JoinAnother(t.Context(), d.Instance, invite, theirs.Dial)
	d.must(err)
	d.item(own, "own")
	result := d.sync(mine)
	if result.Pushed != 1 || len(result.Rooms) != 2 || result.Rooms[0].Code != "" || result.Rooms[1].Code == "" {
		t.Errorf("%+v", result)
	}
	d.must(d.syncRoom(theirs, shared))
	if got := d.texts(); got != "own\ntheirs" {
		t.Errorf("has %q", got)
	}
	// From then on it is known where it lives.
	if result := d.sync(mine); len(result.Rooms) != 1 || result.Rooms[0].Room != own {
		t.Errorf("%+v", result.Rooms)
	}
}

// A second dataset comes only where it is asked for.
func TestAnotherDatasetIsAskedFor(t *testing.T) {
	relay := newRelay(t)
	owner, d := newBoard(t), newBoard(t)
	room := owner.begin("all")
	owner.sync(relay)
	own := d.begin("all")
	for _, short := range []bool{false, true} {
		invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "all", Relay: relay.URL(), Short: short})
		owner.must(err)
		owner.sync(relay)
		_, err = d.JoinFrom(t.Context(), invite, relay.Dial)
		checkCode(t, "unasked", err, fault.HasDataset)
		if held := d.heldRooms(); !slices.Equal(held, []string{own}) {
			t.Fatalf("holds %v", held)
		}
	}
	owner.admits(d, room, "all", relay)
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "reader"})
	owner.must(err)
	_, err = d.Join(t.Context(), invite)
	d.must(err) // one more certificate of a dataset that is here
}

// Whoever is the only admin that is known does not leave by mistake.
func TestLastAdminStays(t *testing.T) {
	relay := newRelay(t)
	owner, admin := newBoard(t), newBoard(t)
	room := owner.begin("all")
	owner.sync(relay)
	leave := func(d *device) error { return core.Leave(t.Context(), d.Instance, room, false) }
	checkCode(t, "the root's holder", leave(owner), fault.LastAdmin)
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Admin: true, Relay: relay.URL()})
	owner.must(err)
	owner.sync(relay)
	_, err = admin.Join(t.Context(), invite)
	admin.must(err)
	admin.sync(relay)
	owner.must(leave(owner))
	admin.must(leave(admin)) // the root's holder is one, as far as is known there
}

// metConn is a connection whose first message comes when something else is done.
type metConn struct {
	wire.Conn
	first sync.Once
	do    func()
}

func (c *metConn) Receive(ctx context.Context) ([]byte, error) {
	msg, err := c.Conn.Receive(ctx)
	c.first.Do(c.do)
	return msg, err
}

// Of two first syncs of a dataset at once, one finds that the other has met the
// relay since it was told that the room is not there, and goes on as the same
// instance.
func TestFirstSyncsAtOnce(t *testing.T) {
	relay := newRelay(t)
	d := newBoard(t)
	room := d.begin("all")
	d.item(room, "x")
	var once sync.Once
	result, err := d.Sync(t.Context(), relay.URL(), func(ctx context.Context, url string) (wire.Conn, error) {
		conn, err := relay.Dial(ctx, url)
		return &metConn{Conn: conn, do: func() { once.Do(func() { d.sync(relay) }) }}, err
	}, client.Options{})
	d.must(err)
	if result.Pushed != 0 {
		t.Errorf("%+v", result)
	}
	if got := d.rows("SELECT count(*) FROM amora_relay"); got != "1" {
		t.Errorf("%s pairings", got)
	}
}
