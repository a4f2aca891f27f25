//go:build !js

package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"

	"github.com/amora-sync/amora/core"
)

// subprotocol is what both sides name in the WebSocket handshake.
const subprotocol = "amora.v1"

// dialTimeout bounds the WebSocket handshake, name look-up and TLS included.
const dialTimeout = 30 * time.Second

// dial is the native [core.Dialer].
func dial(ctx context.Context, url string) (core.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	ws, resp, err := websocket.Dial(ctx, url, &websocket.DialOptions{
		Subprotocols:    []string{subprotocol},
		CompressionMode: websocket.CompressionContextTakeover,
	})
	if err != nil {
		return nil, dialError(url, resp, err)
	}
	if ws.Subprotocol() != subprotocol {
		ws.Close(websocket.StatusPolicyViolation, "subprotocol")
		return nil, core.Errorf(core.CodeUnsupported, "%s does not speak %s", url, subprotocol)
	}
	ws.SetReadLimit(core.MaxMessageBytes)
	c := &conn{ws: ws, incoming: make(chan []byte), ended: make(chan struct{})}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	go c.pump()
	go c.keepAlive()
	return c, nil
}

// dialError tells a relay that answers with something else from one that
// cannot be reached.
func dialError(url string, resp *http.Response, err error) error {
	e := &core.Error{Code: core.CodeUnavailable, Text: "cannot connect to " + url, Err: err}
	switch {
	case resp == nil:
		return e.WithHint("is the relay running, and is its address right?")
	case resp.StatusCode >= 500 || resp.StatusCode == http.StatusTooManyRequests:
		return e
	}
	return core.Errorf(core.CodeUnsupported, "%s answered %s instead of opening a WebSocket", url, strings.ToLower(resp.Status)).
		WithHint("is this the address of an amora relay?")
}

// conn is a [core.Conn] on a WebSocket. One goroutine reads all the time, so
// that pings are answered and a receiver that gives up does not break the
// connection; it is never more than one message ahead.
type conn struct {
	ws       *websocket.Conn
	incoming chan []byte
	ended    chan struct{} // closed after err is set
	err      error
	ctx      context.Context // done once the connection is closed here
	cancel   context.CancelFunc
}

// pump moves messages to Receive until the connection ends.
func (c *conn) pump() {
	defer close(c.ended)
	for {
		kind, msg, err := c.ws.Read(context.Background())
		if err != nil {
			c.err = closedError(err)
			return
		}
		if kind != websocket.MessageBinary {
			c.ws.Close(closeUnsupported, "binary messages only")
			c.err = core.Errorf(core.CodeUnsupported, "the relay sent a text message")
			return
		}
		select {
		case c.incoming <- msg:
		case <-c.ctx.Done():
			c.err = core.Errorf(core.CodeClosed, "the connection is closed")
			return
		}
	}
}

// keepAlive notices a relay that has gone without a word.
func (c *conn) keepAlive() {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-c.ended:
			return
		case <-tick.C:
		}
		ctx, cancel := context.WithTimeout(c.ctx, patience)
		err := c.ws.Ping(ctx)
		cancel()
		if err != nil {
			c.ws.CloseNow()
			return
		}
	}
}

// Send writes one binary message.
func (c *conn) Send(ctx context.Context, msg []byte) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := c.ws.Write(ctx, websocket.MessageBinary, msg); err != nil {
		return closedError(err)
	}
	return nil
}

// Receive returns the next message. Errors: unavailable when the connection
// broke, closed when the relay closed it, ctx's own.
func (c *conn) Receive(ctx context.Context) ([]byte, error) {
	select {
	case msg := <-c.incoming:
		return msg, nil
	case <-c.ended:
		return nil, c.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Close says goodbye and waits a moment for the answer.
func (c *conn) Close(code int, reason string) error {
	c.cancel()
	return c.ws.Close(websocket.StatusCode(code), clip(reason, 120))
}

// closedError gives the end of a connection its code.
func closedError(err error) error {
	switch status := websocket.CloseStatus(err); status {
	case -1:
		return &core.Error{Code: core.CodeUnavailable, Text: "the connection broke", Err: err}
	case closeGoingAway, closeTryAgain:
		return &core.Error{Code: core.CodeUnavailable, Text: "the relay is going away", Err: err}
	default:
		return &core.Error{Code: core.CodeClosed, Text: fmt.Sprintf("the relay closed the connection (%d)", status), Err: err}
	}
}
