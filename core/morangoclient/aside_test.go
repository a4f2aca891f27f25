//go:build !js

package morangoclient_test

import (
	"context"
	"io"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/morangoclient"
	"github.com/amora-sync/amora/worker/hosttest"
	"github.com/amora-sync/amora/worker/relay"
)

// watched is a transport that says which pages are asked for, and fails if two
// requests are under way at once.
type watched struct {
	morangoclient.Transport
	t        *testing.T
	underWay atomic.Int64
	asked    chan string // offsets
}

func (w *watched) Send(ctx context.Context, r morangoclient.Request) (morangoclient.Response, error) {
	if n := w.underWay.Add(1); n > 1 {
		w.t.Errorf("%d requests at once: %s %s", n, r.Method, r.URL)
	}
	if address, err := url.Parse(r.URL); err == nil && address.Query().Has("offset") {
		w.asked <- address.Query().Get("offset")
	}
	answer, err := w.Transport.Send(ctx, r)
	answer.Body = watchedBody{answer.Body, w}
	return answer, err
}

type watchedBody struct {
	io.ReadCloser
	by *watched
}

func (b watchedBody) Close() error {
	b.by.underWay.Add(-1)
	return b.ReadCloser.Close()
}

// sync syncs a device in chunks of five records.
func (w *watched) sync(d *device, s *server, progress func(client.Progress)) client.Result {
	w.t.Helper()
	c, err := morangoclient.Connect(w.t.Context(), d.Hub(), w, s.URL, d.options)
	if err != nil {
		w.t.Fatal(err)
	}
	r, err := c.Sync(w.t.Context(), client.Options{ChunkSize: 5, Progress: progress})
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// TestRecordsComeAhead: the next records of a pull are asked for while those
// before are written. Neither a pull nor a push has two requests under way.
func TestRecordsComeAhead(t *testing.T) {
	s := newServer(t)
	w := &watched{Transport: relay.HTTP, t: t, asked: make(chan string, 10)}
	from := newOwner(t)
	from.put(3, 3)
	if r := w.sync(from, s, nil); r.Pushed != 12 {
		t.Fatalf("%+v", r)
	}
	to := from.join("full", nil)
	shown := 0
	r := w.sync(to, s, func(p client.Progress) {
		if p.Records != 5 {
			return
		}
		shown++
		for _, want := range []string{"0", "5"} {
			select {
			case offset := <-w.asked:
				if offset != want {
					t.Errorf("the server was asked for the records from %s on, want %s", offset, want)
				}
			case <-time.After(hosttest.WaitAtMost):
				t.Errorf("%d records are here, and nobody asks for the next", p.Records)
			}
		}
	})
	if r.Pulled != 12 || shown != 1 {
		t.Fatalf("%+v; shown %d times", r, shown)
	}
	checkEqual(t, "after both", from, to)
}
