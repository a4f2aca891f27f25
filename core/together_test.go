package core_test

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of a device that proves several certificates on one connection.

func learner(i int) string { return fmt.Sprintf("%032x", 0x1000+i) }

// tablet is a device with n learners' certificates, and an answer of each.
func tablet(t testing.TB, n int) (relay *coretest.Relay, owner, d *device, dataset string) {
	t.Helper()
	relay, owner, d = newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset = enroll(t, relay, owner)
	for i := range n {
		enrollAs(t, owner, d, "learner", map[string]string{"user_id": learner(i)})
	}
	for i := range n {
		d.put("answer", map[string]any{"dataset_id": dataset, "user_id": learner(i), "question": "q", "text": "t"})
	}
	return relay, owner, d, dataset
}

// wireCount counts what goes over a relay's connections.
type wireCount struct{ dials, messages, bytes atomic.Int64 }

func (w *wireCount) dial(r *coretest.Relay) wire.Dialer {
	return func(ctx context.Context, url string) (wire.Conn, error) {
		w.dials.Add(1)
		c, err := r.Dial(ctx, url)
		return countedConn{c, w}, err
	}
}

type countedConn struct {
	wire.Conn
	*wireCount
}

func (c countedConn) Send(ctx context.Context, data []byte) error {
	c.messages.Add(1)
	c.bytes.Add(int64(len(data)))
	return c.Conn.Send(ctx, data)
}

func (c countedConn) Receive(ctx context.Context) ([]byte, error) {
	data, err := c.Conn.Receive(ctx)
	c.bytes.Add(int64(len(data)))
	return data, err
}

// Fault F6: however many certificates a device has, it syncs over one
// connection, and a sync with nothing new takes as many messages as by one.
func TestFaultF6OneConnection(t *testing.T) {
	var alone int64
	for _, n := range []int{1, 2, 10, 100} {
		relay, owner, d, _ := tablet(t, n)
		var first, idle wireCount
		r, err := d.Sync(t.Context(), "ws://relay", first.dial(relay), client.Options{})
		d.must(err)
		if r.Pushed != int64(n) || first.dials.Load() != 1 {
			t.Errorf("%d certificates: %+v over %d connections", n, r, first.dials.Load())
		}
		owner.sync(relay)
		if got := owner.rows(answers); got != fmt.Sprint(n) {
			t.Errorf("%s of %d answers have arrived", got, n)
		}
		d.sync(relay)
		r, err = d.Sync(t.Context(), "ws://relay", idle.dial(relay), client.Options{})
		d.must(err)
		if n == 1 {
			alone = idle.messages.Load()
		}
		most := alone
		if n > 1 {
			most++ // the proof
		}
		if n+1 > trust.MaxFilter { // with what all may read
			most += 2 // the open and done of another pull
		}
		if got := idle.messages.Load(); idle.dials.Load() != 1 || got > most {
			t.Errorf("%d certificates: idle over %d connections, %d messages, by one %d", n, idle.dials.Load(), got, alone)
		}
		if most := int64(20_000 + 1000*n); idle.bytes.Load() > most || r.BytesSent+r.BytesReceived != idle.bytes.Load() {
			t.Errorf("%d certificates: idle with %d bytes, at most %d are due; %+v", n, idle.bytes.Load(), most, r)
		}
		t.Logf("%d certificates: %d bytes, then %d", n, first.bytes.Load(), idle.bytes.Load())
	}
}

// More certificates than a connection takes, and more prefixes than a transfer.
func TestFaultF6MoreThanOneConnectionTakes(t *testing.T) {
	n := wire.MaxFurther + 4
	relay, owner, d, dataset := tablet(t, n)
	var w wireCount
	r, err := d.Sync(t.Context(), "ws://relay", w.dial(relay), client.Options{})
	d.must(err)
	owner.sync(relay)
	if got := owner.rows(answers); got != fmt.Sprint(n) || r.Pushed != int64(n) || w.dials.Load() != 2 {
		t.Errorf("%s of %d answers have arrived over %d connections, %+v", got, n, w.dials.Load(), r)
	}
	owner.put("topic", map[string]any{"dataset_id": dataset, "title": "for all"})
	owner.exec("UPDATE answer SET text = 'read'")
	owner.sync(relay)
	d.sync(relay)
	if got := d.rows("SELECT count(*), (SELECT title FROM topic) FROM answer WHERE text = 'read'"); got != fmt.Sprint(n, " for all") {
		t.Errorf("came back: %s", got)
	}
}

