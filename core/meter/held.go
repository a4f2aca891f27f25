package meter

import (
	"net/netip"
	"sync"
)

// Held is what peers hold of a server's memory until they give it back, by the
// network that they come from. Calls may overlap.
//
// The spare part is kept for small things: large ones fill neither it nor, in the
// share of their network, half of it.
type Held struct {
	Most  int64 // what all hold together. One network holds half of it
	Spare int64 // the part of Most that large things leave

	mu  sync.Mutex
	all int64
	by  map[string]int64 // by network, but ""
}

// Take takes n for a network, "" for one that is not known, which has no bound of
// its own. It takes nothing, and reports false, past a bound.
func (h *Held) Take(network string, n int64, small bool) bool {
	most := h.Most
	if !small {
		most -= h.Spare
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.all+n > most || network != "" && h.by[network]+n > most/2 {
		return false
	}
	h.add(network, n)
	return true
}

// Give gives n back that was taken for a network.
func (h *Held) Give(network string, n int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.add(network, -n)
}

func (h *Held) add(network string, n int64) {
	h.all += n
	if network == "" {
		return
	}
	if h.by == nil {
		h.by = map[string]int64{}
	}
	if h.by[network] += n; h.by[network] == 0 {
		delete(h.by, network)
	}
}

// Network names the network of a peer's address: of IPv6 a /64 is one household's.
// It is "" for what is no address, and on loopback, where all have one address that
// come through a proxy.
func Network(address string) string {
	ip, err := netip.ParseAddr(address)
	if ip = ip.Unmap(); err != nil || ip.IsLoopback() {
		return ""
	}
	if ip.Is6() { // whoever has one address has the whole network
		network, _ := ip.WithZone("").Prefix(64)
		return network.String()
	}
	return ip.String()
}
