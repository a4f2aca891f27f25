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
	"github.com/amora-sync/amora/core/coretest"
)

const testUser = "11111111111111111111111111111111"

// tamperer dials a relay and changes what the client says on the way.
type tamperer struct {
	core.Conn
	change func(*core.WireMessage)
}

func (c tamperer) Send(ctx context.Context, data []byte) error {
	m, err := core.DecodeWire(data)
	if err != nil {
		return err
	}
	c.change(&m)
	return c.Conn.Send(ctx, m.Encode())
}

func tampering(dial core.Dialer, change func(*core.WireMessage)) core.Dialer {
	return func(ctx context.Context, url string) (core.Conn, error) {
		conn, err := dial(ctx, url)
		return tamperer{conn, change}, err
	}
}

// on applies a change to one kind of message.
func on(kind core.Kind, change func(header map[string]any)) func(*core.WireMessage) {
	return func(m *core.WireMessage) {
		if m.Kind == kind {
			change(m.Header)
		}
	}
}

// fresh forgets what an earlier test left unfinished.
func (d *device) fresh(t *testing.T) *device {
	d.must(d.DB().Update(t.Context(), func(tx core.Tx) error { return d.Engine().Expire(tx, -time.Minute) }))
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
	strangersChain := sent(t, stranger, other, core.KindHello)["chain"]
	learnersChain := sent(t, learner, relay, core.KindHello)["chain"].([]any)
	oldAuth := sent(t, learner, relay, core.KindAuth)

	write := func(d *device) {
		d.put("answer", map[string]any{"dataset_id": dataset, "user_id": testUser, "question": "q", "text": "mine"})
	}
	cases := map[string]struct {
		change func(*core.WireMessage)
		code   core.Code
	}{
		"signature of something else": {on(core.KindAuth, func(h map[string]any) { h["signature"] = oldAuth["signature"] }), core.CodeBadSignature},
		"proof of another connection": {func(m *core.WireMessage) {
			if m.Kind == core.KindAuth {
				m.Header = oldAuth
			}
		}, core.CodeBadSignature},
		"another host": {on(core.KindAuth, func(h map[string]any) { h["host"] = "elsewhere" }), core.CodeBadSignature},
		"no challenge": {func(m *core.WireMessage) {
			if m.Kind == core.KindHello {
				*m = core.WireMessage{Kind: core.KindAuth, Header: oldAuth}
			}
		}, core.CodeBadNonce},
		"no handshake": {func(m *core.WireMessage) {
			if m.Kind == core.KindHello {
				*m = core.WireMessage{Kind: core.KindOpen, Header: map[string]any{"transfer": dataset, "filter": []string{dataset}}}
			}
		}, core.CodeBadRequest},
		"chain of another root":            {on(core.KindHello, func(h map[string]any) { h["chain"] = strangersChain }), core.CodeBadCertificate},
		"chain of another root at the end": {on(core.KindAuth, func(h map[string]any) { h["chain"] = strangersChain }), core.CodeBadCertificate},
		"a link of the chain left out":     {on(core.KindAuth, func(h map[string]any) { h["chain"] = learnersChain[1:] }), core.CodeBadCertificate},
		"an older version only":            {on(core.KindHello, func(h map[string]any) { h["versions"] = []int{0} }), core.CodeUnsupported},
		"definitions of its own": {on(core.KindAuth, func(h map[string]any) {
			b := h["bundle"].(map[string]any)
			b["text"] = strings.ReplaceAll(b["text"].(string), "${dataset_id}:user:${user_id}", "${dataset_id}")
		}), core.CodeBadSignature},
		"a wider scope in its certificate": {on(core.KindAuth, func(h map[string]any) {
			leaf := learnersChain[len(learnersChain)-1].(map[string]any)
			forged := map[string]any{}
			for k, v := range leaf {
				forged[k] = v
			}
			forged["serialized"] = strings.ReplaceAll(leaf["serialized"].(string), `"learner"`, `"full"`)
			forged["scope_definition"] = "full"
			h["chain"] = append(append([]any{}, learnersChain[:len(learnersChain)-1]...), forged)
		}), core.CodeBadSignature},
		"a filter wider than its scope": {on(core.KindOpen, func(h map[string]any) {
			h["filter"], h["fsic"] = []string{dataset}, map[string]any{"sub": map[string]any{}, "super": map[string]any{}}
		}), core.CodeOutsideScope},
		"the empty filter": {on(core.KindOpen, func(h map[string]any) { h["filter"] = []string{""} }), core.CodeOutsideScope},
		"a push of what it may only read": {on(core.KindOpen, func(h map[string]any) {
			if h["push"] == true {
				h["filter"], h["fsic"] = []string{dataset + ":shared"}, map[string]any{"sub": map[string]any{}, "super": map[string]any{}}
			}
		}), core.CodeNotWritable},
		"counters beyond 2^53": {on(core.KindOpen, func(h map[string]any) {
			h["fsic"] = json.RawMessage(`{"super": {}, "sub": {"` + dataset + `:shared": {"` + testUser + `": 9007199254740993}}}`)
		}), core.CodeBadFSIC},
		"an FSIC outside the filter": {on(core.KindOpen, func(h map[string]any) {
			h["fsic"] = json.RawMessage(`{"super": {}, "sub": {"` + dataset + `": {"` + testUser + `": 1}}}`)
		}), core.CodeBadFSIC},
		"a record outside its partitions": {body(testUser, "22222222222222222222222222222222"), core.CodeNotWritable},
		"an id that does not follow":      {body(`"answer"`, `"topic"`), core.CodeBadRecord},
		"a record with too many values":   {body(`"]]`, `","more"]]`), core.CodeBadRecord},
		"a record that is no list":        {body(`[[`, `[{},[`), core.CodeBadRecord},
		"broken JSON":                     {body(`[[`, `[[[`), core.CodeBadRecord},
		"broken UTF-8":                    {body(`mine`, "\xff"), core.CodeBadRecord},
		"a negative counter": {func(m *core.WireMessage) {
			if m.Kind == core.KindChunk {
				m.Body = regexp.MustCompile(`",([0-9]+),0,0,`).ReplaceAllString(m.Body, `",-$1,0,0,`)
			}
		}, core.CodeBadRecord},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			d := learner.fresh(t)
			write(d)
			before := digest(relay.Room(dataset), t)
			_, err := d.Sync(t.Context(), "ws://relay", tampering(relay.Dial, c.change), core.SyncOptions{})
			if !errors.Is(err, &core.Error{Code: c.code}) {
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
func body(from, to string) func(*core.WireMessage) {
	return func(m *core.WireMessage) {
		if m.Kind == core.KindChunk {
			m.Body = strings.Replace(m.Body, from, to, 1)
		}
	}
}

// sent captures the header of one kind of message in an honest sync.
func sent(t *testing.T, d *device, r *coretest.Relay, kind core.Kind) (header map[string]any) {
	t.Helper()
	_, err := d.Sync(t.Context(), "ws://relay", tampering(r.Dial, on(kind, func(h map[string]any) { header = h })), core.SyncOptions{})
	d.must(err)
	if header == nil {
		t.Fatalf("no message of kind %d was sent", kind)
	}
	return header
}
