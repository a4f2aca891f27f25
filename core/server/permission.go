package server

import (
	"context"

	"github.com/amora-sync/amora/core/grants"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// maxPermissions bounds the permissions that a server remembers; past it they
// are read from the database again.
const maxPermissions = 1024

// permissionOf is what the peer of a socket may sync. That of several
// certificates is kept by the server, which can read it anew: it would not fit
// the socket's state.
func (s *Room) permissionOf(ctx context.Context, engine *pipeline.Engine, st socketState) (*grants.Grants, error) {
	list := []grants.Grant{{Certificate: st.Certificate, Read: st.Read, Write: st.Write}}
	if len(st.Certificates) == 0 {
		return grants.New(list...), nil
	}
	if p := s.permissions[st.SyncSession]; p != nil {
		return p, nil
	}
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
				list = append(list, grants.Grant{
					Certificate: id, Read: scope.Read.Permitted(server.Write), Write: scope.Write.Permitted(server.Read),
				})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if s.permissions == nil || len(s.permissions) >= maxPermissions {
		s.permissions = map[string]*grants.Grants{}
	}
	p := grants.New(list...)
	s.permissions[st.SyncSession] = p
	return p, nil
}
