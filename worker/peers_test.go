//go:build !js

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/hosttest"
)

const otherUser = "00000000000000000000000000000008"

// Two devices share everything, a third its user's part.
func TestSyncThroughEachHost(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		owner, room := newRoom(t)
		owner.write(room, testUser, 0, 1200)
		owner.write(room, otherUser, 0, 100)
		if got := owner.sync(relay.ws); got.Pushed != 1300 || got.Quarantined != 0 {
			t.Fatalf("pushed %+v", got)
		}
		tablet := owner.invited("full-facility", nil)
		learner := owner.invited("one-user", map[string]string{"user_id": otherUser})
		if got := tablet.sync(relay.ws); got.Pulled != 1300 {
			t.Fatalf("the tablet pulled %+v", got)
		}
		if got := learner.sync(relay.ws); got.Pulled != 100 {
			t.Fatalf("the learner pulled %+v", got)
		}
		_, err := tablet.Exec(t.Context(), "UPDATE log SET content = 'again' WHERE content = 'lesson 7'")
		tablet.must(err)
		_, err = tablet.Exec(t.Context(), "DELETE FROM log WHERE content = 'lesson 8'")
		tablet.must(err)
		learner.write(room, otherUser, 200, 1)
		for _, m := range []*member{tablet, learner, owner, tablet, learner} {
			m.sync(relay.ws)
		}
		if owner.logs() != tablet.logs() {
			t.Error("owner and tablet differ")
		}
		if got := owner.text("SELECT count(*) || ' ' || sum(content = 'again') FROM log"); got != "1299 2" {
			t.Errorf("the owner has %s", got)
		}
		if got := learner.text("SELECT count(*) || ' ' || count(DISTINCT user_id) FROM log"); got != "100 1" {
			t.Errorf("the learner has %s", got)
		}
		if got := owner.sync(relay.ws); got.Pushed+got.Pulled != 0 {
			t.Errorf("nothing is new, yet %+v", got)
		}
	})
}

// lossy is dial where the connection breaks before the n-th message, of
// either side. A connection is read and written at the same time.
type lossy struct {
	cut      int64
	messages atomic.Int64
	chunks   atomic.Int64 // sent by the client
}

func (l *lossy) dial(ctx context.Context, url string) (wire.Conn, error) {
	var line net.Conn
	dialer := dialer{Transport: &http.Transport{DialContext: func(ctx context.Context, network, address string) (c net.Conn, err error) {
		line, err = new(net.Dialer).DialContext(ctx, network, address)
		return line, err
	}}}
	c, err := dialer.Dial(ctx, url)
	if err != nil {
		return nil, err
	}
	return lossyConn{c.(nativeConn), line, l}, nil
}

// nativeConn is what Dial returns.
type nativeConn interface {
	wire.Conn
	wire.Beater
}

func (l *lossy) loses() bool { return l.messages.Add(1) == l.cut }

type lossyConn struct {
	nativeConn
	line net.Conn // below
	l    *lossy
}

var errCut = fault.Errorf(fault.Unavailable, "cut by the test")

func (c lossyConn) Send(ctx context.Context, msg []byte) error {
	if c.l.loses() {
		c.line.Close()
		return errCut
	}
	if msg[0] == kindChunk {
		c.l.chunks.Add(1)
	}
	return c.nativeConn.Send(ctx, msg)
}

func (c lossyConn) Receive(ctx context.Context) ([]byte, error) {
	msg, err := c.nativeConn.Receive(ctx)
	if err == nil && c.l.loses() {
		c.line.Close()
		return nil, errCut
	}
	return msg, err
}

