//go:build !js

package line

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

// errLineEnded is the end of a byte stream below a WebSocket. A WebSocket ends
// with a close frame: the end of the bytes alone means that the connection
// broke.
var errLineEnded = errors.New("the line ended without a goodbye")

// Line is what is known of the byte stream below a WebSocket.
type Line struct {
	heard atomic.Int64 // bytes that have come
	ended atomic.Bool  // a Read has found the end, however the stream ended
}

// read notes the outcome of a Read and returns what the websocket package gets
// to see. The package takes [io.EOF], in the middle of a message, for the
// message's end, so that another error stands in its place. An error beside
// bytes is left to the next Read: ended then says that bytes were wanted which
// never came.
func (l *Line) read(n int, err error) (int, error) {
	l.heard.Add(int64(n))
	switch {
	case err == nil || n > 0:
		return n, nil
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		err = errLineEnded
	}
	l.ended.Store(true)
	return 0, err
}

// Message reads the next message. Of a compressed frame that ends early the
// websocket package decompresses what has come, a server without unmasking it:
// if that looks like the end of a compressed stream, the package takes it for a
// whole message. But a message is whole only if the stream has not ended.
func (l *Line) Message(ws *websocket.Conn) (websocket.MessageType, []byte, error) {
	kind, msg, err := ws.Read(context.Background())
	if err == nil && l.ended.Load() {
		err = errLineEnded
	}
	return kind, msg, err
}

// Heard is the number of bytes that have come.
func (l *Line) Heard() int64 { return l.heard.Load() }

// Dialled is the byte stream of one dialled WebSocket, above TLS. It is the
// HTTP transport of its own handshake.
type Dialled struct {
	io.ReadWriteCloser
	Transport http.RoundTripper // of the handshake
	Line
}

// RoundTrip puts the line in the place of an upgraded connection.
func (l *Dialled) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := l.Transport.RoundTrip(r)
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
func (l *Dialled) Read(p []byte) (int, error) {
	return l.Line.read(l.ReadWriteCloser.Read(p))
}

// Cut ends the connection, as [Accepted.Cut] does; the goodbye of TLS may take
// some seconds.
func (l *Dialled) Cut() { _ = l.ReadWriteCloser.Close() }

// Accepted is an HTTP response whose connection becomes a WebSocket's byte
// stream once it is taken over.
type Accepted struct {
	http.ResponseWriter
	Line
	outbox
	conn net.Conn // nil until it is taken over

	early     io.Reader // what came with the request
	frames    frames
	controls  pace
	fragments pace
	once      sync.Once
	closed    chan struct{}
}

// Accept makes the line of a request that asks for a WebSocket. What waits for
// a peer is bounded by maxHeld bytes a message.
func Accept(w http.ResponseWriter, maxHeld int) *Accepted {
	return &Accepted{
		ResponseWriter: w, outbox: outbox{max: maxHeld}, closed: make(chan struct{}),
		controls: pace{perSecond: controlsPerSecond}, fragments: pace{perSecond: fragmentsPerSecond},
	}
}

// NoteControl counts a message that stands for a control frame, and holds the
// reader up if there are too many.
func (l *Accepted) NoteControl() { l.wait(l.controls.after(1, time.Now())) }

// Conn is the connection, nil until it is taken over.
func (l *Accepted) Conn() net.Conn { return l.conn }

// Cut ends the connection at once, below TLS and without a goodbye: what reads or
// writes fails. Once a WebSocket is being closed, the websocket package cannot do
// that. Its Close waits for the end of every frame that has begun, however long
// the peer takes over it, and its CloseNow then closes nothing.
func (l *Accepted) Cut() {
	l.once.Do(func() { close(l.closed) })
	_ = below(l.conn).Close() // that of a closed connection fails
}

// wait holds the reader up for a while, at most until the connection is closed.
func (l *Accepted) wait(d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-l.closed:
	}
}

// Hijack implements [http.Hijacker].
func (l *Accepted) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	c, buffered, err := http.NewResponseController(l.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	early, err := buffered.Reader.Peek(buffered.Reader.Buffered())
	if err != nil {
		return nil, nil, err
	}
	boundKernel(c)
	l.conn, l.early = c, bytes.NewReader(bytes.Clone(early))
	taken := acceptedConn{c, l}
	// What comes with the connection knows nothing of the outbox and the frames.
	return taken, bufio.NewReadWriter(bufio.NewReader(taken), bufio.NewWriter(taken)), buffered.Writer.Flush()
}

// kernelBytes is how much the kernel is asked to hold for a peer. By itself it
// would hold up to 4 MB for each, of which nobody keeps count; a peer that is 100
// ms away gets some MB a second all the same.
const kernelBytes = 256 << 10

// boundKernel bounds what the kernel holds for a peer that takes nothing.
func boundKernel(c net.Conn) {
	if tcp, ok := below(c).(interface{ SetWriteBuffer(bytes int) error }); ok {
		_ = tcp.SetWriteBuffer(kernelBytes) // or the kernel's own bound holds
	}
}

// below is the connection that carries another, such as that of TLS.
func below(c net.Conn) net.Conn {
	for {
		carried, ok := c.(interface{ NetConn() net.Conn })
		if !ok {
			return c
		}
		c = carried.NetConn()
	}
}

// acceptedConn is the connection below an Accepted.
type acceptedConn struct {
	net.Conn
	line *Accepted
}

// Close implements [io.Closer].
func (c acceptedConn) Close() error {
	c.line.once.Do(func() { close(c.line.closed) })
	return c.Conn.Close()
}

// Write implements [io.Writer]: within a message it collects.
func (c acceptedConn) Write(p []byte) (int, error) {
	if collected, err := c.line.write(p); collected {
		return len(p), err
	}
	return c.Conn.Write(p)
}

// Read implements [io.Reader]; it never returns [io.EOF]. A peer that sends too
// many frames is read from later.
func (c acceptedConn) Read(p []byte) (int, error) {
	n, err := c.line.early.Read(p)
	if n == 0 {
		n, err = c.Conn.Read(p)
	}
	controls, fragments := c.line.frames.see(p[:n])
	now := time.Now()
	c.line.wait(max(c.line.controls.after(controls, now), c.line.fragments.after(fragments, now)))
	return c.line.Line.read(n, err)
}
