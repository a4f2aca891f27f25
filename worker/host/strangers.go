package host

import (
	"net/netip"
	"time"
)

// Strangers bounds what the messages of peers that have not proved themselves
// take of a room's time, on a host with one thread and no clock of CPU time. It
// goes by what such messages cost at most (`go test ./worker -bench Attack`), in
// milliseconds, of which a handshake has two.
type Strangers struct {
	// PerMinute bounds the handshakes of all peers, after a burst of a third:
	// a class or a school begins at once. Those of one address are bounded by
	// half of it. 0 is no bound.
	PerMinute int64

	all       taken
	byAddress map[netip.Prefix]taken
}

const (
	strangerCost    = 5        // ms for a message, with its socket and what RSA takes
	strangerBytes   = 64 << 10 // bytes that take one more
	strangersShares = 2        // of which one address has one
	// maxStrangerAddresses bounds the addresses that are remembered. Past it they
	// are forgotten, and the bound of all holds.
	maxStrangerAddresses = 10_000
)

// taken is how much was taken of something that comes back as time goes by.
type taken struct {
	level float64
	at    time.Time
}

// after is what is left of it at a later time, at a rate a second.
func (t taken) after(now time.Time, rate float64) taken {
	return taken{max(0, t.level-max(0, now.Sub(t.at).Seconds())*rate), now}
}

// Take reports whether a message of so many bytes may be looked at. An address
// that is not known, "" as that of loopback, has no bound of its own.
func (s *Strangers) Take(address string, bytes int, now time.Time) bool {
	if s.PerMinute == 0 {
		return true
	}
	cost, perMinute := strangerCost+float64(bytes/strangerBytes), float64(2*strangerCost*s.PerMinute)
	rate, burst := perMinute/60, perMinute/3
	network, known := networkOf(address)
	all := s.all.after(now, rate)
	one := s.byAddress[network].after(now, rate/strangersShares)
	if all.level+cost > burst || known && one.level+cost > burst/strangersShares {
		return false
	}
	all.level += cost
	s.all = all
	if !known {
		return true
	}
	if s.byAddress == nil || len(s.byAddress) >= maxStrangerAddresses {
		s.byAddress = map[netip.Prefix]taken{}
	}
	one.level += cost
	s.byAddress[network] = one
	return true
}

// networkOf is whose an address is: of IPv6 a /64 is one household's.
func networkOf(address string) (network netip.Prefix, known bool) {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return network, false
	}
	bits := 64
	if ip = ip.Unmap(); ip.Is4() {
		bits = 32
	}
	network, err = ip.WithZone("").Prefix(bits)
	return network, err == nil
}
