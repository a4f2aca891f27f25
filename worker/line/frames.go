//go:build !js

package line

import (
	"encoding/binary"
	"sync"
	"time"
)

// What a peer may send beside messages. The websocket package answers control
// frames and joins fragments by itself, so that no message meter sees them.
// Past these rates the peer's bytes are read later: nobody is sent away.
const (
	controlsPerSecond  = 100     // pings, pongs, and "ping" messages
	fragmentsPerSecond = 100_000 // a compressed message has one every 240 bytes
)

// frames finds the WebSocket frames in a peer's bytes (RFC 6455, 5.2).
type frames struct {
	header [14]byte // of the frame at hand
	have   int      // bytes of it
	skip   uint64   // bytes of its payload that are yet to come
}

// see counts the control frames and the fragments whose headers are complete
// with these bytes.
func (f *frames) see(p []byte) (controls, fragments int) {
	for len(p) > 0 {
		if f.skip > 0 {
			n := min(f.skip, uint64(len(p)))
			f.skip -= n
			p = p[n:]
			continue
		}
		f.header[f.have] = p[0]
		f.have++
		p = p[1:]
		if f.have < f.length() {
			continue
		}
		const control, final = 0x08, 0x80
		switch first := f.header[0]; {
		case first&control != 0:
			controls++
		case first&final == 0 || first&0x0f == 0:
			fragments++
		}
		f.skip, f.have = f.payload(), 0
	}
	return controls, fragments
}

// length is that of the header, as far as what is there of it says.
func (f *frames) length() int {
	n := 2
	if f.have < n {
		return n
	}
	switch f.header[1] & 0x7f {
	case 126:
		n += 2
	case 127:
		n += 8
	}
	if f.header[1]&0x80 != 0 { // masked, as all frames of clients are
		n += 4
	}
	return n
}

// payload is the length of what follows the header.
func (f *frames) payload() uint64 {
	switch n := f.header[1] & 0x7f; n {
	case 126:
		return uint64(binary.BigEndian.Uint16(f.header[2:]))
	case 127:
		return binary.BigEndian.Uint64(f.header[2:]) & (1<<63 - 1)
	default:
		return uint64(n)
	}
}

// pace holds a peer to a rate: it says how long to wait after so many more,
// beyond a second's worth.
type pace struct {
	perSecond int
	mu        sync.Mutex
	paid      time.Time // until when what came is paid for
}

// after books n more.
func (p *pace) after(n int, now time.Time) time.Duration {
	if n == 0 {
		return 0
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.paid.Before(now) {
		p.paid = now
	}
	p.paid = p.paid.Add(time.Duration(n) * time.Second / time.Duration(p.perSecond))
	return max(0, p.paid.Sub(now)-time.Second)
}