// However a connection breaks, the next syncs complete the work: nothing is
// lost and nothing doubled.
func TestLostConnectionsAtEachHost(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		owner, room := newRoom(t)
		owner.sync(relay.ws)
		tablet := owner.invited("full-facility", nil)
		cuts := 0
		for cut := 1; ; cut++ {
			owner.write(room, testUser, 100*cut, 30)
			l := &lossy{cut: int64(cut)}
			_, err := owner.Sync(t.Context(), relay.ws, l.dial, client.Options{ChunkSize: 10})
			if l.messages.Load() < int64(cut) {
				owner.must(err)
				break
			}
			cuts++
			if err == nil {
				t.Errorf("cut %d: nobody noticed", cut)
			}
			_, err = owner.Sync(t.Context(), relay.ws, l.dial, client.Options{ChunkSize: 10})
			owner.must(err)
			tablet.sync(relay.ws)
			if owner.logs() != tablet.logs() {
				t.Errorf("cut %d: the tablet has %s of %d logs", cut, tablet.text("SELECT count(*) FROM log"), 30*cut)
			}
			if chunks := l.chunks.Load(); chunks > 4 { // the chunk that was cut goes twice, no other does
				t.Errorf("cut %d: %d chunks were sent for 3", cut, chunks)
			}
		}
		if cuts < 15 {
			t.Errorf("only %d messages were cut: the transfer was not reached", cuts)
		}
	})
}

// A relay that is killed in the middle of a transfer loses nothing that it
// acknowledged, and doubles nothing.
func TestEachHostKilledInTheMiddleOfATransfer(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		const records = 10_000
		data := t.TempDir()
		relay := start(relayConfig{data: data})
		owner, room := newRoom(t)
		owner.write(room, testUser, 0, records)
		var acknowledged int64
		_, err := owner.Sync(t.Context(), relay.ws, dial, client.Options{Progress: func(p client.Progress) {
			if p.Direction == "push" && p.Records >= records/4 && acknowledged == 0 {
				acknowledged = p.Records
				relay.kill()
			}
		}})
		if fault.CodeOf(err) != fault.Unavailable || acknowledged == 0 {
			t.Fatalf("killed after %d records: %v", acknowledged, err)
		}
		again := start(relayConfig{data: data, listen: relay.address()})
		first := int64(-1)
		result, err := owner.Sync(t.Context(), again.ws, dial, client.Options{Progress: func(p client.Progress) {
			if p.Direction == "push" && p.Stage == pipeline.StageTransferring && first < 0 {
				first = p.Records
			}
		}})
		owner.must(err)
		if first < acknowledged {
			t.Errorf("went on with %d records at the relay, %d were acknowledged", first, acknowledged)
		}
		if result.Pushed != records {
			t.Errorf("pushed %d records", result.Pushed)
		}

		tablet := owner.invited("full-facility", nil)
		var pulled int64
		_, err = tablet.Sync(t.Context(), again.ws, dial, client.Options{Progress: func(p client.Progress) {
			if p.Direction == "pull" && p.Records >= records/4 && pulled == 0 {
				pulled = p.Records
				again.kill()
			}
		}})
		if fault.CodeOf(err) != fault.Unavailable || pulled == 0 {
			t.Fatalf("killed after %d records of a pull: %v", pulled, err)
		}
		last := start(relayConfig{data: data, listen: relay.address()})
		first = -1
		got, err := tablet.Sync(t.Context(), last.ws, dial, client.Options{Progress: func(p client.Progress) {
			if p.Direction == "pull" && p.Stage == pipeline.StageTransferring && first < 0 {
				first = p.Records
			}
		}})
		tablet.must(err)
		if first < pulled || got.Quarantined != 0 {
			t.Errorf("went on with %d records here of %d pulled: %+v", first, pulled, got)
		}
		if owner.logs() != tablet.logs() {
			t.Error("owner and tablet differ")
		}
	})
}

func TestRequestsToEachHost(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		for _, c := range []struct {
			path, protocol string
			want           int
		}{
			{"/healthz", "", 200},
			{"/", "", 200},
			{"/nothing", "", 404},
			{"/nothing.js", "", 404},
			{"/sync/" + testRoom, "", 426},
			{"/sync/" + testRoom, "amora.v0", 426},
			{"/sync/0123", wire.Subprotocol, 404},
			{"/sync/" + strings.ToUpper(testRoom[:31]) + "A", wire.Subprotocol, 404},
			{"/sync/..%2f..%2fetc%2fpasswd", wire.Subprotocol, 404},
			{"/sync/" + testRoom + "%0a", wire.Subprotocol, 404},
			{"/sync/", wire.Subprotocol, 404},
			{"/sync/" + testRoom, "other, " + wire.Subprotocol, 101},
			{"/token/some%20token/sync/" + testRoom, wire.Subprotocol, 101},
		} {
			header := http.Header{}
			if c.protocol != "" {
				header = hosttest.UpgradeHeader(c.protocol)
			}
			req, _ := http.NewRequestWithContext(t.Context(), "GET", relay.http+c.path, nil)
			req.Header = header
			resp, err := http.DefaultTransport.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			if resp.StatusCode != c.want {
				body, _ := io.ReadAll(resp.Body)
				t.Errorf("%s %q: %s, want %d: %s", c.path, c.protocol, resp.Status, c.want, body)
			}
			if c.want == 101 && resp.Header.Get("Sec-Websocket-Protocol") != wire.Subprotocol {
				t.Errorf("%s: %v", c.path, resp.Header)
			}
			if c.want != 101 && !strings.Contains(resp.Header.Get("Content-Security-Policy"), "default-src 'none'") {
				t.Errorf("%s: %v", c.path, resp.Header)
			}
			resp.Body.Close()
		}
	})
}

