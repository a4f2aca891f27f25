package core

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
)

// hello answers who the peer says it is with who this side is and a nonce to
// sign (PROTOCOL.md §3). Nothing is believed and nothing stored yet.
func (s *Server) hello(ctx context.Context, sock Socket, m message) error {
	var h helloHeader
	if err := m.read(&h); err != nil {
		return err
	}
	chain, err := s.readHello(h)
	if err != nil {
		return err
	}
	nonce, err := s.nonceFor(sock, h)
	if err != nil {
		return err
	}
	_, public, err := s.keys()
	if err != nil {
		return err
	}
	capabilities := []string{capabilityIdentity, capabilityPing, capabilityCertificates}
	reply := challengeHeader{Version: ProtocolVersion, Capabilities: capabilities, Nonce: nonce, PublicKey: public}
	st := socketState{
		ClientNonce: h.Nonce, ServerNonce: nonce, ClientInstance: h.Instance, Wanted: true,
		Together: slices.Contains(h.Capabilities, capabilityCertificates),
	}
	engine, err := s.opts.Open(ctx, false)
	if err != nil {
		return err
	}
	if engine != nil {
		if st.Wanted, st.Shown, err = s.introduce(ctx, engine, chain, h.Bundle, &reply); err != nil {
			return err
		}
		reply.Instance, st.ServerInstance = engine.identity.ID(), engine.identity.ID()
	}
	if chain.Root().ID == s.opts.Room { // otherwise it has yet to join
		st.save(sock)
	}
	return sock.Send(encodeMessage(KindChallenge, reply, ""))
}

// readHello checks the form of a hello and reads its chain.
func (s *Server) readHello(h helloHeader) (Chain, error) {
	if !slices.Contains(h.Versions, ProtocolVersion) {
		return nil, Errorf(CodeUnsupported, "protocol versions %v, this side speaks %d", h.Versions, ProtocolVersion)
	}
	if !isID(h.Instance) || !isID(h.Nonce) {
		return nil, Errorf(CodeBadRequest, "hello without an instance id or nonce")
	}
	chain, err := ParseChain(h.Chain)
	if err != nil {
		return nil, err
	}
	if root := chain.Root(); root.ID != s.opts.Room && root.Parent != s.opts.Room {
		return nil, Errorf(CodeBadCertificate, "the chain begins with %s, this room is %s", root.ID, s.opts.Room)
	}
	return chain, nil
}

// nonceFor is a fresh nonce, or, where a hello is repeated, the one that its
// sender may be signing already.
func (s *Server) nonceFor(sock Socket, h helloHeader) (string, error) {
	st, err := readState(sock)
	if err != nil || st.ServerNonce == "" || st.ClientNonce != h.Nonce || st.ClientInstance != h.Instance {
		return randomID(s.opts.Rand)
	}
	return st.ServerNonce, nil
}

// introduce fills in what the room has to show a member: its bundle and this
// side's certificate. It reports whether another certificate is wanted: none is
// there, or a member asks for more than the present ones let this side serve,
// and its own certificate would let it. shown is the id of this side's.
func (s *Server) introduce(ctx context.Context, engine *Engine, chain Chain, offered *signedBundle, reply *challengeHeader) (
	wanted bool, shown string, err error,
) {
	err = engine.db.View(ctx, func(tx Tx) error {
		rules, err := LoadBundle(tx, s.opts.Room)
		if err != nil {
			return err
		}
		reply.Bundle = rules.Signed()
		// Who joins by a short invite has yet to learn the root's certificate.
		joins := chain.Root().ID != s.opts.Room
		if joins {
			root, err := loadCertificate(tx, s.opts.Room)
			if CodeOf(err) == CodeNoCertificate { // nobody has entered the room yet
				return nil
			} else if err != nil {
				return err
			}
			chain = append(Chain{root}, chain...)
		}
		rules = newest(chain.Root(), rules, offered)
		if rules != nil {
			if _, err := checkChain(chain, rules); err != nil {
				return err
			}
		}
		own, err := s.roomCertificates(tx, rules)
		if err != nil || joins && len(own) == 0 {
			return err
		}
		if len(own) == 0 {
			wanted = true
			return nil
		}
		scope, err := rules.scopeOf(chain.Leaf())
		if err != nil {
			return err
		}
		wanted = !serves(combined(own), scope) && serves(scope, scope) && (len(own) < MaxOwn || len(covered(own, scope)) > 0)
		if !wanted || joins {
			reply.Chain, shown = []byte(own[0].chain.String()), own[0].ID
		}
		return nil
	})
	return wanted, shown, err
}

