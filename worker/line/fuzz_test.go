//go:build !js

package line

import (
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
)

// FuzzFrames: frames are counted alike however the bytes are cut, and no more of
// them than there are bytes for.
func FuzzFrames(f *testing.F) {
	fuzzing.Start(f)
	f.Add(frame(0x89, 0), 1)
	f.Add(append(frame(0x02, 126), frame(0x80, 3)...), 3)
	f.Add([]byte{0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, 4)
	f.Add([]byte{0x82, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, 2)
	f.Fuzz(func(t *testing.T, stream []byte, size int) {
		var whole, cut frames
		controls, fragments := whole.see(stream)
		var c, g int
		size = max(1, size)
		for rest := stream; len(rest) > 0; {
			n := min(size, len(rest))
			moreControls, moreFragments := cut.see(rest[:n])
			c, g, rest = c+moreControls, g+moreFragments, rest[n:]
		}
		if c != controls || g != fragments || cut != whole {
			t.Fatalf("%x in pieces of %d: %d and %d, whole %d and %d", stream, size, c, g, controls, fragments)
		}
		if 2*(controls+fragments) > len(stream) {
			t.Fatalf("%x: %d control frames, %d fragments", stream, controls, fragments)
		}
	})
}
