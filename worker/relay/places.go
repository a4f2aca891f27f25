//go:build !js

package relay

import (
	"net"
	"net/http"
	"time"

	"github.com/amora-sync/amora/core/meter"
)

// place is one of the places that a relay has for sockets, from the request for
// it until its socket has ended.
type place struct {
	room    *room
	address string // of the peer, "" on loopback: there a proxy has many

	proved  bool
	waiting time.Time              // since when its peer keeps this side waiting, zero: it does not
	sock    interface{ giveWay() } // nil while the request is being upgraded
	leaving bool                   // it has given way
}

// patienceForPlaces is how long a peer may keep its side of the handshake
// waiting before it can lose its place to another: longer than an answer takes.
const patienceForPlaces = 500 * time.Millisecond

// places are all places of a relay, guarded by rooms.mu. Sockets that have not
// proved themselves take half of them at most, those of one address a quarter.
// Past that, and where every place is taken, whoever keeps the relay waiting
// longest gives way to the newcomer.
type places struct {
	max      int           // of all; 0: no bound
	patience time.Duration // see patienceForPlaces
	held     map[*place]struct{}
}

func newPlaces(max int) places {
	return places{max: max, patience: patienceForPlaces, held: map[*place]struct{}{}}
}

// fewPlaces is how many sockets may always be unproved, where there are places.
const fewPlaces = 16

// unboundedPlaces stands for max in the bounds of the unproved, where there is
// none.
const unboundedPlaces = 1000

// take finds a place for a newcomer at an address, nil if there is none.
func (ps *places) take(address string, now time.Time) *place {
	all, unproved, neighbours := 0, 0, 0
	for p := range ps.held {
		if p.leaving {
			continue
		}
		all++
		if !p.proved {
			unproved++
			if p.address == address {
				neighbours++
			}
		}
	}
	most := ps.max
	if most == 0 {
		most = unboundedPlaces
	}
	switch {
	case address != "" && neighbours >= max(fewPlaces, most/4):
		if !ps.giveWay(now, func(p *place) bool { return p.address == address }) {
			return nil
		}
	case unproved >= max(fewPlaces, most/2) || ps.max > 0 && all >= ps.max:
		if !ps.giveWay(now, func(*place) bool { return true }) {
			return nil
		}
	}
	p := &place{address: address}
	ps.held[p] = struct{}{}
	return p
}

// giveWay ends the socket, of those that may, whose peer has kept this side
// waiting longest, and reports whether there was one.
func (ps *places) giveWay(now time.Time, may func(*place) bool) bool {
	var slowest *place
	for p := range ps.held {
		waits := !p.leaving && !p.proved && !p.waiting.IsZero() && now.Sub(p.waiting) >= ps.patience
		if waits && may(p) && (slowest == nil || p.waiting.Before(slowest.waiting)) {
			slowest = p
		}
	}
	if slowest == nil {
		return false
	}
	slowest.leaving = true
	slowest.sock.giveWay()
	return true
}

// addressOf is the address of a request's peer, "" on loopback.
func addressOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	return meter.Network(host)
}