// Live, with more prefixes than a transfer has: changes pass both ways, those
// of one learner in one message, also after the relay has slept.
func TestFaultF6Live(t *testing.T) {
	n := wire.MaxFurther + 1
	relay, owner, d, dataset := tablet(t, n)
	_, stopOwner := owner.live(relay)
	defer stopOwner()
	_, stop := d.live(relay)
	defer stop()
	owner.eventually(answers, fmt.Sprint(n))
	sent := count(relay)
	relay.Hibernate(dataset)
	d.exec("UPDATE answer SET text = 'edited' WHERE user_id = ?1", learner(n-1))
	owner.eventually(answers+" WHERE text = 'edited'", "1")
	owner.exec("UPDATE answer SET text = 'read' WHERE user_id = ?1", learner(7))
	d.eventually(answers+" WHERE text = 'read'", "1")
	if carried, hellos := sent(wire.KindDelta), sent(wire.KindHello); carried == 0 || hellos != 0 {
		t.Errorf("%d carried messages, %d new connections", carried, hellos)
	}
}

// A relay, or a client, that does not know the feature: a connection each.
func TestFaultF6WithoutTheFeature(t *testing.T) {
	for _, kind := range []wire.Kind{wire.KindHello, wire.KindChallenge} {
		relay, owner, d, _ := tablet(t, 4)
		var dials atomic.Int64
		_, err := d.Sync(t.Context(), "ws://relay", func(ctx context.Context, url string) (wire.Conn, error) {
			dials.Add(1)
			c, err := relay.Dial(ctx, url)
			return withoutCapabilities{c, kind}, err
		}, client.Options{})
		if kind == wire.KindHello { // the relay forgets it, and the client counts on it
			if fault.CodeOf(err) != fault.BadRequest {
				t.Errorf("a proof that nobody offered: %v", err)
			}
			continue
		}
		d.must(err)
		owner.sync(relay)
		if got := owner.rows(answers); got != "4" || dials.Load() != 4 {
			t.Errorf("%s of 4 answers have arrived, over %d connections", got, dials.Load())
		}
	}
}

// withoutCapabilities takes the capabilities out of messages of one kind.
type withoutCapabilities struct {
	wire.Conn
	kind wire.Kind
}

func (c withoutCapabilities) strip(data []byte) []byte {
	if len(data) == 0 || wire.Kind(data[0]) != c.kind {
		return data
	}
	m, err := coretest.DecodeWire(data)
	if err != nil {
		panic(err)
	}
	m.Header["capabilities"] = []string{}
	return m.Encode()
}

func (c withoutCapabilities) Send(ctx context.Context, data []byte) error {
	return c.Conn.Send(ctx, c.strip(data))
}

func (c withoutCapabilities) Receive(ctx context.Context) ([]byte, error) {
	data, err := c.Conn.Receive(ctx)
	return c.strip(data), err
}

// provedBy says what the relay made of a proof.
func (p *rawPeer) provedBy(header map[string]any) (missing []any, refused map[string]any) {
	p.t.Helper()
	p.say(wire.KindProve, header, "")
	m := p.hear(wire.KindProved)
	return m.Header["missing"].([]any), m.Header["refused"].(map[string]any)
}

func (p *rawPeer) proof(key ed25519.PrivateKey, ids, with []string) map[string]any {
	p.t.Helper()
	h, err := p.Proof(p.t.Context(), key, ids, with)
	if err != nil {
		p.t.Fatal(err)
	}
	return h
}