// An address that is no address is the caller's fault, and never the relay's.
func TestAddressesThatAreNone(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		for _, path := range []string{
			"/token/%zz/sync/" + testRoom, "/token/a%0ab/sync/" + testRoom, "/token/%/sync/" + testRoom, "/token/%ff%00/sync/" + testRoom,
			"/token/%e7%8f%ad/sync/" + testRoom, "/sync/%zz", "/%zz", "/" + testRoom + "/%zz", "/%00.js", "//", "/token//sync/" + testRoom,
		} {
			if status := rawStatus(t, relay.http, path); status < 100 || status >= 500 {
				t.Errorf("%s is answered with %d", path, status)
			}
		}
	})
}

// rawStatus asks for a socket at a path as it is, and returns the status.
func rawStatus(t *testing.T, url, path string) (status int) {
	t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"+
		"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: %s\r\n\r\n", path, wire.Subprotocol)
	if _, err := fmt.Fscanf(c, "HTTP/1.1 %d", &status); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return status
}

// What is no message closes the socket with a code, and hurts nobody else.
func TestFramesThatAreNoMessagesAtEachHost(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		for name, c := range map[string]struct {
			kind websocket.MessageType
			msg  []byte
			want websocket.StatusCode
		}{
			"text":             {websocket.MessageText, []byte("hello"), websocket.StatusUnsupportedData},
			"too big":          {websocket.MessageBinary, make([]byte, wire.MaxMessageBytes+1), websocket.StatusMessageTooBig},
			"nothing":          {websocket.MessageBinary, nil, websocket.StatusPolicyViolation},
			"nonsense":         {websocket.MessageBinary, []byte("nonsense"), websocket.StatusPolicyViolation},
			"an empty hello":   {websocket.MessageBinary, []byte("\x01\x00\x00\x00\x02{}"), websocket.StatusPolicyViolation},
			"a hollow header":  {websocket.MessageBinary, []byte("\x01\xff\xff\xff\xff{}"), websocket.StatusPolicyViolation},
			"an early open":    {websocket.MessageBinary, []byte("\x05\x00\x00\x00\x02{}"), websocket.StatusPolicyViolation},
			"an unknown kind":  {websocket.MessageBinary, []byte("\xee\x00\x00\x00\x02{}"), websocket.StatusPolicyViolation},
			"a header of junk": {websocket.MessageBinary, []byte("\x01\x00\x00\x00\x02[["), websocket.StatusPolicyViolation},
		} {
			ws := openWebSocket(t, relay.ws)
			if err := ws.Write(t.Context(), c.kind, c.msg); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			var err error
			for err == nil { // an error message may come first
				_, _, err = ws.Read(t.Context())
			}
			if got := websocket.CloseStatus(err); got != c.want {
				t.Errorf("%s: closed with %d, want %d: %v", name, got, c.want, err)
			}
		}
		owner, room := newRoom(t)
		owner.write(room, testUser, 0, 1)
		owner.sync(relay.ws)
	})
}

func TestRoomsThatEachHostDoesNotOpen(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		owner, room := newRoom(t)
		owner.write(room, testUser, 0, 1)
		refused := func(relay, what string) {
			t.Helper()
			_, err := owner.Sync(t.Context(), relay, dial, client.Options{})
			if fault.CodeOf(err) != fault.RoomClosed {
				t.Errorf("%s: %v", what, err)
			}
		}
		refused(start(relayConfig{rooms: testRoom}).ws, "a room that is not listed")
		owner.sync(start(relayConfig{rooms: room}).ws) // the first relay: the other one has refused

		owner, room = newRoom(t)
		owner.write(room, testUser, 0, 1)
		relay := start(relayConfig{rooms: "token=open sesame!"})
		refused(relay.ws, "no token")
		refused(relay.ws+"/token/wrong", "a wrong token")
		owner.sync(relay.ws + "/token/open%20sesame%21")
		owner.invited("full-facility", nil).sync(relay.ws)
	})
}

