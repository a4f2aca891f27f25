package host

import (
	"net/netip"
	"strings"

	"github.com/amora-sync/amora/core/fault"
)

// Proxies are those whose word on the address of a client counts. What others
// say in X-Forwarded-For does not: anybody can.
type Proxies []netip.Prefix

// ParseProxies reads addresses and networks, such as 10.0.0.0/8. Error:
// bad_request.
func ParseProxies(texts []string) (list Proxies, err error) {
	for _, text := range texts {
		network, err := netip.ParsePrefix(text)
		if ip, alone := parseAddress(text); err != nil && alone {
			network, err = ip.Prefix(ip.BitLen())
		}
		if err != nil || network.Addr().Is4In6() {
			return nil, fault.Errorf(fault.BadRequest, "%s: neither an address nor a network", text).
				WithHint("such as 127.0.0.1, 10.0.0.0/8 or fd00::/8")
		}
		list = append(list, network)
	}
	return list, nil
}

// Client is the address of a client whose request came from the address peer.
// forwarded are the request's X-Forwarded-For headers, to which each proxy adds
// the address that it was spoken to from. So they are read from their end, as far
// as proxies have written them.
func (p Proxies) Client(peer netip.Addr, forwarded []string) netip.Addr {
	hops := strings.Split(strings.Join(forwarded, ","), ",")
	for i := len(hops) - 1; i >= 0 && p.trust(peer); i-- {
		hop, ok := parseAddress(strings.TrimSpace(hops[i]))
		if !ok {
			break
		}
		peer = hop
	}
	return peer
}

func (p Proxies) trust(ip netip.Addr) bool {
	for _, network := range p {
		if network.Contains(ip.WithZone("")) {
			return true
		}
	}
	return false
}

// parseAddress reads an address as proxies write it, perhaps with a port.
func parseAddress(text string) (ip netip.Addr, ok bool) {
	ip, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
	if err != nil {
		var with netip.AddrPort
		with, err = netip.ParseAddrPort(text)
		ip = with.Addr()
	}
	return ip.Unmap(), err == nil
}
