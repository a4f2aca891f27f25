// Package grants says what several certificates permit together, each by
// itself, and who of them pays for what came with a transfer.
//
// It imports value.
package grants

import (
	"slices"

	"github.com/amora-sync/amora/core/value"
)

// Grant is what one certificate of a peer permits on its connection.
type Grant struct {
	Certificate string       // by id
	Read        value.Filter // what it lets the peer pull
	Write       value.Filter // what it lets the peer push
}

// Grants are what a peer may sync on its connection: what its certificates
// permit one by one. Every prefix is some certificate's own, so that together
// they permit no partition that none of them does.
type Grants struct {
	list  []Grant      // of the handshake's certificate first
	Read  value.Filter // of all
	Write value.Filter // of all
}

// New puts grants together.
func New(list ...Grant) *Grants {
	if len(list) == 1 {
		return &Grants{list: list, Read: list[0].Read, Write: list[0].Write}
	}
	g := &Grants{list: list}
	for _, one := range list {
		g.Read, g.Write = append(g.Read, one.Read...), append(g.Write, one.Write...)
	}
	g.Read, g.Write = g.Read.Reduced(), g.Write.Reduced()
	return g
}

// Filter is what may be pushed or pulled.
func (g *Grants) Filter(push bool) value.Filter {
	if push {
		return g.Write
	}
	return g.Read
}

// Shares divides bytes that came with a transfer among the certificates that
// permit its filter, by the number of its prefixes that each of them does.
func (g *Grants) Shares(filter value.Filter, bytes int64) map[string]int64 {
	prefixes := map[string]int64{}
	for _, prefix := range filter {
		permits := func(one Grant) bool { return one.Write.Contains(prefix) || one.Read.Contains(prefix) }
		i := max(slices.IndexFunc(g.list, permits), 0)
		prefixes[g.list[i].Certificate]++
	}
	if len(prefixes) < 2 {
		for id := range prefixes {
			return map[string]int64{id: bytes}
		}
		return map[string]int64{g.list[0].Certificate: bytes}
	}
	n := int64(len(filter))
	for id, count := range prefixes {
		prefixes[id] = (bytes*count + n - 1) / n // rounded up: no byte is free
	}
	return prefixes
}