func TestNameOfEachHost(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{name: "sync.example.org"})
		owner, _ := newRoom(t)
		_, err := owner.Sync(t.Context(), relay.ws, dial, client.Options{})
		if fault.CodeOf(err) != fault.BadSignature {
			t.Errorf("dialled by another name: %v", err)
		}
	})
}

func TestFullRoomAtEachHost(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{maxSockets: 2})
		owner, room := newRoom(t)
		owner.sync(relay.ws)
		member := owner.invited("full-facility", nil)
		member.listen(t, relay.ws) // whoever has not proved itself may have to give way
		second := member.listen(t, relay.ws)
		if _, err := dial(t.Context(), relay.ws+"/sync/"+room); fault.CodeOf(err) != fault.Unavailable {
			t.Errorf("the third socket got %v", err)
		}
		second.Close(wire.CloseNormal, "")
		hosttest.Eventually(t, "a place is free again", func() bool {
			c, err := dial(t.Context(), relay.ws+"/sync/"+room)
			if err == nil {
				c.Close(wire.CloseNormal, "")
			}
			return err == nil
		})
	})
}

// The same key answers for a room after a restart: members have certified it.
func TestKeyOfEachHostStays(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		c := relayConfig{data: t.TempDir()}
		relay := start(c)
		owner, room := newRoom(t)
		owner.sync(relay.ws)
		tablet := owner.invited("full-facility", nil)
		relay.kill()
		relay = start(c)
		owner.write(room, testUser, 0, 3)
		owner.sync(relay.ws)
		if got := tablet.sync(relay.ws); got.Pulled != 3 {
			t.Errorf("%+v", got)
		}
	})
}

// Whatever a peer says that it may not, each host refuses with the same code
// and its room stays as it is.
func TestHostilePeersAtEachHost(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		owner, room := newRoom(t)
		owner.write(room, otherUser, 0, 2)
		owner.sync(relay.ws)
		learner := func() *member { return owner.invited("one-user", map[string]string{"user_id": testUser}) }
		first := learner()
		first.write(room, testUser, 0, 1)
		first.sync(relay.ws)
		room2, strangersRoom := newRoom(t)
		room2.sync(relay.ws)
		strangersChain := room2.said(relay.ws, kindHello)["chain"]
		auth := first.said(relay.ws, kindAuth)
		witness := owner.invited("full-facility", nil)
		witness.sync(relay.ws)
		before := witness.logs()

		for name, c := range hostileCases(room, strangersRoom, strangersChain, auth) {
			t.Run(name, func(t *testing.T) {
				d := learner()
				d.t = t
				d.sync(relay.ws)
				d.write(room, testUser, 100, 1)
				_, err := d.Sync(t.Context(), relay.ws, tampering(t, c.change), client.Options{})
				if !errors.Is(err, &fault.Error{Code: c.code}) {
					t.Errorf("got %v, want %s", err, c.code)
				}
			})
			witness.sync(relay.ws)
			if after := witness.logs(); after != before {
				t.Fatalf("%s: the room has changed from\n%.1000s\nto\n%.1000s", name, before, after)
			}
		}
		first.write(room, testUser, 200, 1)
		first.sync(relay.ws)
		witness.sync(relay.ws)
		if witness.logs() == before {
			t.Error("an honest change does not arrive: the cases above prove nothing")
		}
	})
}

type hostileCase struct {
	change func(*wireMessage)
	code   fault.Code
}

