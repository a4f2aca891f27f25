package wire

import (
	"net/url"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
)

// An address, of an invite or a link, is refused with a code or leads to a room
// at the host that both sides sign.
func FuzzSyncURL(f *testing.F) {
	fuzzing.Start(f)
	for _, address := range []string{"", "ws://relay", "https://Relay.Example:8443/below/", "ws://u:p@relay",
		"wss://relay?x#y", "ws://[::1]:1", "ws://relay/%zz", "ws:relay"} {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, relay string) {
		address, host, err := SyncURL(relay, testDataset)
		if err != nil {
			if fault.CodeOf(err) != fault.BadRequest {
				t.Fatal(err)
			}
			return
		}
		u, err := url.Parse(address)
		if err != nil {
			t.Fatalf("%q became %q: %v", relay, address, err)
		}
		if u.Scheme != "ws" && u.Scheme != "wss" || u.User != nil || strings.ToLower(u.Host) != host ||
			!strings.HasSuffix(u.Path, "/sync/"+testDataset) {
			t.Fatalf("%q became %q at %q", relay, address, host)
		}
	})
}
