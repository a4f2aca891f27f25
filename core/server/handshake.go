package server

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/notes"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/quota"
	"github.com/amora-sync/amora/core/seen"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// hello answers who the peer says it is with who this side is and a nonce to
// sign (PROTOCOL.md §3). Nothing is believed and nothing stored yet.
func (s *Room) hello(ctx context.Context, sock Socket, before socketState, g *greeting) error {
	h := g.hello
	nonce, err := s.nonceFor(before, h)
	if err != nil {
		return err
	}
	_, public, err := s.keys()
	if err != nil {
		return err
	}
	reply := wire.Challenge{Version: wire.ProtocolVersion, Capabilities: wire.Capabilities(), Nonce: nonce, PublicKey: public}
	st := socketState{
		ClientNonce: h.Nonce, ServerNonce: nonce, ClientInstance: h.Instance, Wanted: true, Hellos: before.Hellos + 1,
		Together: slices.Contains(h.Capabilities, wire.CapabilityCertificates),
	}
	engine, err := s.opts.Open(ctx, false)
	if err != nil {
		return err
	}
	if engine != nil {
		if st.Wanted, st.Shown, err = s.introduce(ctx, engine, g, &reply); err != nil {
			return err
		}
		reply.Instance, st.ServerInstance = engine.Identity().ID(), engine.Identity().ID()
	}
	if g.joins { // it has yet to join, and has heard all that there is to hear
		st = socketState{Hellos: wire.MaxHellos}
	}
	st.save(sock)
	return sock.Send(wire.Encode(wire.KindChallenge, reply, ""))
}

// nonceFor is a fresh nonce, or, where a hello is repeated, the one that its
// sender may be signing already.
func (s *Room) nonceFor(st socketState, h wire.Hello) (string, error) {
	if st.ServerNonce == "" || st.ClientNonce != h.Nonce || st.ClientInstance != h.Instance {
		return value.RandomID(s.opts.Rand)
	}
	return st.ServerNonce, nil
}

