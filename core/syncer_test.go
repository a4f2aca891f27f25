package core_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of transfers that fail and of syncs that meet, from the client's side.

// listener dials a relay and changes what the client hears.
type listener struct {
	wire.Conn
	change func(*coretest.WireMessage)
}

func (c listener) Receive(ctx context.Context) ([]byte, error) {
	data, err := c.Conn.Receive(ctx)
	if err != nil {
		return nil, err
	}
	m, err := coretest.DecodeWire(data)
	if err != nil {
		return nil, err
	}
	c.change(&m)
	return m.Encode(), nil
}

func hearing(dial wire.Dialer, change func(*coretest.WireMessage)) wire.Dialer {
	return func(ctx context.Context, url string) (wire.Conn, error) {
		conn, err := dial(ctx, url)
		return listener{conn, change}, err
	}
}

// A transfer that fails for another reason than a lost connection is not
// resumed: with the same records it would fail for ever. Both sides forget it
// and the next sync starts anew.
func TestFailedTransfersAreGivenUp(t *testing.T) {
	breakChunk := func(m *coretest.WireMessage) {
		if m.Kind == wire.KindChunk {
			m.Body = strings.Replace(m.Body, "[[", "[[[", 1)
		}
	}
	relay, owner, dataset := roomWith(t, 0)
	other := newDevice(t, classSchema)
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full", Params: map[string]string{"dataset_id": dataset}, Relay: "ws://relay"})
	owner.must(err)
	_, err = other.Join(t.Context(), invite)
	other.must(err)
	owner.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})

	fails := func(d *device, dial wire.Dialer, sides ...*device) {
		t.Helper()
		_, err := d.Sync(t.Context(), "ws://relay", dial, client.Options{})
		if !errors.Is(err, &fault.Error{Code: fault.BadRecord}) {
			t.Errorf("got %v, want bad_record", err)
		}
		for _, side := range sides {
			if got := side.rows(underWay) + side.rows("SELECT count(*) FROM morango_buffer"); got != "00" {
				t.Errorf("transfers and buffered records left: %s", got)
			}
		}
	}
	fails(owner, tampering(relay.Dial, breakChunk), owner, room(t, relay, dataset))
	if got := owner.sync(relay); got.Pushed != 1 {
		t.Errorf("then %+v", got)
	}
	fails(other, hearing(relay.Dial, breakChunk), other)
	if got := other.sync(relay); got.Pulled != 1 {
		t.Errorf("then %+v", got)
	}
}

// latecomer hears an error of a transfer that is over before each reply.
type latecomer struct {
	wire.Conn
	late *bool
}

func (c latecomer) Receive(ctx context.Context) ([]byte, error) {
	if *c.late = !*c.late; *c.late {
		return coretest.WireMessage{Kind: wire.KindError, Header: map[string]any{"transfer": testUser, "code": "conflict", "text": "late"}}.Encode(), nil
	}
	return c.Conn.Receive(ctx)
}

// What a relay says of another transfer, an error of a message that came
// twice perhaps, ends none.
func TestLateErrors(t *testing.T) {
	relay, d, _ := roomWith(t, 3)
	_, err := d.Sync(t.Context(), "ws://relay", func(ctx context.Context, url string) (wire.Conn, error) {
		conn, err := relay.Dial(ctx, url)
		return latecomer{conn, new(bool)}, err
	}, client.Options{})
	d.must(err)
}

// Several syncs with one relay at the same time: their transfers take turns.
func TestSyncsWithOneRelayTakeTurns(t *testing.T) {
	relay, d, dataset := roomWith(t, 0)
	var mu sync.Mutex
	open, most := 0, 0
	relay.Lose = func(_ bool, msg []byte) bool {
		mu.Lock()
		defer mu.Unlock()
		switch wire.Kind(msg[0]) {
		case wire.KindOpen:
			open++
			most = max(most, open)
		case wire.KindResult:
			open--
		}
		return false
	}
	var syncs sync.WaitGroup
	for range 3 {
		syncs.Go(func() {
			for range 10 {
				d.exec("INSERT INTO topic (dataset_id, title) VALUES (?1, 'new'), (?1, 'newer'), (?1, 'newest')", dataset)
				if _, err := d.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{ChunkSize: 1}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	syncs.Wait()
	if most != 1 {
		t.Errorf("%d transfers at the same time", most)
	}
	if got := room(t, relay, dataset).rows("SELECT count(*) FROM morango_store"); got != "90" {
		t.Errorf("%s of 90 records arrived", got)
	}
}
