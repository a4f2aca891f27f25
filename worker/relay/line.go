//go:build !js

package relay

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"sync/atomic"
)

// errLineEnded is the end of a byte stream below a WebSocket. A WebSocket ends
// with a close frame: the end of the bytes alone means that the connection
// broke.
var errLineEnded = errors.New("the line ended without a goodbye")

// lineError replaces the errors by which a byte stream says that it is over.
// The websocket package takes them, in the middle of a message, for the
// message's end, and returns what had come of it as a whole message.
func lineError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errLineEnded
	}
	return err
}

// dialledLine is the byte stream of one dialled WebSocket, above TLS. It is the
// HTTP transport of its own handshake.
type dialledLine struct {
	io.ReadWriteCloser
	transport http.RoundTripper // of the handshake
	heard     atomic.Int64      // bytes that have come
}

// RoundTrip puts the line in the place of an upgraded connection.
func (l *dialledLine) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := l.transport.RoundTrip(r)
	if err != nil || resp.StatusCode != http.StatusSwitchingProtocols {
		return resp, err
	}
	if stream, ok := resp.Body.(io.ReadWriteCloser); ok {
		l.ReadWriteCloser = stream
		resp.Body = l
	}
	return resp, nil
}

// Read implements [io.Reader]; it never returns [io.EOF].
func (l *dialledLine) Read(p []byte) (int, error) {
	n, err := l.ReadWriteCloser.Read(p)
	l.heard.Add(int64(n))
	return n, lineError(err)
}

// acceptedLine is an HTTP response whose connection becomes a WebSocket's byte
// stream once it is taken over.
type acceptedLine struct {
	http.ResponseWriter
	heard atomic.Int64 // bytes that have come since
}

// Hijack implements [http.Hijacker].
func (l *acceptedLine) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	c, buffered, err := http.NewResponseController(l.ResponseWriter).Hijack()
	return acceptedConn{c, l}, buffered, err
}

// acceptedConn is the connection below an acceptedLine.
type acceptedConn struct {
	net.Conn
	line *acceptedLine
}

// Read implements [io.Reader]; it never returns [io.EOF].
func (c acceptedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.line.heard.Add(int64(n))
	return n, lineError(err)
}
