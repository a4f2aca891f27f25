package core_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// slowSocket is a peer that has proved itself and takes nothing until it is told to.
type slowSocket struct {
	fuzzSocket
	asked bool
}

func (s *slowSocket) Busy() bool {
	s.asked = s.asked || len(s.sent) > 0
	return len(s.sent) > 0
}

// kinds are the kinds of what was sent and not yet taken, which is taken now.
func (s *slowSocket) kinds() (kinds []wire.Kind) {
	for _, msg := range s.sent {
		kinds = append(kinds, wire.Kind(msg[0]))
	}
	s.sent = nil
	return kinds
}

// slowPeers are peers of one room that may read and write all of it.
func slowPeers(t *testing.T, records, n int) (*server.Room, []*slowSocket, string) {
	relay, _, dataset := roomWith(t, records)
	in := room(t, relay, dataset)
	session := in.rows("SELECT id FROM morango_syncsession LIMIT 1")
	profile, certificate := in.rows("SELECT profile FROM morango_syncsession LIMIT 1"),
		in.rows("SELECT client_certificate_id FROM morango_syncsession LIMIT 1")
	state, err := json.Marshal(map[string]any{
		"sync_session": session, "certificate": certificate, "profile": profile, "live": true,
		"read": value.Filter{dataset}, "write": value.Filter{dataset},
	})
	in.must(err)
	var peers []*slowSocket
	var sockets []server.Socket
	for range n {
		s := &slowSocket{fuzzSocket: fuzzSocket{state: state}}
		peers, sockets = append(peers, s), append(sockets, s)
	}
	return server.New(server.Options{
		Room: dataset, Sockets: func() []server.Socket { return sockets },
		Open: func(context.Context, bool) (*pipeline.Engine, error) { return in.Engine(), nil },
	}), peers, dataset
}

// A peer that takes nothing has one message of a pull waiting for it, of all its
// pulls together; each goes on as the peer takes what it is sent.
func TestPullsWaitForTheSocket(t *testing.T) {
	const records, chunk, pulls = 20, 4, 3
	r, peers, dataset := slowPeers(t, records, 1)
	sock := peers[0]
	for i := range pulls {
		header := fmt.Sprintf(`{"transfer": %q, "filter": [%q], "fsic": {"super": {}, "sub": {}}, "chunk": %d}`,
			hexID(fmt.Sprint(i+1)), dataset, chunk)
		if err := r.Message(t.Context(), sock, wire.Encode(wire.KindOpen, json.RawMessage(header), "")); err != nil {
			t.Fatal(err)
		}
	}
	if got := sock.kinds(); len(got) != pulls {
		t.Fatalf("before the peer took anything there are %v", got)
	}
	chunks := 0
	for {
		if err := r.Drained(t.Context(), sock); err != nil {
			t.Fatal(err)
		}
		got := sock.kinds()
		if len(got) == 0 {
			break
		}
		if len(got) > 1 || got[0] != wire.KindChunk {
			t.Fatalf("at once: %v", got)
		}
		chunks++
	}
	if want := pulls * min(wire.ServerWindow, records/chunk); chunks != want {
		t.Errorf("%d chunks in windows of %d", chunks, want)
	}
}