func hostileCases(room, otherRoom string, strangersChain any, oldAuth map[string]any) map[string]hostileCase {
	empty := map[string]any{"sub": map[string]any{}, "super": map[string]any{}}
	onPush := func(change func(h map[string]any)) func(*wireMessage) {
		return in(kindOpen, func(h map[string]any) {
			if h["push"] == true {
				change(h)
			}
		})
	}
	return map[string]hostileCase{
		"signature of something else": {in(kindAuth, func(h map[string]any) { h["signature"] = oldAuth["signature"] }), fault.BadSignature},
		"proof of another connection": {in(kindAuth, func(h map[string]any) { clear(h); maps.Copy(h, oldAuth) }), fault.BadSignature},
		"another host":                {in(kindAuth, func(h map[string]any) { h["host"] = "elsewhere" }), fault.BadSignature},
		"no challenge": {func(m *wireMessage) {
			if m.kind == kindHello {
				*m = wireMessage{kind: kindAuth, header: oldAuth}
			}
		}, fault.BadNonce},
		"no handshake": {func(m *wireMessage) {
			if m.kind == kindHello {
				*m = wireMessage{kind: kindOpen, header: map[string]any{"transfer": room, "filter": []string{room}}}
			}
		}, fault.BadRequest},
		"chain of another root":            {in(kindHello, func(h map[string]any) { h["chain"] = strangersChain }), fault.BadCertificate},
		"chain of another root at the end": {in(kindAuth, func(h map[string]any) { h["chain"] = strangersChain }), fault.BadCertificate},
		"an older version only":            {in(kindHello, func(h map[string]any) { h["versions"] = []int{0} }), fault.Unsupported},
		"a link of the chain left out":     {in(kindAuth, func(h map[string]any) { h["chain"] = h["chain"].([]any)[1:] }), fault.BadCertificate},
		"definitions of its own": {in(kindAuth, func(h map[string]any) {
			b := h["bundle"].(map[string]any)
			b["text"] = strings.ReplaceAll(b["text"].(string), "${facility_id}:log:${user_id}", "${facility_id}")
		}), fault.BadSignature},
		"a filter wider than its scope":  {in(kindOpen, func(h map[string]any) { h["filter"], h["fsic"] = []string{room}, empty }), fault.OutsideScope},
		"another room's filter":          {in(kindOpen, func(h map[string]any) { h["filter"], h["fsic"] = []string{otherRoom}, empty }), fault.OutsideScope},
		"the empty filter":               {in(kindOpen, func(h map[string]any) { h["filter"] = []string{""} }), fault.OutsideScope},
		"a push of what is another's":    {onPush(func(h map[string]any) { h["filter"], h["fsic"] = []string{room + ":log:" + otherUser}, empty }), fault.NotWritable},
		"a filter of too many prefixes":  {in(kindOpen, func(h map[string]any) { h["filter"] = slices.Repeat([]string{room}, 101) }), fault.BadRequest},
		"a transfer that is none":        {in(kindOpen, func(h map[string]any) { h["transfer"] = "x" }), fault.BadRequest},
		"a transfer that is not its own": {in(kindOpen, func(h map[string]any) { h["resume"] = true }), fault.UnknownSession},
		"counters beyond 2^53": {in(kindOpen, func(h map[string]any) {
			h["fsic"] = json.RawMessage(`{"super": {}, "sub": {"` + room + ":log:" + testUser + `": {"` + testUser + `": 9007199254740993}}}`)
		}), fault.BadFSIC},
		"an FSIC outside the filter": {in(kindOpen, func(h map[string]any) {
			h["fsic"] = json.RawMessage(`{"super": {}, "sub": {"` + otherRoom + `": {"` + testUser + `": 1}}}`)
		}), fault.BadFSIC},
		"a record outside its partitions": {inChunk(room+":log:"+testUser, room+":log:"+otherUser), fault.NotWritable},
		"an id that does not follow":      {inChunk(`"log"`, `"gol"`), fault.BadRecord},
		"a record with too many values":   {inChunk(`"]]`, `","more"]]`), fault.BadRecord},
		"a record that is no list":        {inChunk(`[[`, `[{},[`), fault.BadRecord},
		"broken JSON":                     {inChunk(`[[`, `[[[`), fault.BadRecord},
		"broken UTF-8":                    {inChunk("lesson", "\xff"), fault.BadRecord},
		"a NUL":                           {inChunk("lesson", "\x00"), fault.BadRecord},
		"a negative counter": {func(m *wireMessage) {
			m.body = regexp.MustCompile(`",([0-9]+),0,0,`).ReplaceAllString(m.body, `",-$1,0,0,`)
		}, fault.BadRecord},
		"a chunk beyond the announced": {in(kindChunk, func(h map[string]any) { h["offset"] = 7 }), fault.BadRequest},
		"more records than announced":  {in(kindChunk, func(h map[string]any) { h["count"] = 2; h["total"] = 2 }), fault.BadRecord},
	}
}