// introduce fills in what the room has to show a member: this side's certificate
// and, where the member needs it before the proof, its bundle. It reports
// whether another certificate is wanted: none is there, or a member asks for
// more than the present ones let this side serve, and its own certificate would
// let it. shown is the id of this side's.
func (s *Room) introduce(ctx context.Context, engine *pipeline.Engine, g *greeting, reply *wire.Challenge) (
	wanted bool, shown string, err error,
) {
	k, err := s.trusted(ctx, engine)
	if err != nil {
		return false, "", err
	}
	if g.seen != k {
		if err := s.judge(g, k); err != nil {
			return false, "", err
		}
	}
	if k.rules == nil {
		return !g.joins, "", nil
	}
	show := g.joins
	if !g.joins {
		if show, err = s.shows(k, g.hello.Bundle); err != nil {
			return false, "", err
		}
	}
	if show {
		reply.Bundle = k.rules.Signed()
	}
	own, err := s.ownBy(k, g.rules)
	if err != nil || len(own.list) == 0 {
		return !g.joins, "", err
	}
	scope, err := g.rules.ScopeOf(g.chain.Leaf())
	if err != nil {
		return false, "", err
	}
	wanted = !own.scope.Serves(scope) && scope.Serves(scope) &&
		(len(own.list) < MaxOwn || len(covered(own.list, scope)) > 0)
	if !wanted || g.joins {
		reply.Chain, shown = own.chain, own.list[0].ID
	}
	return wanted, shown, nil
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

// auth takes a proof whose signatures hold: it judges what the peer brought by
// the room's rules and, only then, stores it: chain, bundle, a certificate for
// this side, and the sync session (PROTOCOL.md §4).
func (s *Room) auth(ctx context.Context, sock Socket, v *verifier) error {
	engine, err := s.opts.Open(ctx, false)
	if err != nil {
		return err
	}
	if engine != nil {
		if v.known, err = s.trusted(ctx, engine); err != nil {
			return err
		}
	}
	if err := v.verify(); err != nil {
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
func (s *Room) admit(ctx context.Context, sock Socket, engine *pipeline.Engine, v *verifier) error {
	c := &call{room: s, ctx: ctx, engine: engine, sock: sock, state: socketState{Certificate: v.leaf.ID}}
	var session entered
	err := c.mayTakeIn("", v.weight())
	if err == nil {
		session, err = s.enter(c, v)
	} else if v.state.Wanted {
		return err
	}
	if counter.IsPutBack(err) {
		return cmp.Or(engine.WasPutBack(ctx), err)
	}
	unstored := fault.CodeOf(err)
	if (unstored.Storage() || session.id == "" && unstored == fault.Limit) && !v.state.Wanted {
		session, err = s.visit(ctx, engine, v)
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
	signature, err := trust.SignWith(key, v.transcript(v.own.ID).Text(wire.RoleServer))
	if err != nil {
		return err
	}
	st := socketState{
		SyncSession: session.id, Certificate: v.leaf.ID, Member: quota.MemberOf(v.chain, v.rules.Appoints), Profile: v.leaf.Profile,
		Read: v.scope.Read.Permitted(session.scope.Write), Write: v.scope.Write.Permitted(session.scope.Read),
		ClientInstance: v.state.ClientInstance, Unstored: unstored,
	}
	if st.Alone, err = v.chain.Expires(); err != nil {
		return err
	}
	st.Expires = st.Alone
	if id := v.header.Identity; id != nil {
		st.Writer, st.Process = id.Instance, id.Process
	}
	if v.state.Together {
		st.Handshake = v.transcript(v.own.ID).Digest()
	}
	st.save(sock)
	ready := wire.Ready{
		SyncSession: session.id, Signature: signature, Receipt: session.receipt, Counter: session.counter,
		Instance: engine.Identity().ID(), Seen: session.seen, Notes: session.notes, Agreed: session.agreed,
	}
	if v.header.Bundle != nil && !v.rules.Within(v.header.Bundle) {
		ready.Bundle = v.rules.Signed()
	}
	return sock.Send(wire.Encode(wire.KindReady, ready, ""))
}

// entered is what came of enter: the sync session's id, what this side's
// certificates permit, the receipt for the client's identity, the highest
// counter with which its instance has saved a record that it may sync, and when
// those were seen whom the client has let in.
type entered struct {
	id      string
	scope   value.Scope
	receipt json.RawMessage
	counter int64
	seen    map[string]string
	notes   int64                     // number of the newest note, for an admin
	agreed  map[string]counter.Agreed // of the instances that the client was before
}

// enter stores what admit needs stored. Error: instance_collision, where the
// client is a copy.
func (s *Room) enter(c *call, v *verifier) (e entered, err error) {
	engine := c.engine
	if e.id, err = engine.Identity().NewID(); err != nil {
		return e, err
	}
	if s.entered++; s.entered >= forgetEvery {
		s.entered = 0
	}
	err = engine.DB().Update(c.ctx, func(tx sqldb.Tx) error {
		if s.entered == 0 {
			if err := c.forget(tx); err != nil {
				return err
			}
		}
		if err := v.store(tx, engine); err != nil {
			return err
		}
		k, err := s.trustedIn(tx, engine)
		if err != nil {
			return err
		}
		e.scope = k.own.scope
		client := v.state.ClientInstance
		if id := v.header.Identity; id != nil {
			r, err := engine.Identity().Recognize(tx, s.opts.Key, s.opts.Room, counter.Bearer(*id), v.leaf.ID)
			if err != nil {
				return err
			}
			e.receipt, client = json.RawMessage(sqldb.ToJSON(r)), id.Instance
			if e.agreed, err = counter.ReadAgreedAs(tx, v.leaf.ID, id.Before); err != nil {
				return err
			}
			synced := slices.Concat(v.scope.Read, v.scope.Write)
			if e.counter, err = counter.SavedCounter(tx, client, synced); err != nil {
				return err
			}
		}
		admin := v.leaf.ID == s.opts.Room || v.rules.Appoints(v.leaf.ID)
		if e.seen, err = seen.Enter(tx, engine.Identity().Now(), v.leaf.ID, admin); err != nil {
			return err
		}
		if e.notes, err = notes.NewestFor(tx, s.opts.Room, admin); err != nil {
			return err
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
// that it proposed is not taken. A newer bundle is stored all the same, if it
// can be, because it may take certificates back.
func (s *Room) visit(ctx context.Context, engine *pipeline.Engine, v *verifier) (e entered, err error) {
	if e.id, err = engine.Identity().NewID(); err != nil {
		return e, err
	}
	if v.brought {
		err := engine.DB().Update(ctx, func(tx sqldb.Tx) error {
			_, err := trust.SaveRules(tx, v.rules)
			return err
		})
		if err != nil {
			s.log.Warn("a bundle is not stored", "room", s.opts.Room, "error", err)
		}
	}
	k, err := s.trusted(ctx, engine)
	if err == nil {
		e.scope = k.own.scope
	}
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
				_ = sock.Send(wire.ErrorMessage(wire.Refuse(err, rules))) // it may have gone by itself
				sock.Close(wire.ClosePolicy, string(fault.CodeOf(err)))
				break
			}
		}
	}
	return nil
}
