package core_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of what the serving side makes of members that use the protocol
// against it, or after a long silence.

// rawPeer is a member past its handshake.
type rawPeer struct {
	*coretest.RawPeer
	t   testing.TB
	ids int
}

func (d *device) raw(t testing.TB, r *coretest.Relay) *rawPeer {
	t.Helper()
	p, err := coretest.NewRawPeer(t.Context(), d.Instance, r.Dial)
	d.must(err)
	return &rawPeer{RawPeer: p, t: t}
}

func (p *rawPeer) say(kind wire.Kind, header map[string]any, body string) {
	p.t.Helper()
	if err := p.Say(p.t.Context(), kind, header, body); err != nil {
		p.t.Fatal(err)
	}
}

// hear returns the next message of one kind, and fails at an error unless
// that is asked for.
func (p *rawPeer) hear(kind wire.Kind) coretest.WireMessage {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), patience)
	defer cancel()
	for {
		m, err := p.Hear(ctx)
		if err != nil {
			p.t.Fatalf("waiting for kind %d: %v", kind, err)
		}
		if m.Kind == kind {
			return m
		}
		if m.Kind == wire.KindError {
			p.t.Fatalf("waiting for kind %d: %v", kind, m.Header)
		}
	}
}

// sent returns the next of the messages that the relay has sent so far. It does
// not wait, because coretest.Relay answers a message before its Send returns.
func (p *rawPeer) sent() (coretest.WireMessage, error) {
	ctx, cancel := context.WithCancel(p.t.Context())
	cancel()
	return p.Hear(ctx)
}

// quiet fails if the relay has sent a message that was not heard.
func (p *rawPeer) quiet() {
	p.t.Helper()
	if m, err := p.sent(); err == nil {
		p.t.Errorf("kind %d came: %v", m.Kind, m.Header)
	}
}

func (p *rawPeer) wantError(code fault.Code) {
	p.t.Helper()
	if m := p.hear(wire.KindError); m.Header["code"] != string(code) {
		p.t.Errorf("got %v, want %s", m.Header, code)
	}
}

// open asks for a new transfer of the whole room.
func (p *rawPeer) open(push bool, fsic string) (transfer string) {
	p.t.Helper()
	p.ids++
	transfer = fmt.Sprintf("%032x", p.ids)
	p.say(wire.KindOpen, map[string]any{"transfer": transfer, "push": push, "filter": []string{p.Room}, "fsic": json.RawMessage(fsic), "chunk": 1}, "")
	return transfer
}

// later is a clock that can be put forward.
type later struct{ by time.Duration }

func (l *later) now() time.Time { return time.Now().Add(l.by) }

const noFSIC = `{"super": {}, "sub": {}}`

// room is the relay's instance.
func room(t testing.TB, r *coretest.Relay, dataset string) *device {
	return &device{r.Room(dataset), t}
}