// pulls reports whether the relay lets the peer pull a prefix.
func (p *rawPeer) pulls(prefix string) bool {
	p.t.Helper()
	p.say(wire.KindOpen, map[string]any{"transfer": newTransfer(p.t), "filter": []string{prefix}, "fsic": json.RawMessage(noFSIC), "chunk": 1}, "")
	m, err := p.Hear(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	if code := m.Header["code"]; m.Kind == wire.KindError && code != string(fault.OutsideScope) {
		p.t.Fatalf("pull of %s: %v", prefix, m.Header)
	}
	return m.Kind != wire.KindError
}

// learners are the ids of a device's certificates by learner, the one that it
// shows in the handshake first.
func (d *device) learners(n int) (ids []string, user map[string]string) {
	user = map[string]string{}
	for i := range n {
		user[d.userCertificate(learner(i))] = learner(i)
	}
	return slices.Sorted(maps.Keys(user)), user
}

// Only what was proved may be pulled, and a proof replaces the one before it.
func TestProofOfSeveralCertificates(t *testing.T) {
	relay, _, d, dataset := tablet(t, 3)
	ids, user := d.learners(3)
	p := d.raw(t, relay)
	under := func(id string) string { return dataset + ":user:" + user[id] }
	if !p.pulls(under(ids[0])) || p.pulls(under(ids[1])) {
		t.Error("before a proof")
	}
	if missing, _ := p.provedBy(p.proof(nil, ids[1:], nil)); len(missing) != 2 || p.pulls(under(ids[1])) {
		t.Errorf("without endorsements: %v are missing", missing)
	}
	if missing, refused := p.provedBy(p.proof(nil, ids[1:], ids[1:2])); len(missing) != 1 || len(refused) != 0 {
		t.Errorf("one endorsed: %v, %v", missing, refused)
	}
	if !p.pulls(under(ids[0])) || !p.pulls(under(ids[1])) || p.pulls(under(ids[2])) || p.pulls(dataset+":user:") || p.pulls(dataset) {
		t.Error("one endorsed, and the union is another")
	}
	again := d.raw(t, relay)
	if missing, _ := again.provedBy(again.proof(nil, ids[1:2], nil)); len(missing) != 0 || !again.pulls(under(ids[1])) {
		t.Errorf("endorsed before: %v are missing", missing)
	}
	again.provedBy(again.proof(nil, []string{}, nil))
	if again.pulls(under(ids[1])) {
		t.Error("the proof before is still good")
	}
}

// An endorsement is kept for 90 days, and then sent once more. Who is connected
// goes on by it all the same.
func TestEndorsementsExpire(t *testing.T) {
	relay, owner, d, dataset := tablet(t, 3)
	d.sync(relay)
	ids, user := d.learners(3)
	p := d.raw(t, relay)
	if missing, _ := p.provedBy(p.proof(nil, ids[1:], nil)); len(missing) != 0 {
		t.Fatalf("after a sync %v are missing", missing)
	}
	in := room(t, relay, dataset)
	in.engine("UPDATE amora_endorsement SET at = ?1", value.FormatTime(time.Now().AddDate(0, 0, -91)))
	deepLogins(t, relay, owner, 70, 1)
	if n := countOf(t, in, "SELECT count(*) FROM amora_endorsement"); n != 0 {
		t.Errorf("%d endorsements are left", n)
	}
	if !p.pulls(dataset + ":user:" + user[ids[2]]) {
		t.Error("a connected device has lost a certificate")
	}
	p.Close()
	d.sync(relay)
	if n := countOf(t, in, "SELECT count(*) FROM amora_endorsement"); n != len(ids)-1 {
		t.Errorf("%d endorsements after the next sync", n)
	}
}

// Who holds the keys of some certificates does not come by others: not with
// another device's endorsement or proof, nor with a transfer of it.
func TestProofOfOthersCertificates(t *testing.T) {
	relay, owner, d, dataset := tablet(t, 2)
	ids, user := d.learners(2)
	honest := d.raw(t, relay)
	proof := honest.proof(nil, ids[1:], ids[1:])
	honest.provedBy(proof)

	// Another device, by the same invite, has the first certificate's key.
	thief := newDevice(t, classSchema)
	copyCertificate(t, d, thief, ids[0])
	_, own, err := ed25519.GenerateKey(nil)
	owner.must(err)
	forged := func(change func(p *rawPeer, h map[string]any)) (*rawPeer, map[string]any) {
		p := thief.raw(t, relay)
		h := p.proof(own, ids[1:], nil)
		change(p, h)
		return p, h
	}
	p, h := forged(func(*rawPeer, map[string]any) {})
	if missing, _ := p.provedBy(h); len(missing) != 1 {
		t.Errorf("a certificate named by a device that it has not endorsed: %v", missing)
	}
	p, h = forged(func(_ *rawPeer, h map[string]any) { h["endorsements"] = proof["endorsements"] })
	if _, refused := p.provedBy(h); refused[ids[1]] != string(fault.BadSignature) {
		t.Errorf("another device's endorsement: %v", refused)
	}
	for what, change := range map[string]func(p *rawPeer, h map[string]any){
		"another connection's proof":  func(_ *rawPeer, h map[string]any) { maps.Copy(h, proof) },
		"another device's name":       func(_ *rawPeer, h map[string]any) { h["device"] = proof["device"] },
		"another list":                func(_ *rawPeer, h map[string]any) { h["certificates"] = []string{strings.Repeat("0", 32)} },
		"no signature":                func(_ *rawPeer, h map[string]any) { h["signature"] = "" },
		"a device's key of no length": func(_ *rawPeer, h map[string]any) { h["device"] = "" },
	} {
		p, h := forged(change)
		p.say(wire.KindProve, h, "")
		if m := p.hear(wire.KindError); m.Header["code"] != string(fault.BadSignature) {
			t.Errorf("%s: %v", what, m.Header)
		}
	}

	// A transfer of more than the first certificate permits is not the thief's.
	transfer := strings.Repeat("a", 32)
	honest.say(wire.KindOpen, map[string]any{
		"transfer": transfer, "filter": []string{dataset + ":user:" + user[ids[0]], dataset + ":user:" + user[ids[1]]},
		"fsic": json.RawMessage(noFSIC), "chunk": 1,
	}, "")
	honest.hear(wire.KindOpened)
	p = thief.raw(t, relay)
	p.say(wire.KindOpen, map[string]any{"transfer": transfer, "filter": []string{dataset + ":user:" + user[ids[0]]}, "resume": true, "chunk": 1}, "")
	p.wantError(fault.UnknownSession)
}

// copyCertificate has a device join by what another one has of a certificate.
func copyCertificate(t *testing.T, from, to *device, id string) {
	t.Helper()
	const columns = `id, parent_id, profile, salt, scope_definition_id, scope_version, scope_params, public_key, serialized, signature, private_key`
	for _, table := range []string{
		"SELECT json_group_array(json_array(" + columns + ")) FROM morango_certificate WHERE id = '" + id + "' OR parent_id IS NULL",
		"SELECT json_group_array(json_array(room, sequence, text, signature)) FROM amora_bundle",
	} {
		text, into := from.rows(table), "morango_certificate ("+columns+")"
		width := 11
		if strings.Contains(table, "amora_bundle") {
			into, width = "amora_bundle (room, sequence, text, signature)", 4
		}
		var cells []string
		for i := range width {
			cells = append(cells, fmt.Sprintf("value ->> %d", i))
		}
		err := to.DB().Update(t.Context(), func(tx sqldb.Tx) error {
			_, err := tx.Exec("INSERT INTO "+into+" SELECT "+strings.Join(cells, ", ")+" FROM json_each(?1)", text)
			return err
		})
		to.must(err)
	}
}

// A proof is bounded before anything is looked up or verified.
func TestProofsAreBounded(t *testing.T) {
	relay, _, d, _ := tablet(t, 2)
	ids, _ := d.learners(2)
	many := make([]string, wire.MaxFurther+1)
	endorsements := map[string]string{}
	for i := range many {
		many[i] = learner(i)
		endorsements[many[i]] = "x"
	}
	for what, c := range map[string]struct {
		code   fault.Code
		change func(h map[string]any)
	}{
		"too many certificates": {fault.Limit, func(h map[string]any) { h["certificates"] = many }},
		"too many endorsements": {fault.Limit, func(h map[string]any) { h["endorsements"] = endorsements }},
		"one twice":             {fault.BadRequest, func(h map[string]any) { h["certificates"] = []string{ids[1], ids[1]} }},
		"the handshake's":       {fault.BadRequest, func(h map[string]any) { h["certificates"] = ids[:1] }},
		"no id":                 {fault.BadRequest, func(h map[string]any) { h["certificates"] = []string{"'"} }},
		"null for a chain":      {fault.BadRequest, func(h map[string]any) { h["chains"] = []any{nil} }},
		"no certificate":        {fault.BadRequest, func(h map[string]any) { h["chains"] = []any{map[string]any{}} }},
	} {
		p := d.raw(t, relay)
		h := p.proof(nil, ids[1:], ids[1:])
		c.change(h)
		p.say(wire.KindProve, h, "")
		if m := p.hear(wire.KindError); m.Header["code"] != string(c.code) {
			t.Errorf("%s: %v, want %s", what, m.Header, c.code)
		}
	}
}

// A certificate of another room, or one that reaches further than its parent,
// is refused by itself; the rest of the proof holds.
func TestProofOfForeignCertificates(t *testing.T) {
	relay, _, d, dataset := tablet(t, 2)
	_, _, stranger, _ := tablet(t, 1)
	foreign := stranger.userCertificate(learner(0))
	ids, user := d.learners(2)
	p := d.raw(t, relay)
	list := slices.Sorted(slices.Values([]string{ids[1], foreign}))
	theirs := chainOf(t, stranger, foreign)
	h := p.proof(nil, list, ids[1:])
	endorsement, err := p.Endorse(theirs.Leaf(), h["device"].(string))
	d.must(err)
	h["endorsements"].(map[string]string)[foreign] = endorsement
	h["chains"] = append(h["chains"].(trust.Chain), theirs...)
	missing, refused := p.provedBy(h)
	if len(missing) != 0 || refused[foreign] != string(fault.BadCertificate) || !p.pulls(dataset+":user:"+user[ids[1]]) {
		t.Errorf("missing %v, refused %v", missing, refused)
	}
	if got := room(t, relay, dataset).rows("SELECT count(*) FROM morango_certificate WHERE id = '" + foreign + "'"); got != "0" {
		t.Error("the foreign certificate was stored")
	}
}

func chainOf(t *testing.T, d *device, id string) (chain trust.Chain) {
	t.Helper()
	err := d.DB().View(t.Context(), func(tx sqldb.Tx) (err error) {
		chain, err = trust.LoadChain(tx, id)
		return err
	})
	d.must(err)
	return chain
}

// New counters are charged to the certificates that permit the partitions, not
// to the one that opened the connection.
func TestFaultF6QuotaByCertificate(t *testing.T) {
	const n = 10
	relay, _, d, dataset := tablet(t, n)
	d.sync(relay)
	got := room(t, relay, dataset).rows("SELECT count(*), max(bytes) < 2 * min(bytes) FROM amora_quota WHERE certificate_id <> ''")
	if got != fmt.Sprint(n, " 1") {
		t.Errorf("charged: %s, want %d certificates alike", got, n)
	}
}

// A relay whose own certificates do not cover a learner's lets it in over a
// connection of its own, where it gets a certificate.
func TestFaultF6NarrowRelay(t *testing.T) {
	relay, owner, d, dataset := tablet(t, 3)
	_, err := relay.Restart(t.Context(), dataset, memory(t)) // it has lost the room, and its certificate
	owner.must(err)
	peer := newDevice(t, classSchema)
	enrollAs(t, owner, peer, "learner", map[string]string{"user_id": learner(0)})
	_, err = peer.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{})
	if fault.CodeOf(err) != fault.RoomClosed {
		t.Errorf("a learner's certificate does not serve another: %v", err)
	}
	_, err = d.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{})
	if fault.CodeOf(err) != fault.RoomClosed {
		t.Errorf("nor do several: %v", err)
	}
	owner.sync(relay)
	d.sync(relay)
	owner.sync(relay)
	if got := owner.rows(answers); got != "3" {
		t.Errorf("%s of 3 answers have arrived", got)
	}
}

// Idle syncs by several certificates: time, messages and bytes, on one
// connection and, as with a relay that lacks the feature, on one each.
func BenchmarkIdleSyncByCertificates(b *testing.B) {
	for _, n := range []int{1, 10, 25, 50, 100} {
		relay, _, d, _ := tablet(b, n)
		var w wireCount
		each := func(ctx context.Context, url string) (wire.Conn, error) {
			c, err := w.dial(relay)(ctx, url)
			return withoutCapabilities{c, wire.KindChallenge}, err
		}
		for _, by := range []struct {
			name string
			dial wire.Dialer
		}{{"together", w.dial(relay)}, {"each", each}} {
			b.Run(fmt.Sprintf("%s/%d", by.name, n), func(b *testing.B) {
				sync := func() {
					_, err := d.Sync(b.Context(), "ws://relay", by.dial, client.Options{})
					d.must(err)
				}
				sync()
				before := w.bytes.Load()
				for b.Loop() {
					sync()
				}
				b.ReportMetric(float64(w.bytes.Load()-before)/float64(b.N), "wire-B/op")
			})
		}
	}
}
