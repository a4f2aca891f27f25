package host

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
)

// Only what trusted proxies have written counts, up to the first address that is
// none of theirs.
func TestClientBehindProxies(t *testing.T) {
	trusted, err := ParseProxies([]string{"127.0.0.1", "10.0.0.0/8", "fd00::/8", "::1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		peer, forwarded, want string
	}{
		{"192.0.2.1", "", "192.0.2.1"},
		{"192.0.2.1", "198.51.100.7", "192.0.2.1"},
		{"127.0.0.1", "198.51.100.7", "198.51.100.7"},
		{"127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"},
		{"127.0.0.1", "203.0.113.9,198.51.100.7 , 10.1.2.3", "198.51.100.7"},
		{"127.0.0.1", "203.0.113.9|198.51.100.7,10.1.2.3", "198.51.100.7"},
		{"127.0.0.1", "10.1.2.3, 10.1.2.4", "10.1.2.3"},
		{"127.0.0.1", "", "127.0.0.1"},
		{"127.0.0.1", "203.0.113.9, unknown", "127.0.0.1"},
		{"127.0.0.1", "unknown, 10.1.2.3", "10.1.2.3"},
		{"127.0.0.1", "198.51.100.7:4711", "198.51.100.7"},
		{"127.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"},
		{"127.0.0.1", "[2001:db8::1]", "2001:db8::1"},
		{"fd00::5", "::ffff:198.51.100.7", "198.51.100.7"},
		{"::1", "2001:db8::1", "2001:db8::1"},
		{"fe80::1%eth0", "2001:db8::1", "fe80::1%eth0"},
	} {
		got := trusted.Client(netip.MustParseAddr(c.peer), strings.Split(c.forwarded, "|"))
		if got.String() != c.want {
			t.Errorf("%s, forwarded for %q: %s, want %s", c.peer, c.forwarded, got, c.want)
		}
	}
	if got := (Proxies)(nil).Client(netip.MustParseAddr("127.0.0.1"), []string{"192.0.2.1"}); got.String() != "127.0.0.1" {
		t.Errorf("without proxies: %s", got)
	}
	for _, text := range []string{"", "proxy.example.org", "10.0.0.0/33", "10.0.0.1:80:1", "::ffff:10.0.0.0/104"} {
		if _, err := ParseProxies([]string{text}); fault.CodeOf(err) != fault.BadRequest {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// Whatever a client writes before a proxy adds its address, that address is the
// client's.
func FuzzForwarded(f *testing.F) {
	fuzzing.Start(f)
	trusted := Proxies{netip.MustParsePrefix("10.0.0.0/8")}
	proxy, client := netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("192.0.2.1")
	f.Add("203.0.113.9")
	f.Add("unknown, [::1]:80,,")
	f.Fuzz(func(t *testing.T, written string) {
		for _, header := range [][]string{{written, "192.0.2.1"}, {written + ", 192.0.2.1"}, {written + ",192.0.2.1", "10.0.0.7"}} {
			if got := trusted.Client(proxy, header); got != client {
				t.Fatalf("%q: %s", header, got)
			}
		}
		if got := trusted.Client(client, []string{written}); got != client {
			t.Fatalf("forged %q: %s", written, got)
		}
	})
}