func TestLargestRecordAtEachHost(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		owner, room := newRoom(t)
		// Quotes are the worst: each takes four bytes in a chunk.
		large := strings.Repeat(`"`, 250_000)
		for range 3 {
			_, err := owner.Exec(t.Context(), "INSERT INTO log (facility_id, user_id, content) VALUES (?1, ?2, ?3)", room, testUser, large)
			owner.must(err)
		}
		if got := owner.sync(relay.ws); got.Pushed != 3 || got.Quarantined != 0 {
			t.Fatalf("%+v", got)
		}
		tablet := owner.invited("full-facility", nil)
		if got := tablet.sync(relay.ws); got.Pulled != 3 || got.Quarantined != 0 {
			t.Fatalf("%+v", got)
		}
		if owner.logs() != tablet.logs() {
			t.Error("owner and tablet differ")
		}
	})
}

// until waits until a pull brought n records.
func until(t testing.TB, arrived chan int64, n int64) {
	t.Helper()
	timeout := time.After(hosttest.WaitAtMost)
	for {
		select {
		case got := <-arrived:
			if got == n {
				return
			}
		case <-timeout:
			t.Fatalf("a change did not arrive")
		}
	}
}

// An idle live session outlasts the room's eviction from memory; neither side
// notices.
func TestLiveSessionOutlastsHibernation(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{env: []string{"AMORA_ADMIN=" + testAdmin}})
		owner, room := newRoom(t)
		owner.write(room, testUser, 0, 1)
		owner.sync(relay.ws)
		tablet := owner.invited("full-facility", nil)
		sockets := 0
		counting := func(ctx context.Context, url string) (wire.Conn, error) { sockets++; return dial(ctx, url) }
		ctx, stop := context.WithCancel(t.Context())
		arrived, ended := make(chan int64, 100), make(chan error, 1)
		go func() {
			_, err := tablet.Sync(ctx, relay.ws, counting, client.Options{Live: true, Progress: func(p client.Progress) {
				if p.Direction == "pull" && p.Stage == pipeline.StageCleanup {
					arrived <- p.Total
				}
			}})
			ended <- err
		}()
		until(t, arrived, 1)
		idle := relay.hibernate()
		owner.write(room, testUser, 1, 2)
		owner.sync(relay.ws)
		until(t, arrived, 2)
		if relay.edge {
			if awake := roomMetrics(t, relay, room)["awake_seconds"]; awake > idle.Seconds() {
				t.Errorf("the room has been awake for %.0f s: it was not evicted", awake)
			}
		}
		stop()
		<-ended
		if sockets != 1 {
			t.Errorf("the live session took %d sockets", sockets)
		}
	})
}

// Everybody in a large room hears of a change, and nobody of what is not for
// them.
func TestTwoHundredSocketsInARoom(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		const peers = 200
		relay := start(relayConfig{})
		owner, room := newRoom(t)
		owner.sync(relay.ws)
		listeners := make([]*listener, peers)
		shared := owner.invited("full-facility", nil)
		for i := range listeners {
			listeners[i] = shared.listen(t, relay.ws)
		}
		other := owner.invited("one-user", map[string]string{"user_id": otherUser}).listen(t, relay.ws)
		owner.write(room, testUser, 0, 1)
		owner.sync(relay.ws)
		for i, l := range listeners {
			if err := l.changed(t.Context()); err != nil {
				t.Fatalf("socket %d: %v", i, err)
			}
		}
		owner.write(room, otherUser, 0, 1)
		owner.sync(relay.ws)
		if err := other.changed(t.Context()); err != nil {
			t.Error(err)
		}
		if other.heard != 1 {
			t.Errorf("a learner heard of %d changes, 1 concerned it", other.heard)
		}
	})
}

