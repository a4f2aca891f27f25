package host

import (
	"time"

	"github.com/amora-sync/amora/core/meter"
)

// Strangers bounds what the messages of peers that have not proved themselves
// take of a room's time, on a host with one thread and no clock of CPU time. It
// goes by what such messages cost at most (`go test ./worker -bench Attack`), in
// milliseconds, of which a handshake has two.
type Strangers struct {
	// PerMinute bounds the handshakes of all peers, after a burst of a third:
	// a class or a school begins at once. Those of one network are bounded by
	// half of it. 0 is no bound.
	PerMinute int64

	all       taken
	byNetwork map[string]taken
}

const (
	strangerCost    = 5        // ms for a message, with its socket and what RSA takes
	strangerBytes   = 64 << 10 // bytes that take one more
	strangersShares = 2        // of which one network has one
	// maxStrangerNetworks bounds the networks that are remembered. Past it they
	// are forgotten, and the bound of all holds.
	maxStrangerNetworks = 10_000
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
// that [meter.Network] does not know has no bound of its own.
func (s *Strangers) Take(address string, bytes int, now time.Time) bool {
	if s.PerMinute == 0 {
		return true
	}
	cost, perMinute := strangerCost+float64(bytes/strangerBytes), float64(2*strangerCost*s.PerMinute)
	rate, burst := perMinute/60, perMinute/3
	network := meter.Network(address)
	all := s.all.after(now, rate)
	one := s.byNetwork[network].after(now, rate/strangersShares)
	if all.level+cost > burst || network != "" && one.level+cost > burst/strangersShares {
		return false
	}
	all.level += cost
	s.all = all
	if network == "" {
		return true
	}
	if s.byNetwork == nil || len(s.byNetwork) >= maxStrangerNetworks {
		s.byNetwork = map[string]taken{}
	}
	one.level += cost
	s.byNetwork[network] = one
	return true
}
