//go:build !js

package edge

import (
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
)

// A session in a socket's attachment survives its own form, whatever the peer
// brought; of anything else nothing is taken.
func FuzzSession(f *testing.F) {
	fuzzing.Start(f)
	f.Add((&session{opened: 1, remote: "::1", token: "a b\n%zz", code: "limit"}).encode(), "a token")
	f.Add("", "\xff\x00 +%")
	f.Add("1 2 3 4 5 6 7 %zz b c", "")
	f.Add("9223372036854775808 -1 x 4 5 6 7 a b c", "")
	f.Fuzz(func(t *testing.T, line, token string) {
		var read session
		read.decode(line)
		read.token = token
		var again session
		if again.decode(read.encode()); again != read {
			t.Fatalf("%+v became %+v", read, again)
		}
	})
}
