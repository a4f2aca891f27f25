package server

import (
	"context"
	"maps"
	"slices"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Addressed is a [Socket] that knows its peer's network address.
type Addressed interface {
	Socket
	// Address is the peer's, without a port, "" where the host cannot tell.
	Address() string
}

// prepareAsk reads a request for a certificate by name and password (PROTOCOL.md
// §4, name and password). A connection gets one answer.
func (s *Room) prepareAsk(st socketState, m wire.Message) (turn, error) {
	switch {
	case st.Asked || st.Hellos > 0:
		return nil, fault.Errorf(fault.BadRequest, "a connection is for one request, and for nothing else then")
	case s.opts.Accounts == nil:
		return nil, fault.Errorf(fault.RoomClosed, "this relay lets nobody join by name and password").
			WithHint("join with an invite, or ask whoever runs the relay")
	}
	h, err := s.readAsk(m)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, sock Socket) error { return s.ask(ctx, sock, st, h) }, nil
}

// ask has a request judged, and answers it. Nothing is stored before the
// password is known to be right.
func (s *Room) ask(ctx context.Context, sock Socket, st socketState, h wire.Ask) error {
	engine, err := s.opts.Open(ctx, false)
	if err != nil {
		return err
	}
	if engine == nil {
		return fault.Errorf(fault.RoomClosed, "this relay does not have the room")
	}
	st.Asked, st.Hellos = true, wire.MaxHellos
	st.save(sock)
	request := account.Request{Room: s.opts.Room, User: h.User, Password: h.Password, Facility: h.Facility, Scope: h.Scope, Params: h.Params}
	if a, ok := sock.(Addressed); ok {
		request.Address = a.Address()
	}
	accounts := s.opts.Accounts(s.opts.Room, engine.DB())
	s.opts.Aside(sock, func() { err = accounts.Authenticate(ctx, request) }, func() {
		if err == nil {
			err = s.grant(ctx, sock, h)
		}
		if err != nil {
			s.refuse(sock, err)
			sock.Close(closeCode(err), string(fault.CodeOf(err)))
		}
	})
	return nil
}

func closeCode(err error) int {
	if fault.CodeOf(err).OwnFault() {
		return wire.CloseInternal
	}
	return wire.ClosePolicy
}

// readAsk checks the form of a request. The dataset's id need not be given: the
// room's own is the only one that fits.
func (s *Room) readAsk(m wire.Message) (h wire.Ask, err error) {
	if err := m.Read(&h); err != nil {
		return h, err
	}
	if !slices.Contains(h.Versions, wire.ProtocolVersion) {
		return h, fault.Errorf(fault.Unsupported, "protocol versions %v, this side speaks %d", h.Versions, wire.ProtocolVersion)
	}
	params := map[string]string{account.DatasetParam: s.opts.Room}
	maps.Copy(params, h.Params)
	h.Params = params
	return h, nil
}

// grant issues the certificate that was asked for, and sends it.
func (s *Room) grant(ctx context.Context, sock Socket, h wire.Ask) error {
	engine, err := s.opts.Open(ctx, false)
	if err != nil {
		return err
	}
	if engine == nil {
		return fault.Errorf(fault.RoomClosed, "the room is gone")
	}
	reply, err := s.issue(ctx, engine, h)
	if err != nil {
		return err
	}
	return sock.Send(wire.Encode(wire.KindGranted, reply, ""))
}

// issue makes and stores a certificate.
func (s *Room) issue(ctx context.Context, engine *pipeline.Engine, h wire.Ask) (reply wire.Granted, err error) {
	salt, err := value.RandomID(s.opts.Rand)
	if err != nil {
		return reply, err
	}
	err = engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		rules, err := trust.ServedRules(tx, s.opts.Room)
		if err != nil {
			return err
		}
		issuers, err := s.issuers(tx, engine, rules)
		if err != nil {
			return err
		}
		definition, err := trust.LatestDefinition(rules.Scopes, h.Scope)
		if err != nil {
			return err
		}
		params := maps.Clone(h.Params)
		maps.DeleteFunc(params, func(name, _ string) bool { return !definition.Needs(name) })
		chain, err := trust.IssueWithin(issuers, rules, definition, params, h.PublicKey, salt)
		if err != nil {
			return err
		}
		reply = wire.Granted{Chain: []byte(chain.String()), Bundle: rules.Signed()}
		s.log.Info("certificate issued", "room", s.opts.Room, "certificate", chain.Leaf().ID, "scope", h.Scope, "user", h.User)
		return trust.SaveChain(tx, chain.WithoutKeys())
	})
	return reply, err
}

// issuers are the certificates that this side may issue others with: its own
// in the room, unless the room's bundle lists its key as a relay's, which signs
// nothing, and the one that the room's owner handed over. Error: room_closed if
// there is none.
func (s *Room) issuers(tx sqldb.Tx, engine *pipeline.Engine, rules *trust.Rules) ([]trust.Own, error) {
	none := fault.Errorf(fault.RoomClosed, "this relay may not issue certificates in this room").
		WithHint("the room's owner makes an invite, and whoever runs the relay gives it to amora user issuer")
	if rules == nil {
		return nil, none
	}
	k, err := s.trustedIn(tx, engine)
	if err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(slices.Clone(k.own.list), func(c trust.Own) bool { return rules.Signed() != nil && rules.Admits(c.PublicKey) })
	invite, err := s.opts.Issuer()
	if err != nil {
		return nil, err
	}
	if invite != nil {
		leaf, err := trust.CheckChain(invite.Chain, rules)
		if err != nil {
			return nil, err
		}
		scope, err := rules.ScopeOf(leaf)
		if err != nil {
			return nil, err
		}
		list = append(list, trust.Own{Certificate: leaf, Chain: invite.Chain, Scope: scope})
	}
	if len(list) == 0 {
		return nil, none
	}
	return list, nil
}
