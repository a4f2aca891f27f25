package meter

import "testing"

// TestHeld: one network holds half, and what is large leaves the spare part, of
// all and of its network's half.
func TestHeld(t *testing.T) {
	h := Held{Most: 100, Spare: 20}
	for i, c := range []struct {
		network string
		n       int64
		small   bool
		taken   bool
	}{
		{"a", 41, false, false}, {"a", 40, false, true}, {"a", 1, false, false}, {"a", 11, true, false}, {"a", 10, true, true},
		{"b", 30, false, true}, {"c", 1, false, false}, {"", 1, false, false}, {"", 21, true, false}, {"", 20, true, true},
		{"c", 1, true, false},
	} {
		if taken := h.Take(c.network, c.n, c.small); taken != c.taken {
			t.Errorf("take %d: %v", i, taken)
		}
	}
	h.Give("a", 50)
	h.Give("b", 30)
	h.Give("", 20)
	if h.all != 0 || len(h.by) != 0 {
		t.Errorf("%d are held, of %v", h.all, h.by)
	}
	if !h.Take("", 80, false) {
		t.Error("an unknown network has a bound of its own")
	}
}

// TestNetwork: addresses of one household are one network.
func TestNetwork(t *testing.T) {
	for address, want := range map[string]string{
		"203.0.113.7": "203.0.113.7", "::ffff:203.0.113.7": "203.0.113.7", "2001:db8:1:2:3::4": "2001:db8:1:2::/64",
		"2001:db8:1:2::5": "2001:db8:1:2::/64", "fe80::1%eth0": "fe80::/64", "127.0.0.1": "", "::1": "", "": "", "x": "",
	} {
		if got := Network(address); got != want {
			t.Errorf("%q: %q", address, got)
		}
	}
}
