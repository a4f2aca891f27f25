package core_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/amora-sync/amora/core/wire"
)

// countingSchema has topics that merge by columns, and add up one of them.
var countingSchema = strings.NewReplacer(`{"name": "topic", "table": "topic", "partition": "${dataset_id}:shared", "source": null,
   "columns": {"dataset_id": "uuid", "title": "text",`, `{"name": "topic", "table": "topic", "partition": "${dataset_id}:shared", "source": null, "merge": "columns",
   "columns": {"dataset_id": "uuid", "title": "text", "n": {"type": "integer", "default": 0, "merge": "add"},`).Replace(classSchema)

// gate holds up what a relay says to a device, and tells when that one speaks.
type gate struct {
	wire.Conn
	mu   *sync.Mutex // locked: nothing comes in
	said chan<- struct{}
}

func (g gate) Receive(ctx context.Context) ([]byte, error) {
	msg, err := g.Conn.Receive(ctx)
	g.mu.Lock()
	defer g.mu.Unlock()
	return msg, err
}

func (g gate) Send(ctx context.Context, msg []byte) error {
	err := g.Conn.Send(ctx, msg)
	select {
	case g.said <- struct{}{}:
	default:
	}
	return err
}

// Two devices are live and add to a column before they hear of each other, time
// and again: each addition counts once, and there is one merge of each two.
func TestLiveAdditionsCountOnce(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, countingSchema), newDevice(t, countingSchema)
	dataset := enroll(t, relay, a, b)
	a.put("topic", map[string]any{"dataset_id": dataset, "title": "t"})
	a.sync(relay)
	b.sync(relay)
	var mu sync.Mutex
	said := make(chan struct{}, 1)
	_, stop := a.live(relay)
	defer stop()
	_, stop = b.liveBy(relay.URL(), func(ctx context.Context, url string) (wire.Conn, error) {
		c, err := relay.Dial(ctx, url)
		return gate{c, &mu, said}, err
	})
	defer stop()
	r := room(t, relay, dataset)
	want := 0
	for range 5 {
		mu.Lock()
		a.exec("UPDATE topic SET n = n + 1")
		want++
		r.eventually("SELECT serialized ->> 'n' FROM morango_store", fmt.Sprint(want))
		select { // what b said before
		case <-said:
		default:
		}
		b.exec("UPDATE topic SET n = n + 1")
		want++
		<-said
		mu.Unlock()
		for _, d := range []*device{a, b} {
			d.eventually("SELECT n FROM topic", fmt.Sprint(want))
		}
		r.eventually("SELECT serialized ->> 'n' FROM morango_store", fmt.Sprint(want))
	}
}
