//go:build !js

package relay

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/host"
	"github.com/amora-sync/amora/worker/line"
)

// pongWithin bounds the wait for the answer to one ping.
const pongWithin = 10 * time.Second

// Dial connects to a relay's ws:// or wss:// address; it is a [wire.Dialer].
func Dial(ctx context.Context, url string) (wire.Conn, error) { return Dialer{}.Dial(ctx, url) }

// Dialer connects in a way of the program's own.
type Dialer struct {
	// Transport makes the connection, for instance by a proxy or with TLS roots
	// of the program's own. It has to pass upgraded connections on as
	// [http.Transport] does, which [http.DefaultTransport] is by default.
	Transport http.RoundTripper
}

// Dial is a [wire.Dialer]. Errors: unavailable, if another attempt may succeed;
// unsupported, if what answers is no relay.
func (d Dialer) Dial(ctx context.Context, url string) (wire.Conn, error) {
	stream := &line.Dialled{Transport: d.Transport}
	if stream.Transport == nil {
		stream.Transport = http.DefaultTransport
	}
	ws, resp, err := websocket.Dial(ctx, url, &websocket.DialOptions{
		HTTPClient:      &http.Client{Transport: stream},
		Subprotocols:    []string{wire.Subprotocol},
		CompressionMode: websocket.CompressionNoContextTakeover,
	})
	if err != nil {
		return nil, dialError(url, resp, err)
	}
	ws.SetReadLimit(wire.MaxMessageBytes)
	c := &conn{ws: ws, line: stream}
	c.alive, c.cancel = context.WithCancel(context.Background())
	if ws.Subprotocol() != wire.Subprotocol {
		c.Close(wire.ClosePolicy, "subprotocol")
		return nil, fault.Errorf(fault.Unsupported, "%s does not speak %s", url, wire.Subprotocol)
	}
	return c, nil
}

// dialError gives a failed dial its code: unavailable where another attempt may
// succeed, unsupported where something else than a relay answers.
func dialError(url string, resp *http.Response, err error) error {
	if resp == nil {
		return unreachable(url, err)
	}
	status := strings.ToLower(resp.Status)
	if mayPass(resp.StatusCode) {
		body, _ := io.ReadAll(io.LimitReader(resp.Body, 200)) // why, in the relay's words
		return &fault.Error{Code: fault.Unavailable, Text: "cannot connect to " + url,
			Err: fmt.Errorf("it answered %s: %q", status, strings.TrimSpace(string(body)))}
	}
	return fault.Errorf(fault.Unsupported, "%s answered %s instead of opening a WebSocket", url, status).
		WithHint("is this the address of an amora relay, and does the network ask for a login?")
}

// mayPass reports whether an HTTP status tells of a state that passes by itself.
func mayPass(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return true
	}
	return status >= 500
}

// unreachable is the error of a dial without an answer, with a hint that fits
// the cause.
func unreachable(url string, err error) error {
	e := &fault.Error{Code: fault.Unavailable, Text: "cannot connect to " + url, Err: err}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return e.WithHint("the relay's TLS certificate cannot be verified: does the network ask for a login, " +
			"is this device's clock right, and is the certificate valid for this name?")
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok || errors.Is(err, http.ErrSchemeMismatch) {
		return e.WithHint("something answers without TLS: " +
			"does the network ask for a login, or is it ws:// instead of wss://?")
	}
	return e.WithHint("is the relay running, and is its address right?")
}

// conn is a [wire.Conn] on a WebSocket.
type conn struct {
	ws     *websocket.Conn
	line   *line.Dialled
	alive  context.Context // done once the connection has ended
	cancel context.CancelFunc
}

// Heard implements [wire.Beater]: the bytes that have come.
func (c *conn) Heard() int64 { return c.line.Heard() }

// Beat implements [wire.Beater] by a ping of the WebSocket protocol, which
// every relay answers.
func (c *conn) Beat(bool) bool {
	go func() {
		ctx, cancel := context.WithTimeout(c.alive, pongWithin)
		defer cancel()
		_ = c.ws.Ping(ctx) // what comes in counts, and nothing else
	}()
	return true
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
	stop := context.AfterFunc(ctx, func() { c.Close(wire.CloseNormal, "") })
	defer stop()
	kind, msg, err := c.line.Message(c.ws)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		c.cancel()
		return nil, closedError(err)
	case kind != websocket.MessageBinary:
		c.Close(host.CloseUnsupported, "binary messages only")
		return nil, fault.Errorf(fault.Unsupported, "the relay sent a text message")
	}
	return msg, nil
}

// Close says goodbye and waits for the answer, closeWithin at most: the websocket
// package would wait for the rest of a frame that the relay has begun.
func (c *conn) Close(code int, reason string) error {
	c.cancel()
	defer time.AfterFunc(closeWithin, c.line.Cut).Stop()
	return c.ws.Close(websocket.StatusCode(code), host.Clip(reason, 120))
}

// closedError gives the end of a connection its code.
func closedError(err error) error {
	switch status := websocket.CloseStatus(err); status {
	case -1:
		return &fault.Error{Code: fault.Unavailable, Text: "the connection broke", Err: err}
	case wire.CloseGoingAway, host.CloseTryAgain:
		return &fault.Error{Code: fault.Unavailable, Text: "the relay is going away", Err: err}
	default:
		return &fault.Error{Code: fault.Closed, Text: fmt.Sprintf("the relay closed the connection (%d)", status), Err: err}
	}
}