// MaxOwn bounds this side's certificates in a room, which every hello verifies.
// One that covers others takes their place.
const MaxOwn = 32

// covered are the ids of the certificates that permit nothing beyond scope.
func covered(own []ownCertificate, scope Scope) []string {
	var ids []string
	for _, c := range own {
		if c.scope.Within(scope) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// newest is the bundle that is offered, if it is newer and holds, or else the
// one that there is.
func newest(root *Certificate, rules *Bundle, offered *signedBundle) *Bundle {
	if offered == nil {
		return rules
	}
	b, err := openBundle(root, offered.Text, offered.Signature)
	if err != nil || rules != nil && !b.newerThan(rules) {
		return rules
	}
	return b
}

// roomCertificates are this side's certificates in the room by the given rules,
// none where the room has yet to be entered by anyone. The rules may be newer
// than the stored ones: a peer shows them before they are stored.
func (s *Server) roomCertificates(tx Tx, rules *Bundle) ([]ownCertificate, error) {
	own := credentials{room: s.opts.Room}
	if rules == nil {
		return nil, nil
	}
	if err := own.load(tx, rules); err != nil {
		return nil, err
	}
	return s.ofOwnKey(own.usable)
}

// ofOwnKey keeps the certificates of this side's present key. Those of a key
// that it had before serve nobody: this side can no longer prove itself by them,
// and asks for a new certificate as in a new room.
func (s *Server) ofOwnKey(all []ownCertificate) ([]ownCertificate, error) {
	_, public, err := s.keys()
	return slices.DeleteFunc(all, func(c ownCertificate) bool { return c.PublicKey != public }), err
}

// auth verifies the peer's proof and, only then, stores what it brought:
// chain, bundle, a certificate for this side, and the sync session
// (PROTOCOL.md §4).
func (s *Server) auth(ctx context.Context, sock Socket, st socketState, m message) error {
	if st.ServerNonce == "" {
		return Errorf(CodeBadNonce, "no challenge is open on this socket")
	}
	sock.SetState(nil) // the nonce is used up, whatever comes of it
	var h authHeader
	if err := m.read(&h); err != nil {
		return err
	}
	if h.Identity != nil {
		if err := h.Identity.check(); err != nil {
			return err
		}
	}
	if len(s.opts.Hosts) > 0 && !slices.Contains(s.opts.Hosts, strings.ToLower(h.Host)) {
		return Errorf(CodeBadSignature, "this relay is not %.100q", h.Host).WithHint("set --public-host to the name that clients use")
	}
	v := verifier{server: s, state: st, header: h}
	engine, err := s.opts.Open(ctx, false)
	if err != nil {
		return err
	}
	if engine != nil {
		err = engine.db.View(ctx, func(tx Tx) error { return v.load(tx) })
	}
	if err == nil {
		err = v.verify()
	}
	if err != nil {
		return err
	}
	if engine == nil {
		if engine, err = s.opts.Open(ctx, true); err != nil {
			return err
		}
	}
	return s.admit(ctx, sock, engine, v)
}

// admit stores a verified peer's credentials, opens the sync session and
// proves this side in turn.
func (s *Server) admit(ctx context.Context, sock Socket, engine *Engine, v verifier) error {
	session, err := s.enter(ctx, engine, v)
	if putBack(err) {
		return cmp.Or(engine.WasPutBack(ctx), err)
	}
	unstored := CodeOf(err)
	if unstored.storage() && !v.state.Wanted {
		session, err = s.visit(ctx, engine)
	}
	if err != nil {
		return err
	}
	if unstored == "" {
		s.expelCopies(v.header.Identity)
	}
	if v.brought {
		if err := s.expel(ctx, engine, v.rules); err != nil {
			return err
		}
	}
	key, _, err := s.keys()
	if err != nil {
		return err
	}
	signature, err := signWith(key, v.transcript().text(roleServer))
	if err != nil {
		return err
	}
	st := socketState{
		SyncSession: session.id, Certificate: v.leaf.ID, Profile: v.leaf.Profile,
		Read: permitted(v.scope.Read, session.scope.Write), Write: permitted(v.scope.Write, session.scope.Read),
		ClientInstance: v.state.ClientInstance, Unstored: unstored,
	}
	if id := v.header.Identity; id != nil {
		st.Writer, st.Process = id.Instance, id.Process
	}
	if v.state.Together {
		st.Handshake = v.transcript().digest()
	}
	st.save(sock)
	return sock.Send(encodeMessage(KindReady, readyHeader{
		SyncSession: session.id, Signature: signature, Receipt: session.receipt, Counter: session.counter, Instance: engine.identity.ID(),
	}, ""))
}

// entered is what came of enter: the sync session's id, what this side's
// certificates permit, the receipt for the client's identity, and the counter
// known of its instance.
type entered struct {
	id      string
	scope   Scope
	receipt json.RawMessage
	counter int64
}

// enter stores what admit needs stored. Error: instance_collision, where the
// client is a copy.
func (s *Server) enter(ctx context.Context, engine *Engine, v verifier) (e entered, err error) {
	if e.id, err = engine.identity.newID(); err != nil {
		return e, err
	}
	err = engine.db.Update(ctx, func(tx Tx) error {
		if err := v.store(tx); err != nil {
			return err
		}
		own, err := usableCertificates(tx, s.opts.Room)
		if err == nil {
			own, err = s.ofOwnKey(own)
		}
		if err != nil {
			return err
		}
		e.scope = combined(own)
		client := v.state.ClientInstance
		if id := v.header.Identity; id != nil {
			r, err := s.recognize(tx, id, v.leaf.ID)
			if err != nil {
				return err
			}
			e.receipt, client = json.RawMessage(toJSON(r)), id.Instance
			if e.counter, err = knownCounter(tx, client); err != nil {
				return err
			}
		}
		return engine.saveSyncSession(tx, &SyncSession{
			ID: e.id, Server: true, Profile: v.leaf.Profile, ClientInstance: client, ServerInstance: engine.identity.ID(),
			ClientCertificate: v.leaf.ID, ServerCertificate: v.own.ID, ConnectionPath: v.header.Host,
		})
	})
	return e, err
}

// expelCopies ends the connections of other processes that go on under the
// same instance: the one that proved itself last is the bearer.
func (s *Server) expelCopies(h *identityHeader) {
	if h == nil {
		return
	}
	for _, sock := range s.opts.Sockets() {
		st, err := readState(sock)
		if err != nil || st.Writer != h.Instance || st.Process == h.Process {
			continue
		}
		sock.SetState(nil)
		_ = sock.Send(ErrorMessage(Errorf(CodeUnavailable, "another process goes on as this instance"))) // it may have gone by itself
		sock.Close(CloseNormal, string(CodeUnavailable))
	}
}

// visit is enter where storage takes nothing in: what this side's certificates
// permit. Its peer may pull (directTransfer), and gets no receipt: the token
// that it proposed is not taken.
func (s *Server) visit(ctx context.Context, engine *Engine) (e entered, err error) {
	if e.id, err = engine.identity.newID(); err != nil {
		return e, err
	}
	err = engine.db.View(ctx, func(tx Tx) error {
		own, err := usableCertificates(tx, s.opts.Room)
		e.scope = combined(own)
		return err
	})
	return e, err
}

// expel sends away the peers of whose certificates a newer bundle no longer
// accepts one: a connection may last for weeks. A peer that has others comes
// back with these.
func (s *Server) expel(ctx context.Context, engine *Engine, rules *Bundle) error {
	var peers []Socket
	var ids [][]string // of each peer's certificates
	for _, sock := range s.opts.Sockets() {
		if st, err := readState(sock); err == nil && st.SyncSession != "" {
			peers, ids = append(peers, sock), append(ids, append([]string{st.Certificate}, st.Certificates...))
		}
	}
	var f *family
	err := engine.db.View(ctx, func(tx Tx) (err error) {
		f, err = loadFamily(tx, rules, slices.Concat(ids...))
		return err
	})
	if err != nil {
		return err
	}
	for i, sock := range peers {
		for _, id := range ids[i] {
			if _, err := f.judgeID(id); err != nil {
				sock.SetState(nil)
				_ = sock.Send(ErrorMessage(err)) // it may have gone by itself
				sock.Close(ClosePolicy, string(CodeOf(err)))
				break
			}
		}
	}
	return nil
}
