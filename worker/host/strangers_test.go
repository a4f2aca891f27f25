package host

import (
	"fmt"
	"testing"
	"time"
)

// A flood of strangers gets a part of a room's time, that of one address a
// smaller one, and others get in beside it.
func TestStrangersGetAPart(t *testing.T) {
	const small, large = 5 << 10, 320 << 10
	now := time.UnixMilli(1_000_000)
	s := Strangers{PerMinute: 3000}
	flood := func(address string, bytes int) (passed int) {
		for s.Take(address, bytes, now) {
			passed++
		}
		return passed
	}
	if n := flood("192.0.2.1", small); n < 500 || n > 1500 {
		t.Errorf("a burst of %d messages of one address", n)
	}
	if s.Take("192.0.2.1", small, now) || !s.Take("192.0.2.2", small, now) {
		t.Error("one address's flood is another's")
	}
	for i := range 20 {
		flood(fmt.Sprintf("198.51.100.%d", i), large)
	}
	if s.Take("203.0.113.1", large, now) {
		t.Error("addresses without end have no bound together")
	}
	now = now.Add(time.Second)
	if n := flood("203.0.113.1", small); n < 50 || n > 105 {
		t.Errorf("%d messages after a second, half of its time is for about 100", n)
	}
	now = now.Add(time.Hour)
	if n := flood("2001:db8::1", small) + flood("2001:db8::2:1", small); n > 1500 {
		t.Errorf("%d messages of one network's two addresses", n)
	}
	now = now.Add(time.Hour)
	if few, many := flood("192.0.2.1", large), flood("192.0.2.2", small); few >= many {
		t.Errorf("%d large messages, %d small ones", few, many)
	}
	now = now.Add(time.Hour)
	for _, address := range []string{"", "127.0.0.1", "::1", "::ffff:127.0.0.1"} {
		if n := flood(address, small); n < 1500 {
			t.Errorf("%q: %d messages of who knows how many peers behind a proxy", address, n)
		}
		now = now.Add(time.Hour)
	}
	if s = (Strangers{}); !s.Take("", small, now) {
		t.Error("without a bound there is one")
	}
}

// What is remembered of addresses is bounded.
func TestStrangersAddressesAreBounded(t *testing.T) {
	s := Strangers{PerMinute: 3000}
	now := time.UnixMilli(1_000_000)
	for i := range 3 * maxStrangerNetworks {
		now = now.Add(time.Second)
		s.Take(fmt.Sprintf("10.%d.%d.%d", i>>16, i>>8&255, i&255), 1, now)
	}
	if n := len(s.byNetwork); n > maxStrangerNetworks {
		t.Errorf("%d addresses", n)
	}
}
