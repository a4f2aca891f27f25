package core_test

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

const testUser = "11111111111111111111111111111111"

// tamperer dials a relay and changes what the client says on the way.
type tamperer struct {
	wire.Conn
	change func(*coretest.WireMessage)
}

func (c tamperer) Send(ctx context.Context, data []byte) error {
	m, err := coretest.DecodeWire(data)
	if err != nil {
		return err
	}
	c.change(&m)
	return c.Conn.Send(ctx, m.Encode())
}

func tampering(dial wire.Dialer, change func(*coretest.WireMessage)) wire.Dialer {
	return func(ctx context.Context, url string) (wire.Conn, error) {
		conn, err := dial(ctx, url)
		return tamperer{conn, change}, err
	}
}

// on applies a change to one kind of message.
func on(kind wire.Kind, change func(header map[string]any)) func(*coretest.WireMessage) {
	return func(m *coretest.WireMessage) {
		if m.Kind == kind {
			change(m.Header)
		}
	}
}

// fresh forgets what an earlier test left unfinished.
func (d *device) fresh(t *testing.T) *device {
	d.must(d.DB().Update(t.Context(), func(tx sqldb.Tx) error { return d.Engine().Expire(tx, -time.Minute) }))
	return &device{d.Instance, t}
}

// digest is all that a room holds, sessions aside.
func digest(in *core.Instance, t *testing.T) string {
	if in == nil {
		return "no room"
	}
	d := &device{in, t}
	return d.rows("SELECT id, serialized, last_saved_instance, last_saved_counter FROM morango_store ORDER BY id") +
		d.rows("SELECT id, private_key FROM morango_certificate ORDER BY id") + d.rows("SELECT text FROM amora_bundle") +
		d.rows("SELECT count(*) FROM morango_buffer")
}

