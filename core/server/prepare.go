package server

import (
	"context"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Prepare does what a message takes before its turn: it reads the message and
// verifies what can be verified without the database. A host with several
// threads calls it while the room handles other messages, and what it returns
// when it is the message's turn, before it prepares the socket's next message.
// So strangers hold up nobody but themselves. Errors are [Room.Message]'s, and
// come from what is returned.
//
// Whoever has not proved itself is heard within narrow bounds
// (wire.UnprovedLimit), which are held before anything is decoded.
func (s *Room) Prepare(sock Socket, data []byte) func(context.Context, Socket) error {
	turn, err := s.prepare(sock, data)
	return func(ctx context.Context, sock Socket) error {
		if err == nil {
			err = turn(ctx, sock)
		}
		if err != nil {
			s.refuse(sock, err)
		}
		return err
	}
}

func (s *Room) prepare(sock Socket, data []byte) (turn, error) {
	st, err := readState(sock)
	if err != nil {
		return nil, err
	}
	if st.SyncSession == "" {
		return s.prepareUnproved(sock, st, data)
	}
	m, err := wire.Decode(data)
	if err != nil {
		return nil, err
	}
	if m.Kind == wire.KindHello || m.Kind == wire.KindAuth {
		return nil, fault.Errorf(fault.BadRequest, "message of kind %d after the handshake", m.Kind)
	}
	return func(ctx context.Context, sock Socket) error {
		st, err := readState(sock) // with what others have noted in it
		if err == nil && st.SyncSession == "" {
			err = errUnproved(m.Kind)
		}
		if err != nil {
			return err
		}
		c, err := s.call(ctx, sock, st)
		if err != nil {
			return err
		}
		return c.handle(m)
	}, nil
}

// turn is what is left to do of a message that was prepared.
type turn = func(context.Context, Socket) error

func errUnproved(kind wire.Kind) error {
	return fault.Errorf(fault.BadRequest, "message of kind %d before the handshake", kind)
}

// prepareUnproved is prepare for a peer that has not proved itself.
func (s *Room) prepareUnproved(sock Socket, st socketState, data []byte) (turn, error) {
	if len(data) < wire.EnvelopeBytes {
		return nil, fault.Errorf(fault.BadRequest, "message of %d bytes", len(data))
	}
	kind := wire.Kind(data[0])
	most := wire.UnprovedLimit(kind)
	switch {
	case kind == wire.KindError: // it gives up
		return func(context.Context, Socket) error { return nil }, nil
	case most == 0:
		return nil, errUnproved(kind)
	case len(data) > most:
		return nil, fault.Errorf(fault.Limit, "message of kind %d with %d bytes, at most %d", kind, len(data), most)
	}
	m, err := wire.Decode(data)
	if err != nil {
		return nil, err
	}
	switch kind {
	case wire.KindAuth:
		return s.prepareAuth(st, m)
	case wire.KindAsk:
		return s.prepareAsk(st, m)
	}
	return s.prepareHello(sock, st, m)
}

// greeting is a hello as far as it was looked at.
type greeting struct {
	hello wire.Hello
	same  bool // its bundle is the one in seen
	chain trust.Chain
	joins bool // by a short invite: the root is missing

	seen  *known       // by which it was judged, nil: it was not
	rules *trust.Rules // the newest, nil where the room has none
}

// prepareHello reads a hello and judges it, if what the room goes by is in
// memory.
func (s *Room) prepareHello(sock Socket, st socketState, m wire.Message) (turn, error) {
	if busy(sock) {
		return nil, fault.Errorf(fault.Limit, "another hello, and the answers to earlier ones are not read")
	}
	if st.Hellos >= wire.MaxHellos {
		return nil, fault.Errorf(fault.Limit, "%d hellos on one connection", st.Hellos)
	}
	g := &greeting{}
	k := s.known.Load()
	var bundle []byte
	if k != nil {
		bundle = k.bundle
	}
	var err error
	if g.hello, g.same, err = m.ReadHello(bundle); err != nil {
		return nil, err
	}
	if err := s.readHello(g); err != nil {
		return nil, err
	}
	if g.same {
		g.hello.Bundle = k.rules.Signed()
	}
	if k != nil {
		if err := s.judge(g, k); err != nil {
			return nil, err
		}
	}
	return func(ctx context.Context, sock Socket) error { return s.hello(ctx, sock, st, g) }, nil
}

// readHello checks the form of a hello and reads its chain.
func (s *Room) readHello(g *greeting) (err error) {
	h := g.hello
	if !slices.Contains(h.Versions, wire.ProtocolVersion) {
		return fault.Errorf(fault.Unsupported, "protocol versions %v, this side speaks %d", h.Versions, wire.ProtocolVersion)
	}
	if !value.IsID(h.Instance) || !value.IsID(h.Nonce) {
		return fault.Errorf(fault.BadRequest, "hello without an instance id or nonce")
	}
	if g.chain, err = trust.ParseChain(h.Chain); err != nil {
		return err
	}
	root := g.chain.Root()
	g.joins = root.ID != s.opts.Room
	if g.joins && (root.Parent != s.opts.Room || len(g.chain) > 1) {
		return fault.Errorf(fault.BadCertificate, "the chain begins with %s, this room is %s", root.ID, s.opts.Room)
	}
	return nil
}

// judge holds a hello against what the room goes by. A chain's signatures are
// verified with the proof, but for a short invite's, whose bearer is shown the
// room's rules at once: it has one.
func (s *Room) judge(g *greeting, k *known) (err error) {
	g.seen, g.rules = k, k.rules
	if k.rules == nil {
		return nil
	}
	chain := g.chain
	if g.joins {
		if err := k.root.Verify(chain[0].Serialized, chain[0].Signature); err != nil {
			return err
		}
		chain = trust.Chain{k.root, chain[0]}
	} else if g.rules, err = s.weigh(k, g.hello.Bundle); err != nil {
		return err
	}
	_, err = trust.CheckSignedChain(chain, g.rules)
	if fault.CodeOf(err) == fault.Revoked && chain.Verify() == nil { // it has been a member
		err = wire.Refuse(err, g.rules)
	}
	return err
}

// prepareAuth reads a proof and verifies its signatures: first the peer's own,
// so that only whoever has the leaf's key has this side verify more.
func (s *Room) prepareAuth(st socketState, m wire.Message) (turn, error) {
	if st.ServerNonce == "" {
		return nil, fault.Errorf(fault.BadNonce, "no challenge is open on this socket")
	}
	v := &verifier{room: s, state: st}
	k := s.known.Load()
	var bundle []byte
	if k != nil {
		bundle = k.bundle
	}
	same := false
	var err error
	if v.header, same, err = m.ReadAuth(bundle); err != nil {
		return nil, err
	}
	if same {
		v.header.Bundle = k.rules.Signed()
	}
	if err := v.verifySignatures(); err != nil {
		return nil, err
	}
	return func(ctx context.Context, sock Socket) error {
		sock.SetState(nil) // the nonce is used up, whatever comes of it
		return s.auth(ctx, sock, v)
	}, nil
}

// checkAuth checks the form of a proof.
func (s *Room) checkAuth(h wire.Auth) error {
	if h.Identity != nil {
		if err := h.Identity.Check(); err != nil {
			return err
		}
	}
	if len(s.opts.Hosts) > 0 && !slices.Contains(s.opts.Hosts, strings.ToLower(h.Host)) {
		return fault.Errorf(fault.BadSignature, "this relay is not %.100q", h.Host).
			WithHint("set --public-host to the name that clients use")
	}
	return nil
}