// Most of many rooms are asleep: their members hear of changes all the same.
func TestHundredRooms(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		const rooms = 100
		relay := start(relayConfig{env: []string{"AMORA_ADMIN=" + testAdmin}})
		owners, ids, listeners := make([]*member, rooms), make([]string, rooms), make([]*listener, rooms)
		for i := range rooms {
			owners[i], ids[i] = newRoom(t)
			owners[i].sync(relay.ws)
			listeners[i] = owners[i].invited("full-facility", nil).listen(t, relay.ws)
		}
		idle := relay.hibernate()
		for i := 0; i < rooms; i += 10 {
			owners[i].write(ids[i], testUser, 0, 3)
			owners[i].sync(relay.ws)
			if err := listeners[i].changed(t.Context()); err != nil {
				t.Errorf("room %d: %v", i, err)
			}
			if got := owners[i].invited("full-facility", nil).sync(relay.ws); got.Pulled != 3 {
				t.Errorf("room %d: %+v", i, got)
			}
			if relay.edge {
				if awake := roomMetrics(t, relay, ids[i])["awake_seconds"]; awake > idle.Seconds() {
					t.Errorf("room %d has been awake for %.0f s", i, awake)
				}
			}
		}
	})
}

// listener is a socket whose owner is told of changes and does nothing else.
type listener struct {
	wire.Conn
	messages chan []byte
	heard    int
}

// errListening ends a sync whose socket a listener has taken over.
var errListening = errors.New("listening now")

// listen makes an honest handshake and asks to be told of changes.
func (m *member) listen(t testing.TB, relay string) *listener {
	t.Helper()
	var l *listener
	_, err := m.Sync(t.Context(), relay, func(ctx context.Context, url string) (wire.Conn, error) {
		c, err := dial(ctx, url)
		if err != nil {
			return nil, err
		}
		l = &listener{Conn: c, messages: make(chan []byte, 16)}
		go l.read()
		return &handshake{listener: l, over: make(chan struct{})}, nil
	}, client.Options{})
	if !errors.Is(err, errListening) {
		t.Fatalf("listening: %v", err)
	}
	m.must(l.Send(t.Context(), wireMessage{kind: kindLive, header: map[string]any{}}.encode()))
	t.Cleanup(func() { l.Close(wire.CloseNormal, "") })
	return l
}

func (l *listener) read() {
	defer close(l.messages)
	for {
		msg, err := l.Conn.Receive(context.Background())
		if err != nil {
			return
		}
		l.messages <- msg
	}
}

// Receive takes what read has read.
func (l *listener) Receive(ctx context.Context) ([]byte, error) {
	select {
	case msg, ok := <-l.messages:
		return listened(msg, ok)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func listened(msg []byte, ok bool) ([]byte, error) {
	if !ok {
		return nil, fault.Errorf(fault.Closed, "the relay has closed the socket")
	}
	return msg, nil
}

// handshake is the listener while a sync uses it: no transfer passes. To the
// sync the connection ends with the first one.
type handshake struct {
	*listener
	over chan struct{}
}

func (h *handshake) Receive(ctx context.Context) ([]byte, error) {
	select {
	case <-h.over:
		return nil, errListening
	case msg, ok := <-h.messages:
		return listened(msg, ok)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (h *handshake) Close(int, string) error { return nil }

func (h *handshake) Send(ctx context.Context, msg []byte) error {
	if msg[0] == kindOpen {
		close(h.over)
		return errListening
	}
	return h.Conn.Send(ctx, msg)
}

// changed waits for a notice: a bare one, or one that carries what changed.
func (l *listener) changed(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, hosttest.WaitAtMost)
	defer cancel()
	msg, err := l.Receive(ctx)
	if err != nil {
		return err
	}
	if msg[0] != kindChanged && msg[0] != kindCarry {
		return fmt.Errorf("message %q instead of a notice", msg)
	}
	l.heard++
	return nil
}

const testRoom = "0123456789abcdef0123456789abcdef"

// connect dials a room that is not there.
func connect(t *testing.T, relay string) wire.Conn {
	t.Helper()
	c, err := dial(t.Context(), relay+"/sync/"+testRoom)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(wire.CloseNormal, "") })
	return c
}

// openWebSocket is a socket of a room's without anything that speaks on it.
func openWebSocket(t *testing.T, relay string) *websocket.Conn {
	t.Helper()
	ws, _, err := websocket.Dial(t.Context(), relay+"/sync/"+testRoom, &websocket.DialOptions{Subprotocols: []string{wire.Subprotocol}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.CloseNow() })
	return ws
}
