//go:build !js

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"

	"github.com/amora-sync/amora/core"
)

// dialTimeout bounds the WebSocket handshake, name look-up and TLS included.
const dialTimeout = 30 * time.Second

// dial is the native [core.Dialer].
func dial(ctx context.Context, url string) (core.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	ws, resp, err := websocket.Dial(ctx, url, &websocket.DialOptions{
		Subprotocols:    []string{core.Subprotocol},
		CompressionMode: websocket.CompressionNoContextTakeover,
	})
	if err != nil {
		return nil, dialError(url, resp, err)
	}
	if ws.Subprotocol() != core.Subprotocol {
		ws.Close(websocket.StatusPolicyViolation, "subprotocol")
		return nil, core.Errorf(core.CodeUnsupported, "%s does not speak %s", url, core.Subprotocol)
	}
	ws.SetReadLimit(core.MaxMessageBytes)
	c := &conn{ws: ws}
	c.alive, c.cancel = context.WithCancel(context.Background())
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
		body, _ := io.ReadAll(io.LimitReader(resp.Body, 200)) // why, in the relay's words
		e.Err = fmt.Errorf("it answered %s: %q", strings.ToLower(resp.Status), strings.TrimSpace(string(body)))
		return e
	}
	return core.Errorf(core.CodeUnsupported, "%s answered %s instead of opening a WebSocket", url, strings.ToLower(resp.Status)).
		WithHint("is this the address of an amora relay?")
}

// conn is a [core.Conn] on a WebSocket.
type conn struct {
	ws     *websocket.Conn
	alive  context.Context // done once the connection has ended
	cancel context.CancelFunc
}

// keepAlive notices a relay that has gone without a word. Pongs are seen
// while a Receive is under way.
func (c *conn) keepAlive() {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-c.alive.Done():
			return
		case <-tick.C:
		}
		ctx, cancel := context.WithTimeout(c.alive, patience)
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

// Receive waits for the next message. When ctx ends it says goodbye to the
// relay, so that an interrupted sync is no broken one there. Errors:
// unavailable when the connection broke or the relay is going away, closed
// when the relay closed it, ctx's own.
func (c *conn) Receive(ctx context.Context) ([]byte, error) {
	stop := context.AfterFunc(ctx, func() { c.Close(core.CloseNormal, "") })
	defer stop()
	kind, msg, err := c.ws.Read(context.Background())
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		c.cancel()
		return nil, closedError(err)
	case kind != websocket.MessageBinary:
		c.Close(closeUnsupported, "binary messages only")
		return nil, core.Errorf(core.CodeUnsupported, "the relay sent a text message")
	}
	return msg, nil
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
	case core.CloseGoingAway, closeTryAgain:
		return &core.Error{Code: core.CodeUnavailable, Text: "the relay is going away", Err: err}
	default:
		return &core.Error{Code: core.CodeClosed, Text: fmt.Sprintf("the relay closed the connection (%d)", status), Err: err}
	}
}
