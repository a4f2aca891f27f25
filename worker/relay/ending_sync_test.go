//go:build !js

package relay_test

import (
	"bufio"
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/hosttest"
	"github.com/amora-sync/amora/worker/relay"
)

// frame is a message as a relay sends it.
func frame(msg []byte) string {
	return string(append(binary.BigEndian.AppendUint16([]byte{0x82, 126}, uint16(len(msg))), msg...))
}

// taken keeps the connection below an accepted WebSocket.
type taken struct {
	http.ResponseWriter
	conn net.Conn
}

func (l *taken) Hijack() (_ net.Conn, buffered *bufio.ReadWriter, err error) {
	l.conn, buffered, err = http.NewResponseController(l.ResponseWriter).Hijack()
	return l.conn, buffered, err
}

// A sync ends although its relay stops amid a frame: with the relay's error, or
// when it is cancelled.
func TestSyncEndsAmidAFrame(t *testing.T) {
	const half = "\x82\x7e\x10\x00abc"
	refusal := frame(wire.Encode(wire.KindError, wire.Failure{Code: fault.Internal}, ""))
	notice := frame(wire.Encode(wire.KindChanged, struct{}{}, ""))
	for name, bytes := range map[string]string{"refused": refusal + notice + half, "cancelled": half} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				line := &taken{ResponseWriter: w}
				if _, err := websocket.Accept(line, r, &websocket.AcceptOptions{Subprotocols: []string{wire.Subprotocol}}); err != nil {
					t.Error(err)
					return
				}
				io.WriteString(line.conn, bytes)
				if name == "cancelled" {
					cancel()
				}
				io.Copy(io.Discard, line.conn) // until the client hangs up
				line.conn.Close()
			}))
			t.Cleanup(s.Close)
			owner := open(t.Context())
			if _, err := owner.CreateRoot(t.Context(), "all", nil); err != nil {
				t.Fatal(err)
			}
			failed := make(chan error, 1)
			go func() {
				_, err := owner.Sync(ctx, strings.Replace(s.URL, "http", "ws", 1), relay.Dial, core.SyncOptions{})
				failed <- err
			}()
			hosttest.Eventually(t, "end of the sync", func() bool { return len(failed) > 0 })
			if err := <-failed; err == nil {
				t.Error("the sync succeeded")
			}
		})
	}
}
