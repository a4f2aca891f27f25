package server

import (
	"context"
	"slices"

	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// grant is what one certificate of a peer permits on its connection.
type grant struct {
	certificate string
	read, write value.Filter
}

// permission is what a peer may sync on its connection: what its certificates
// permit one by one. Every prefix is some certificate's own, so that together
// they permit no partition that none of them does.
type permission struct {
	grants      []grant // of the handshake's certificate first
	read, write value.Filter
}

func newPermission(grants ...grant) *permission {
	p := &permission{grants: grants}
	for _, g := range grants {
		p.read, p.write = append(p.read, g.read...), append(p.write, g.write...)
	}
	p.read, p.write = p.read.Reduced(), p.write.Reduced()
	return p
}

// filter is what may be pushed or pulled.
func (p *permission) filter(push bool) value.Filter {
	if push {
		return p.write
	}
	return p.read
}

// shares divides bytes that came with a transfer among the certificates that
// permit its filter, by the number of its prefixes that each of them does.
func (p *permission) shares(filter value.Filter, bytes int64) map[string]int64 {
	prefixes := map[string]int64{}
	for _, prefix := range filter {
		permits := func(g grant) bool { return g.write.Contains(prefix) || g.read.Contains(prefix) }
		i := max(slices.IndexFunc(p.grants, permits), 0)
		prefixes[p.grants[i].certificate]++
	}
	if len(prefixes) < 2 {
		for id := range prefixes {
			return map[string]int64{id: bytes}
		}
		return map[string]int64{p.grants[0].certificate: bytes}
	}
	n := int64(len(filter))
	for id, count := range prefixes {
		prefixes[id] = (bytes*count + n - 1) / n // rounded up: no byte is free
	}
	return prefixes
}

// maxPermissions bounds the permissions that a server remembers; past it they
// are read from the database again.
const maxPermissions = 1024

// permissionOf is what the peer of a socket may sync. That of several
// certificates is kept by the server, which can read it anew: it would not fit
// the socket's state.
func (s *Room) permissionOf(ctx context.Context, engine *pipeline.Engine, st socketState) (*permission, error) {
	first := grant{st.Certificate, st.Read, st.Write}
	if len(st.Certificates) == 0 {
		return &permission{grants: []grant{first}, read: st.Read, write: st.Write}, nil
	}
	if p := s.permissions[st.SyncSession]; p != nil {
		return p, nil
	}
	grants := []grant{first}
	err := engine.DB().View(ctx, func(tx sqldb.Tx) error {
		own, err := trust.RoomCredentials(tx, s.opts.Room)
		if err != nil {
			return err
		}
		rules, err := trust.ServedRules(tx, s.opts.Room)
		if err != nil {
			return err
		}
		f, err := trust.LoadFamily(tx, rules, st.Certificates)
		if err != nil {
			return err
		}
		server := trust.Combined(own.Usable)
		for _, id := range st.Certificates {
			scope, err := f.JudgeID(id)
			if err == nil { // else it was revoked, and the socket is about to be closed
				grants = append(grants, grant{id, trust.Permitted(scope.Read, server.Write), trust.Permitted(scope.Write, server.Read)})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if s.permissions == nil || len(s.permissions) >= maxPermissions {
		s.permissions = map[string]*permission{}
	}
	p := newPermission(grants...)
	s.permissions[st.SyncSession] = p
	return p, nil
}