// roomWith is a relay whose room holds n answers, and their owner.
func roomWith(t testing.TB, n int) (*coretest.Relay, *device, string) {
	t.Helper()
	relay, owner := newRelay(t), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	if n > 0 {
		owner.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
INSERT INTO answer (dataset_id, user_id, question, text) SELECT ?1, ?1, i, 'x' FROM n`, dataset, n)
	}
	owner.sync(relay)
	return relay, owner, dataset
}

const underWay = "SELECT count(*) FROM morango_transfersession WHERE active = 1"

// A pull too many costs no copy of the room.
func TestPullsOnOneSocketAreLimited(t *testing.T) {
	relay, owner, dataset := roomWith(t, 5)
	p := owner.raw(t, relay)
	for range server.MaxTransfers {
		p.open(false, noFSIC)
		p.hear(wire.KindOpened)
	}
	before := room(t, relay, dataset).rows("SELECT count(*) FROM morango_buffer")
	p.open(false, noFSIC)
	p.wantError(fault.Limit)
	if after := room(t, relay, dataset).rows("SELECT count(*) FROM morango_buffer"); after != before {
		t.Errorf("%s buffered records became %s", before, after)
	}
}

// The transfers under way of one certificate are limited: the one longest
// idle gives way, with its buffer.
func TestTransfersOfOneCertificateAreLimited(t *testing.T) {
	relay, owner, dataset := roomWith(t, 1)
	first := owner.raw(t, relay)
	transfer := first.open(true, noFSIC)
	first.hear(wire.KindOpened)
	p := owner.raw(t, relay)
	p.ids = 1000
	for range server.MaxUnderWay + 5 {
		p.open(true, noFSIC)
		p.hear(wire.KindOpened)
	}
	if got := room(t, relay, dataset).rows(underWay); got != fmt.Sprint(server.MaxUnderWay) {
		t.Errorf("%s transfers are under way", got)
	}
	first.say(wire.KindDone, map[string]any{"transfer": transfer, "total": 0}, "")
	first.wantError(fault.UnknownSession)
}

// An id that a transfer has had is refused like any other malformed request,
// whoever uses it again, and nothing of the database is told.
func TestTransferIDsAreUsedOnce(t *testing.T) {
	relay, owner, _ := roomWith(t, 1)
	first := owner.raw(t, relay)
	first.open(true, noFSIC)
	first.hear(wire.KindOpened)
	for _, p := range []*rawPeer{first, owner.raw(t, relay)} {
		for _, push := range []bool{true, false} {
			p.ids = 0
			p.open(push, noFSIC)
			m := p.hear(wire.KindError)
			if text := fmt.Sprint(m.Header); m.Header["code"] != string(fault.BadRequest) || strings.Contains(text, "morango_") {
				t.Errorf("push %v: %s", push, text)
			}
		}
	}
}

// What is wrong with this side's own database crosses the wire as internal, and
// without a text.
func TestOwnFailuresAreNotTold(t *testing.T) {
	for _, code := range []fault.Code{fault.Constraint, fault.Required, fault.BadValue, fault.NewerDatabase, fault.Busy, "new"} {
		f := wire.ErrorFor("", fault.Errorf(code, "UNIQUE constraint failed: morango_store.id").WithHint("look there"))
		if f != (wire.Failure{Code: fault.Internal}) {
			t.Errorf("%s: %+v", code, f)
		}
	}
}

// A relay's word about this side's own database, app or tab is not believed:
// of all codes there are, those that cross the wire come through, and those of
// a newer relay.
func TestLocalCodesAreNotBelieved(t *testing.T) {
	text, err := os.ReadFile("../js/src/errors.ts")
	if err != nil {
		t.Fatal(err)
	}
	list, _, _ := strings.Cut(string(text), "] as const")
	codes := firstGroups(regexp.MustCompile(`(?m)^  "(\w+)",`), list)
	if len(codes) < 50 {
		t.Fatalf("found %d codes only: %v", len(codes), codes)
	}
	for _, code := range append(codes, "new") {
		sent, want := fault.Code(code), fault.Code(code)
		if crosses := wire.ErrorFor("", fault.Errorf(sent, "")).Code == sent; !crosses && code != "new" {
			want = fault.Internal
		}
		if got := fault.CodeOf(wire.Failure{Code: sent}.Err()); got != want {
			t.Errorf("%s from a relay is %s, want %s", sent, got, want)
		}
	}
}

// A relay that says not_owner, before it has proved itself or later, ends the
// sync by internal: the tab replaces its worker for its own engine's not_owner.
func TestRelayIsNotTheOwner(t *testing.T) {
	for _, at := range []wire.Kind{wire.KindChallenge, wire.KindReady} {
		relay, d, _ := roomWith(t, 1)
		_, err := d.Sync(t.Context(), "ws://relay", hearing(relay.Dial, func(m *coretest.WireMessage) {
			if m.Kind == at {
				*m = coretest.WireMessage{Kind: wire.KindError, Header: map[string]any{"code": "not_owner", "text": "go away"}}
			}
		}), client.Options{})
		if code := fault.CodeOf(err); code != fault.Internal {
			t.Errorf("in place of message %d: %v", at, err)
		}
	}
}

// A partition of an FSIC is looked up by each of its prefixes: one of a
// megabyte would take minutes.
func TestLongPartitionsInFSIC(t *testing.T) {
	relay, owner, dataset := roomWith(t, 0)
	p := owner.raw(t, relay)
	for _, partition := range []string{dataset + strings.Repeat("x", 50_000), dataset + " x", dataset + "\x00"} {
		fsic, err := json.Marshal(map[string]any{"super": map[string]any{}, "sub": map[string]any{partition: map[string]int{testUser: 1}}})
		owner.must(err)
		p.open(true, string(fsic))
		p.wantError(fault.BadFSIC)
	}
}

// A counter above the filter is spelled out for each prefix below it: a
// message of a megabyte would become hundreds.
func TestCountersAboveManyPrefixes(t *testing.T) {
	relay, owner, dataset := roomWith(t, 0)
	p := owner.raw(t, relay)
	filter := make([]string, 100)
	for i := range filter {
		filter[i] = fmt.Sprintf("%s:%d", dataset, i+100)
	}
	open := func(counters int, push bool) {
		super := map[string]int{}
		for i := range counters {
			super[fmt.Sprintf("%032x", i)] = 1
		}
		fsic := map[string]any{"super": map[string]any{dataset: super}, "sub": map[string]any{}}
		p.say(wire.KindOpen, map[string]any{"transfer": newTransfer(t), "push": push, "filter": filter, "fsic": fsic, "chunk": 1}, "")
	}
	for _, push := range []bool{false, true} {
		open(counter.MaxFSICEntries/len(filter)+1, push)
		p.wantError(fault.BadFSIC)
	}
	open(counter.MaxFSICEntries/len(filter), true)
	p.hear(wire.KindOpened)
}

// Acknowledging the same chunk again draws no further one.
func TestRepeatedAcks(t *testing.T) {
	relay, owner, _ := roomWith(t, 20)
	p := owner.raw(t, relay)
	transfer := p.open(false, noFSIC)
	p.hear(wire.KindOpened)
	for range wire.ServerWindow {
		p.hear(wire.KindChunk)
	}
	ack := func(offset int) { p.say(wire.KindAck, map[string]any{"transfer": transfer, "offset": offset}, "") }
	ack(1)
	p.hear(wire.KindChunk)
	ack(1)
	ack(0)
	ack(20)
	p.quiet()
	ack(2)
	p.hear(wire.KindChunk)
}

// A pull whose peer acknowledges is under way, however long it takes.
func TestAcknowledgedPullsDoNotExpire(t *testing.T) {
	relay, owner, dataset := newRelay(t), newDevice(t, classSchema), ""
	clock := &later{}
	relay.Options.Clock = clock.now
	dataset = enroll(t, relay, owner)
	for range 20 {
		owner.put("topic", map[string]any{"dataset_id": dataset, "title": "x"})
	}
	owner.sync(relay)
	p, in := owner.raw(t, relay), room(t, relay, dataset)
	transfer := p.open(false, noFSIC)
	p.hear(wire.KindOpened)
	for i := range 10 {
		p.hear(wire.KindChunk)
		clock.by += 2 * time.Hour
		p.say(wire.KindAck, map[string]any{"transfer": transfer, "offset": i + 1}, "")
		in.must(in.DB().Update(t.Context(), func(tx sqldb.Tx) error { return in.Engine().Expire(tx, 3*time.Hour) }))
	}
	p.say(wire.KindDone, map[string]any{"transfer": transfer}, "")
	p.hear(wire.KindResult)
	clock.by += 4 * time.Hour
	p.open(false, noFSIC)
	p.hear(wire.KindOpened)
	p.hear(wire.KindChunk)
	clock.by += 4 * time.Hour
	in.must(in.DB().Update(t.Context(), func(tx sqldb.Tx) error { return in.Engine().Expire(tx, 3*time.Hour) }))
	if got := in.rows(underWay); got != "0" {
		t.Errorf("%s are under way without an acknowledgement", got)
	}
}

// Who finishes a push again gets the result again; nobody else hears of it.
func TestRepeatedDone(t *testing.T) {
	relay, owner, dataset := roomWith(t, 0)
	other := newDevice(t, classSchema)
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full", Params: map[string]string{"dataset_id": dataset}, Relay: "ws://relay"})
	owner.must(err)
	_, err = other.Join(t.Context(), invite)
	owner.must(err)
	listener, p := other.raw(t, relay), owner.raw(t, relay)
	listener.say(wire.KindLive, map[string]any{}, "")

	owner.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})
	chunk := captureChunk(t, owner)
	transfer := p.open(true, noFSIC)
	p.hear(wire.KindOpened)
	p.say(wire.KindChunk, map[string]any{"transfer": transfer, "offset": 0, "count": 1, "total": 1}, chunk)
	p.hear(wire.KindAck)
	done := func() {
		p.say(wire.KindDone, map[string]any{"transfer": transfer, "total": 1}, "")
		p.hear(wire.KindResult)
	}
	done()
	listener.hear(wire.KindChanged)
	done()
	listener.quiet()
}

// captureChunk is what the device would push, as a chunk's body.
func captureChunk(t testing.TB, d *device) (body string) {
	t.Helper()
	elsewhere := newRelay(t)
	_, err := d.Sync(t.Context(), elsewhere.URL(), tampering(elsewhere.Dial, func(m *coretest.WireMessage) {
		if m.Kind == wire.KindChunk {
			body = m.Body
		}
	}), client.Options{Push: true, Admit: elsewhere.Fingerprint()})
	d.must(err)
	return body
}

// A transfer that was given up while its peer was silent is not taken for a
// completed one, and takes nothing in any more.
func TestExpiredTransferIsUnknown(t *testing.T) {
	relay, owner, dataset := roomWith(t, 3)
	owner.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})
	chunk := captureChunk(t, owner)
	p, in := owner.raw(t, relay), room(t, relay, dataset)
	push := p.open(true, noFSIC)
	p.hear(wire.KindOpened)
	pull := p.open(false, noFSIC)
	p.hear(wire.KindOpened)
	p.hear(wire.KindChunk)
	expire := func() {
		in.must(in.DB().Update(t.Context(), func(tx sqldb.Tx) error { return in.Engine().Expire(tx, -time.Minute) }))
	}
	expire()
	p = p.afterChunks()
	p.say(wire.KindChunk, map[string]any{"transfer": push, "offset": 0, "count": 1, "total": 1}, chunk)
	p.wantError(fault.UnknownSession)
	p.say(wire.KindDone, map[string]any{"transfer": push, "total": 0}, "")
	p.wantError(fault.UnknownSession)
	p.say(wire.KindAck, map[string]any{"transfer": pull, "offset": 1}, "")
	p.wantError(fault.UnknownSession)
	if got := in.rows("SELECT count(*) FROM morango_buffer"); got != "0" {
		t.Errorf("%s buffered records are left", got)
	}
	// Rows of ended sessions go too, in time; the connection can go on.
	expire()
	if got := in.rows("SELECT count(*) FROM morango_transfersession"); got != "1" { // the last completed
		t.Errorf("%s transfer sessions are left", got)
	}
	transfer := p.open(true, noFSIC)
	p.hear(wire.KindOpened)
	p.say(wire.KindDone, map[string]any{"transfer": transfer, "total": 0}, "")
	p.hear(wire.KindResult)
}

// afterChunks passes over the chunks on their way.
func (p *rawPeer) afterChunks() *rawPeer {
	for {
		if _, err := p.sent(); err != nil {
			return p
		}
	}
}

// What two sides said they have is kept for as long as the transfer lasts.
func TestEndedSessionsKeepNoFSIC(t *testing.T) {
	relay, owner, dataset := roomWith(t, 3)
	for _, d := range []*device{owner, room(t, relay, dataset)} {
		if got := d.rows("SELECT DISTINCT client_fsic || server_fsic FROM morango_transfersession"); got != "{}{}" {
			t.Errorf("kept: %s", got)
		}
	}
}

// Who is revoked is sent away at once, however long it has been connected;
// the others stay.
func TestRevokedPeersAreSentAway(t *testing.T) {
	relay, owner, dataset := roomWith(t, 1)
	join := func() (*device, string) {
		d := newDevice(t, classSchema)
		invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full", Params: map[string]string{"dataset_id": dataset}, Relay: "ws://relay"})
		owner.must(err)
		joined, err := d.Join(t.Context(), invite)
		d.must(err)
		return d, joined.CertificateID
	}
	stays, _ := join()
	goes, certificate := join()
	kept, sentAway := stays.raw(t, relay), goes.raw(t, relay)
	owner.must(owner.Revoke(t.Context(), certificate))
	owner.sync(relay)
	sentAway.wantError(fault.Revoked)
	if err := sentAway.Say(t.Context(), wire.KindLive, map[string]any{}, ""); err == nil {
		t.Error("the connection of the revoked one goes on")
	}
	kept.open(false, noFSIC)
	kept.hear(wire.KindOpened)
}

// stutterer says hello twice and hears the first challenge only.
type stutterer struct {
	wire.Conn
	heard *int
}

func (c stutterer) Send(ctx context.Context, data []byte) error {
	if wire.Kind(data[0]) == wire.KindHello {
		if err := c.Conn.Send(ctx, data); err != nil {
			return err
		}
	}
	return c.Conn.Send(ctx, data)
}

func (c stutterer) Receive(ctx context.Context) ([]byte, error) {
	data, err := c.Conn.Receive(ctx)
	if *c.heard++; *c.heard == 2 && err == nil {
		return c.Conn.Receive(ctx)
	}
	return data, err
}

// A repeated hello leaves the challenge that its sender may be signing already
// as good as it was.
func TestRepeatedHello(t *testing.T) {
	relay, owner, _ := roomWith(t, 1)
	_, err := owner.Sync(t.Context(), "ws://relay", func(ctx context.Context, url string) (wire.Conn, error) {
		conn, err := relay.Dial(ctx, url)
		return stutterer{conn, new(int)}, err
	}, client.Options{})
	owner.must(err)
}

// Members that come at the same time to a relay without a certificate make one
// each; it keeps one.
func TestOneCertificateOfManyMade(t *testing.T) {
	old, relay, owner := newRelay(t), newRelay(t), newDevice(t, classSchema)
	others := []*device{newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)}
	dataset := enroll(t, old, owner, others...)
	relay.Lose = func(_ bool, msg []byte) bool { return wire.Kind(msg[0]) == wire.KindAuth }
	_, err := owner.Sync(t.Context(), relay.URL(), relay.Dial, client.Options{Admit: relay.Fingerprint()})
	wantCode(t, err, fault.Unavailable, "")
	relay.Lose = nil
	owner.sync(old)
	var made, done sync.WaitGroup
	made.Add(len(others))
	for _, d := range others {
		d.sync(old)
		done.Go(func() {
			_, err := d.Sync(t.Context(), relay.URL(), tampering(relay.Dial, on(wire.KindAuth, func(h map[string]any) {
				if h["certificate"] == nil {
					t.Error("none was made")
				}
				made.Done()
				made.Wait()
			})), client.Options{})
			if err != nil {
				t.Error(err)
			}
		})
	}
	done.Wait()
	if got := room(t, relay, dataset).rows("SELECT count(*) FROM morango_certificate WHERE private_key IS NOT NULL"); got != "1" {
		t.Errorf("%s certificates of its own", got)
	}
}

// Who has not proved itself is shown nothing of the room: neither to whoever
// has no bundle that the root signed, nor the newer bundle to whoever has one.
func TestBundleIsForMembers(t *testing.T) {
	relay, owner, _ := roomWith(t, 1)
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full", Relay: "ws://relay"})
	owner.must(err)
	member := newDevice(t, classSchema)
	_, err = member.Join(t.Context(), invite)
	member.must(err)
	owner.sync(relay)
	text := func(h map[string]any) map[string]any { return h["bundle"].(map[string]any) }
	for name, c := range map[string]struct {
		hello func(map[string]any)
		code  fault.Code
	}{
		"no bundle":           {func(h map[string]any) { h["bundle"] = nil }, fault.BadCertificate},
		"a forged bundle":     {func(h map[string]any) { text(h)["text"] = text(h)["text"].(string) + " " }, fault.BadSignature},
		"a forged signature":  {func(h map[string]any) { text(h)["text"], text(h)["signature"] = "{}", "AAAA" }, fault.BadSignature},
		"a chain of one more": {func(h map[string]any) { h["chain"] = append(h["chain"].([]any), h["chain"].([]any)[0]) }, fault.BadCertificate},
		"an honest one":       {func(map[string]any) {}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := &device{member.copied(t).Instance, t}
			before := 0
			_, err := d.Sync(t.Context(), "ws://relay", func(ctx context.Context, url string) (wire.Conn, error) {
				conn, err := tampering(relay.Dial, on(wire.KindHello, c.hello))(ctx, url)
				return listener{conn, func(m *coretest.WireMessage) {
					if m.Kind == wire.KindChallenge && (m.Header["bundle"] != nil || c.code != "") {
						before++
					}
				}}, err
			}, client.Options{})
			checkCode(t, "sync", err, c.code)
			if before > 0 {
				t.Error("something of the room was shown before the proof")
			}
			if got := d.rows("SELECT sequence FROM amora_bundle"); c.code == "" && got != owner.rows("SELECT sequence FROM amora_bundle") {
				t.Errorf("after the proof the bundle is %s", got)
			}
		})
	}
}

// Of carried records that the relay has set aside nothing is passed on: a peer
// that has not seen what they break would take them.
func TestCarriedRecordsSetAsideAreNotPassedOn(t *testing.T) {
	const schema = `{"profile": "school", "scopes": [
 {"id": "full", "version": 1, "primary_scope_param_key": "dataset_id", "description": "", "read_filter_template": "", "write_filter_template": "", "read_write_filter_template": "${dataset_id}"}],
 "models": [{"name": "person", "table": "person", "partition": "${dataset_id}:user:${user_id}", "source": null, "id": "source", "columns": {"dataset_id": "uuid", "user_id": "uuid"}}]}`
	relay, owner := newRelay(t), newDevice(t, schema)
	dataset := enroll(t, relay, owner)
	id := owner.put("person", map[string]any{"dataset_id": dataset, "user_id": testUser})
	owner.sync(relay)
	listener, p := owner.raw(t, relay), owner.raw(t, relay)
	listener.say(wire.KindLive, map[string]any{}, "")
	carry := func(id string, counter int) {
		partition, instance := dataset+":user:"+hexID("2"), hexID("7")
		records, err := json.Marshal([][]any{{id, id, "person", partition, "", instance, counter, 0, 0, nil, "{}", ""}})
		owner.must(err)
		p.say(wire.KindDelta, map[string]any{"transfer": newTransfer(t), "filter": []string{partition},
			"claims": [][]any{{partition, instance, counter - 1, counter}}, "count": 1}, string(records))
		p.hear(wire.KindResult)
	}
	carry(id, 1) // which lies in another partition
	if m, err := listener.Hear(t.Context()); err != nil || m.Kind != wire.KindChanged {
		t.Errorf("kind %d, %v", m.Kind, err)
	}
	carry(hexID("3"), 2)
	if m, err := listener.Hear(t.Context()); err != nil || m.Kind != wire.KindDelta {
		t.Errorf("kind %d, %v: what is taken has to be passed on", m.Kind, err)
	}
}

// A relay keeps so many certificates of its own and no more: every hello
// verifies them all. One that covers others takes their place.
func TestOwnCertificatesAreLimited(t *testing.T) {
	schema := strings.Replace(classSchema, `"scopes": [`, `"scopes": [{"id": "own", "version": 1, "primary_scope_param_key": "", "description": "",
   "read_filter_template": "", "write_filter_template": "", "read_write_filter_template": "${dataset_id}:user:${user_id}"},`, 1)
	key, err := trust.GenerateKey() // not one of those that the devices share
	if err != nil {
		t.Fatal(err)
	}
	relay, owner := coretest.NewRelayKey(func() sqldb.DB { return memory(t) }, key), newDevice(t, schema)
	dataset := enroll(t, relay, owner)
	in := room(t, relay, dataset)
	in.engine("UPDATE morango_certificate SET private_key = NULL") // as where no member has a wide one
	join := func(i int) *device {
		d := newDevice(t, schema)
		invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "own", Params: map[string]string{"user_id": fmt.Sprintf("%032x", i)}, Relay: "ws://relay"})
		owner.must(err)
		_, err = d.Join(t.Context(), invite)
		d.must(err)
		return d
	}
	const held = "SELECT count(*) FROM morango_certificate WHERE private_key IS NOT NULL"
	first := join(0)
	first.raw(t, relay)
	for i := range server.MaxOwn + 2 {
		join(i+1).raw(t, relay)
	}
	if got := in.rows(held); got != fmt.Sprint(server.MaxOwn) {
		t.Errorf("%s certificates are kept", got)
	}
	owner.sync(relay)
	if got := in.rows(held); got != "1" {
		t.Errorf("%s certificates are kept beside the owner's", got)
	}
	first.sync(relay)
}

// Opening a transfer looks for what has lain idle once a minute only: among
// all that there were in six hours.
func TestIdleTransfersAreLookedForOnceAMinute(t *testing.T) {
	clock := &later{}
	relay, owner := newRelay(t), newDevice(t, classSchema)
	relay.Options.Clock = clock.now
	dataset := enroll(t, relay, owner)
	p, in := owner.raw(t, relay), room(t, relay, dataset)
	open := func() string {
		p.open(true, noFSIC)
		p.hear(wire.KindOpened)
		return in.rows(underWay + " AND id = 'idle'")
	}
	open()
	in.engine(`INSERT INTO morango_transfersession (id, sync_session_id, is_server, push, profile, filter, fsic_version, start_timestamp, last_activity_timestamp)
VALUES ('idle', '', 1, 1, 'school', '', 2, '2020', '2020')`)
	if got := open(); got != "1" {
		t.Error("looked for at once")
	}
	clock.by += time.Minute
	if got := open(); got != "0" {
		t.Error("not looked for after a minute")
	}
}