// TestHostilePeers: whatever a peer says that it may not, the relay refuses
// with a code and its room stays as it is.
func TestHostilePeers(t *testing.T) {
	relay := newRelay(t)
	owner, learner, stranger := newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "learner", Relay: "ws://relay",
		Params: map[string]string{"dataset_id": dataset, "user_id": testUser}})
	owner.must(err)
	_, err = learner.Join(t.Context(), invite)
	learner.must(err)
	owner.put("topic", map[string]any{"dataset_id": dataset, "title": "top"})
	owner.sync(relay)
	learner.sync(relay)

	other := newRelay(t)
	enroll(t, other, stranger)
	strangersChain := sent(t, stranger, other, wire.KindHello)["chain"]
	learnersChain := sent(t, learner, relay, wire.KindHello)["chain"].([]any)
	oldAuth := sent(t, learner, relay, wire.KindAuth)

	write := func(d *device) {
		d.put("answer", map[string]any{"dataset_id": dataset, "user_id": testUser, "question": "q", "text": "mine"})
	}
	cases := map[string]struct {
		change func(*coretest.WireMessage)
		code   fault.Code
	}{
		"signature of something else": {on(wire.KindAuth, func(h map[string]any) { h["signature"] = oldAuth["signature"] }), fault.BadSignature},
		"proof of another connection": {func(m *coretest.WireMessage) {
			if m.Kind == wire.KindAuth {
				m.Header = oldAuth
			}
		}, fault.BadSignature},
		"another host": {on(wire.KindAuth, func(h map[string]any) { h["host"] = "elsewhere" }), fault.BadSignature},
		"no challenge": {func(m *coretest.WireMessage) {
			if m.Kind == wire.KindHello {
				*m = coretest.WireMessage{Kind: wire.KindAuth, Header: oldAuth}
			}
		}, fault.BadNonce},
		"no handshake": {func(m *coretest.WireMessage) {
			if m.Kind == wire.KindHello {
				*m = coretest.WireMessage{Kind: wire.KindOpen, Header: map[string]any{"transfer": dataset, "filter": []string{dataset}}}
			}
		}, fault.BadRequest},
		"chain of another root":            {on(wire.KindHello, func(h map[string]any) { h["chain"] = strangersChain }), fault.BadCertificate},
		"chain of another root at the end": {on(wire.KindAuth, func(h map[string]any) { h["chain"] = strangersChain }), fault.BadCertificate},
		"a link of the chain left out":     {on(wire.KindAuth, func(h map[string]any) { h["chain"] = learnersChain[1:] }), fault.BadCertificate},
		"an older version only":            {on(wire.KindHello, func(h map[string]any) { h["versions"] = []int{0} }), fault.Unsupported},
		"definitions of its own": {on(wire.KindAuth, func(h map[string]any) {
			b := h["bundle"].(map[string]any)
			b["text"] = strings.ReplaceAll(b["text"].(string), "${dataset_id}:user:${user_id}", "${dataset_id}")
		}), fault.BadSignature},
		"a wider scope in its certificate": {on(wire.KindAuth, func(h map[string]any) {
			leaf := learnersChain[len(learnersChain)-1].(map[string]any)
			forged := map[string]any{}
			for k, v := range leaf {
				forged[k] = v
			}
			forged["serialized"] = strings.ReplaceAll(leaf["serialized"].(string), `"learner"`, `"full"`)
			forged["scope_definition"] = "full"
			h["chain"] = append(append([]any{}, learnersChain[:len(learnersChain)-1]...), forged)
		}), fault.BadSignature},
		"a filter wider than its scope": {on(wire.KindOpen, func(h map[string]any) {
			h["filter"], h["fsic"] = []string{dataset}, map[string]any{"sub": map[string]any{}, "super": map[string]any{}}
		}), fault.OutsideScope},
		"the empty filter": {on(wire.KindOpen, func(h map[string]any) { h["filter"] = []string{""} }), fault.OutsideScope},
		"a push of what it may only read": {on(wire.KindOpen, func(h map[string]any) {
			if h["push"] == true {
				h["filter"], h["fsic"] = []string{dataset + ":shared"}, map[string]any{"sub": map[string]any{}, "super": map[string]any{}}
			}
		}), fault.NotWritable},
		"counters beyond 2^53": {on(wire.KindOpen, func(h map[string]any) {
			h["fsic"] = json.RawMessage(`{"super": {}, "sub": {"` + dataset + `:shared": {"` + testUser + `": 9007199254740993}}}`)
		}), fault.BadFSIC},
		"an FSIC outside the filter": {on(wire.KindOpen, func(h map[string]any) {
			h["fsic"] = json.RawMessage(`{"super": {}, "sub": {"` + dataset + `": {"` + testUser + `": 1}}}`)
		}), fault.BadFSIC},
		"a record outside its partitions": {body(testUser, "22222222222222222222222222222222"), fault.NotWritable},
		"an id that does not follow":      {body(`"answer"`, `"topic"`), fault.BadRecord},
		"a record with too many values":   {body(`"]]`, `","more"]]`), fault.BadRecord},
		"a record that is no list":        {body(`[[`, `[{},[`), fault.BadRecord},
		"broken JSON":                     {body(`[[`, `[[[`), fault.BadRecord},
		"broken UTF-8":                    {body(`mine`, "\xff"), fault.BadRecord},
		"a negative counter": {func(m *coretest.WireMessage) {
			if m.Kind == wire.KindChunk {
				m.Body = regexp.MustCompile(`",([0-9]+),0,0,`).ReplaceAllString(m.Body, `",-$1,0,0,`)
			}
		}, fault.BadRecord},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			d := learner.fresh(t)
			write(d)
			before := digest(relay.Room(dataset), t)
			_, err := d.Sync(t.Context(), "ws://relay", tampering(relay.Dial, c.change), client.Options{})
			if !errors.Is(err, &fault.Error{Code: c.code}) {
				t.Errorf("got %v, want %s", err, c.code)
			}
			if after := digest(relay.Room(dataset), t); after != before {
				t.Errorf("the room has changed from\n%.1000s\nto\n%.1000s", before, after)
			}
		})
	}
	t.Run("the honest one", func(t *testing.T) {
		d := learner.fresh(t)
		write(d)
		before := digest(relay.Room(dataset), t)
		if got := d.sync(relay); got.Pushed != 1 {
			t.Errorf("pushed %+v", got)
		}
		if after := digest(relay.Room(dataset), t); after == before {
			t.Error("the room has not changed: the cases above prove nothing")
		}
	})
}

// body replaces text in chunks, once each.
func body(from, to string) func(*coretest.WireMessage) {
	return func(m *coretest.WireMessage) {
		if m.Kind == wire.KindChunk {
			m.Body = strings.Replace(m.Body, from, to, 1)
		}
	}
}

// sent captures the header of one kind of message in an honest sync.
func sent(t *testing.T, d *device, r *coretest.Relay, kind wire.Kind) (header map[string]any) {
	t.Helper()
	_, err := d.Sync(t.Context(), "ws://relay", tampering(r.Dial, on(kind, func(h map[string]any) { header = h })), client.Options{})
	d.must(err)
	if header == nil {
		t.Fatalf("no message of kind %d was sent", kind)
	}
	return header
}
