package server

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// hello answers who the peer says it is with who this side is and a nonce to
// sign (PROTOCOL.md §3). Nothing is believed and nothing stored yet.
func (s *Room) hello(ctx context.Context, sock Socket, m wire.Message) error {
	if busy(sock) {
		return fault.Errorf(fault.Limit, "another hello, and the answers to earlier ones are not read")
	}
	var h wire.Hello
	if err := m.Read(&h); err != nil {
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
	reply := wire.Challenge{Version: wire.ProtocolVersion, Capabilities: wire.Capabilities(), Nonce: nonce, PublicKey: public}
	st := socketState{
		ClientNonce: h.Nonce, ServerNonce: nonce, ClientInstance: h.Instance, Wanted: true,
		Together: slices.Contains(h.Capabilities, wire.CapabilityCertificates),
	}
	engine, err := s.opts.Open(ctx, false)
	if err != nil {
		return err
	}
	if engine != nil {
		if st.Wanted, st.Shown, err = s.introduce(ctx, engine, chain, h.Bundle, &reply); err != nil {
			return err
		}
		reply.Instance, st.ServerInstance = engine.Identity().ID(), engine.Identity().ID()
	}
	if chain.Root().ID == s.opts.Room { // otherwise it has yet to join
		st.save(sock)
	}
	return sock.Send(wire.Encode(wire.KindChallenge, reply, ""))
}

// readHello checks the form of a hello and reads its chain.
func (s *Room) readHello(h wire.Hello) (trust.Chain, error) {
	if !slices.Contains(h.Versions, wire.ProtocolVersion) {
		return nil, fault.Errorf(fault.Unsupported, "protocol versions %v, this side speaks %d", h.Versions, wire.ProtocolVersion)
	}
	if !value.IsID(h.Instance) || !value.IsID(h.Nonce) {
		return nil, fault.Errorf(fault.BadRequest, "hello without an instance id or nonce")
	}
	chain, err := trust.ParseChain(h.Chain)
	if err != nil {
		return nil, err
	}
	if root := chain.Root(); root.ID != s.opts.Room && root.Parent != s.opts.Room {
		return nil, fault.Errorf(fault.BadCertificate, "the chain begins with %s, this room is %s", root.ID, s.opts.Room)
	}
	return chain, nil
}

// nonceFor is a fresh nonce, or, where a hello is repeated, the one that its
// sender may be signing already.
func (s *Room) nonceFor(sock Socket, h wire.Hello) (string, error) {
	st, err := readState(sock)
	if err != nil || st.ServerNonce == "" || st.ClientNonce != h.Nonce || st.ClientInstance != h.Instance {
		return value.RandomID(s.opts.Rand)
	}
	return st.ServerNonce, nil
}

// introduce fills in what the room has to show a member: its bundle and this
// side's certificate. It reports whether another certificate is wanted: none is
// there, or a member asks for more than the present ones let this side serve,
// and its own certificate would let it. shown is the id of this side's.
func (s *Room) introduce(ctx context.Context, engine *pipeline.Engine, chain trust.Chain, offered *trust.SignedRules, reply *wire.Challenge) (
	wanted bool, shown string, err error,
) {
	err = engine.DB().View(ctx, func(tx sqldb.Tx) error {
		rules, err := trust.LoadRules(tx, s.opts.Room)
		if err != nil {
			return err
		}
		reply.Bundle = rules.Signed()
		// Who joins by a short invite has yet to learn the root's certificate.
		joins := chain.Root().ID != s.opts.Room
		if joins {
			root, err := trust.LoadCertificate(tx, s.opts.Room)
			if fault.CodeOf(err) == fault.NoCertificate { // nobody has entered the room yet
				return nil
			} else if err != nil {
				return err
			}
			chain = append(trust.Chain{root}, chain...)
		}
		rules = newest(chain.Root(), rules, offered)
		if rules != nil {
			if _, err := trust.CheckChain(chain, rules); err != nil {
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
		scope, err := rules.ScopeOf(chain.Leaf())
		if err != nil {
			return err
		}
		wanted = !trust.Serves(trust.Combined(own), scope) && trust.Serves(scope, scope) && (len(own) < MaxOwn || len(covered(own, scope)) > 0)
		if !wanted || joins {
			reply.Chain, shown = []byte(own[0].Chain.String()), own[0].ID
		}
		return nil
	})
	return wanted, shown, err
}

// MaxOwn bounds this side's certificates in a room, all of which every hello
// verifies. A certificate that covers others takes their place.
const MaxOwn = 32

// covered are the ids of the certificates that permit nothing beyond scope.
func covered(own []trust.Own, scope value.Scope) []string {
	var ids []string
	for _, c := range own {
		if c.Scope.Within(scope) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// newest is the bundle that is offered, if it is newer and holds, or else the
// one that there is.
func newest(root *trust.Certificate, rules *trust.Rules, offered *trust.SignedRules) *trust.Rules {
	if offered == nil {
		return rules
	}
	b, err := trust.OpenRules(root, offered.Text, offered.Signature)
	if err != nil || rules != nil && !b.NewerThan(rules) {
		return rules
	}
	return b
}

// roomCertificates are this side's certificates in the room by the given rules,
// none where the room has yet to be entered by anyone. The rules may be newer
// than the stored ones: a peer shows them before they are stored.
func (s *Room) roomCertificates(tx sqldb.Tx, rules *trust.Rules) ([]trust.Own, error) {
	own := trust.Credentials{Room: s.opts.Room}
	if rules == nil {
		return nil, nil
	}
	if err := own.Load(tx, rules); err != nil {
		return nil, err
	}
	return s.ofOwnKey(own.Usable)
}

// ofOwnKey keeps the certificates of this side's present key. Those of a key
// that it had before serve nobody: this side can no longer prove itself by
// them, and asks for a new certificate as in a new room.
func (s *Room) ofOwnKey(all []trust.Own) ([]trust.Own, error) {
	_, public, err := s.keys()
	return slices.DeleteFunc(all, func(c trust.Own) bool { return c.PublicKey != public }), err
}

// auth verifies the peer's proof and, only then, stores what it brought:
// chain, bundle, a certificate for this side, and the sync session
// (PROTOCOL.md §4).
func (s *Room) auth(ctx context.Context, sock Socket, st socketState, m wire.Message) error {
	if st.ServerNonce == "" {
		return fault.Errorf(fault.BadNonce, "no challenge is open on this socket")
	}
	sock.SetState(nil) // the nonce is used up, whatever comes of it
	var h wire.Auth
	if err := m.Read(&h); err != nil {
		return err
	}
	if h.Identity != nil {
		if err := h.Identity.Check(); err != nil {
			return err
		}
	}
	if len(s.opts.Hosts) > 0 && !slices.Contains(s.opts.Hosts, strings.ToLower(h.Host)) {
		return fault.Errorf(fault.BadSignature, "this relay is not %.100q", h.Host).WithHint("set --public-host to the name that clients use")
	}
	v := verifier{room: s, state: st, header: h}
	engine, err := s.opts.Open(ctx, false)
	if err != nil {
		return err
	}
	if engine != nil {
		err = engine.DB().View(ctx, func(tx sqldb.Tx) error { return v.load(tx) })
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
func (s *Room) admit(ctx context.Context, sock Socket, engine *pipeline.Engine, v verifier) error {
	session, err := s.enter(ctx, engine, v)
	if putBack(err) {
		return cmp.Or(engine.WasPutBack(ctx), err)
	}
	unstored := fault.CodeOf(err)
	if unstored.Storage() && !v.state.Wanted {
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
	signature, err := trust.SignWith(key, v.transcript().Text(wire.RoleServer))
	if err != nil {
		return err
	}
	st := socketState{
		SyncSession: session.id, Certificate: v.leaf.ID, Profile: v.leaf.Profile,
		Read: trust.Permitted(v.scope.Read, session.scope.Write), Write: trust.Permitted(v.scope.Write, session.scope.Read),
		ClientInstance: v.state.ClientInstance, Unstored: unstored,
	}
	if id := v.header.Identity; id != nil {
		st.Writer, st.Process = id.Instance, id.Process
	}
	if v.state.Together {
		st.Handshake = v.transcript().Digest()
	}
	st.save(sock)
	return sock.Send(wire.Encode(wire.KindReady, wire.Ready{
		SyncSession: session.id, Signature: signature, Receipt: session.receipt, Counter: session.counter, Instance: engine.Identity().ID(),
	}, ""))
}

// entered is what came of enter: the sync session's id, what this side's
// certificates permit, the receipt for the client's identity, and the counter
// known of its instance.
type entered struct {
	id      string
	scope   value.Scope
	receipt json.RawMessage
	counter int64
}

// enter stores what admit needs stored. Error: instance_collision, where the
// client is a copy.
func (s *Room) enter(ctx context.Context, engine *pipeline.Engine, v verifier) (e entered, err error) {
	if e.id, err = engine.Identity().NewID(); err != nil {
		return e, err
	}
	err = engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		if err := v.store(tx); err != nil {
			return err
		}
		own, err := trust.UsableCertificates(tx, s.opts.Room)
		if err == nil {
			own, err = s.ofOwnKey(own)
		}
		if err != nil {
			return err
		}
		e.scope = trust.Combined(own)
		client := v.state.ClientInstance
		if id := v.header.Identity; id != nil {
			r, err := s.recognize(tx, id, v.leaf.ID)
			if err != nil {
				return err
			}
			e.receipt, client = json.RawMessage(sqldb.ToJSON(r)), id.Instance
			if e.counter, err = knownCounter(tx, client); err != nil {
				return err
			}
		}
		return engine.SaveSession(tx, &pipeline.Session{
			ID: e.id, Server: true, Profile: v.leaf.Profile, ClientInstance: client, ServerInstance: engine.Identity().ID(),
			ClientCertificate: v.leaf.ID, ServerCertificate: v.own.ID, ConnectionPath: v.header.Host,
		})
	})
	return e, err
}

// expelCopies ends the connections of other processes that go on under the
// same instance: the one that proved itself last is the bearer.
func (s *Room) expelCopies(h *wire.Identity) {
	if h == nil {
		return
	}
	for _, sock := range s.opts.Sockets() {
		st, err := readState(sock)
		if err != nil || st.Writer != h.Instance || st.Process == h.Process {
			continue
		}
		sock.SetState(nil)
		_ = sock.Send(wire.ErrorMessage(fault.Errorf(fault.Unavailable, "another process goes on as this instance"))) // it may have gone by itself
		sock.Close(wire.CloseNormal, string(fault.Unavailable))
	}
}

// visit is enter where storage takes nothing in: what this side's certificates
// permit. Its peer may pull (directTransfer), and gets no receipt: the token
// that it proposed is not taken.
func (s *Room) visit(ctx context.Context, engine *pipeline.Engine) (e entered, err error) {
	if e.id, err = engine.Identity().NewID(); err != nil {
		return e, err
	}
	err = engine.DB().View(ctx, func(tx sqldb.Tx) error {
		own, err := trust.UsableCertificates(tx, s.opts.Room)
		e.scope = trust.Combined(own)
		return err
	})
	return e, err
}

// expel sends away the peers of whose certificates a newer bundle no longer
// accepts one: a connection may last for weeks. A peer that has others comes
// back with these.
func (s *Room) expel(ctx context.Context, engine *pipeline.Engine, rules *trust.Rules) error {
	var peers []Socket
	var ids [][]string // of each peer's certificates
	for _, sock := range s.opts.Sockets() {
		if st, err := readState(sock); err == nil && st.SyncSession != "" {
			peers, ids = append(peers, sock), append(ids, append([]string{st.Certificate}, st.Certificates...))
		}
	}
	var f *trust.Family
	err := engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		f, err = trust.LoadFamily(tx, rules, slices.Concat(ids...))
		return err
	})
	if err != nil {
		return err
	}
	for i, sock := range peers {
		for _, id := range ids[i] {
			if _, err := f.JudgeID(id); err != nil {
				sock.SetState(nil)
				_ = sock.Send(wire.ErrorMessage(err)) // it may have gone by itself
				sock.Close(wire.ClosePolicy, string(fault.CodeOf(err)))
				break
			}
		}
	}
	return nil
}
