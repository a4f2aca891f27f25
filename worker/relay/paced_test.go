//go:build !js

package relay

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/wire"
)

// What no message meter sees is held to a rate: control frames, texts that stand
// for them, and fragments. What comes beyond it is answered later, in order.
func TestFramesBesideMessagesAreHeldToARate(t *testing.T) {
	const second = 100 // control frames of one, and as many at once
	_, url := testRelay(t, serving(fakePeer{}))
	masked := func(first byte) []byte { return []byte{first, 0x80, 0, 0, 0, 0} } // by zeros, without a payload
	pings := func(count int) []byte { return bytes.Repeat(masked(0x89), count) }
	message := slices.Concat(masked(0x02), bytes.Repeat(masked(0x00), 200_000), masked(0x80))
	for name, c := range map[string]struct {
		said, answer []byte
		answers      int
		least        time.Duration
	}{
		"pings":               {pings(3 * second), []byte{0x8a, 0}, 3 * second, 1900 * time.Millisecond},
		"as many as are free": {pings(second), []byte{0x8a, 0}, second, 0},
		"fragments":           {message, []byte{0x82, 0}, 1, 900 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn, err := net.Dial("tcp", strings.TrimPrefix(url, "ws://"))
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			fmt.Fprintf(conn, "GET /sync/%s HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
				"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: %s\r\n\r\n", testRoom, wire.Subprotocol)
			in := bufio.NewReader(conn)
			if resp, err := http.ReadResponse(in, nil); err != nil || resp.StatusCode != http.StatusSwitchingProtocols {
				t.Fatalf("%v %v", resp, err)
			}
			begin := time.Now()
			go func() { _, _ = conn.Write(c.said) }() // the reader finds out
			for i := range c.answers {
				got := make([]byte, len(c.answer))
				if _, err := io.ReadFull(in, got); err != nil || !bytes.Equal(got, c.answer) {
					t.Fatalf("answer %d: %x, %v", i, got, err)
				}
			}
			if took := time.Since(begin); took < c.least {
				t.Errorf("it is answered in %v, %v at the least are due", took, c.least)
			}
		})
	}
}
