//go:build !js

package line

import (
	"bytes"
	"encoding/binary"
	"testing"
	"time"
)

// frame is a masked frame with a payload of n bytes.
func frame(first byte, n int) []byte {
	head := []byte{first}
	switch {
	case n < 126:
		head = append(head, 0x80|byte(n))
	case n < 1<<16:
		head = binary.BigEndian.AppendUint16(append(head, 0x80|126), uint16(n))
	default:
		head = binary.BigEndian.AppendUint64(append(head, 0x80|127), uint64(n))
	}
	return append(append(head, 1, 2, 3, 4), bytes.Repeat([]byte{0x89}, n)...)
}

// Frames are found however the bytes are cut.
func TestFramesAreFound(t *testing.T) {
	stream := bytes.Join([][]byte{
		frame(0x89, 0), frame(0x82, 5), frame(0x8a, 125), frame(0x02, 126), frame(0x89, 3), frame(0x00, 1), frame(0x80, 70_000),
		frame(0xc2, 300), frame(0x88, 2),
	}, nil)
	for _, size := range []int{1, 2, 3, 7, 4096, len(stream)} {
		var f frames
		controls, fragments := 0, 0
		for rest := stream; len(rest) > 0; {
			n := min(size, len(rest))
			c, g := f.see(rest[:n])
			controls, fragments, rest = controls+c, fragments+g, rest[n:]
		}
		if controls != 4 || fragments != 3 || f.have != 0 || f.skip != 0 {
			t.Errorf("in pieces of %d: %d control frames, %d fragments", size, controls, fragments)
		}
	}
}

func TestPace(t *testing.T) {
	p, now := pace{perSecond: 100}, time.UnixMilli(1_000_000)
	if wait := p.after(100, now); wait != 0 {
		t.Errorf("a second's worth waits %v", wait)
	}
	if wait := p.after(50, now); wait != 500*time.Millisecond {
		t.Errorf("half as many again wait %v", wait)
	}
	now = now.Add(time.Minute)
	if wait := p.after(100, now); wait != 0 {
		t.Errorf("after a minute: %v", wait)
	}
}
