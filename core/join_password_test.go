package core_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// passwords is an authenticator for one account, whose password is its name.
type passwords struct{ scope string }

func (p passwords) Authenticate(_ context.Context, r account.Request) error {
	switch {
	case r.User != r.Password:
		return fault.Errorf(fault.BadCredentials, "wrong")
	case r.Scope != p.scope:
		return fault.Errorf(fault.OutsideScope, "another scope")
	}
	return nil
}

// people is a relay that lets people join by name and password.
func people(t *testing.T, scope string) *coretest.Relay {
	r := newRelay(t)
	r.Accounts = func(string, sqldb.DB) account.Authenticator { return passwords{scope} }
	return r
}

// joinAs makes a device ask for the scope learner of a user.
func (d *device) joinAs(r *coretest.Relay, room, user, password, scope string) error {
	d.t.Helper()
	params := map[string]string{"user_id": hexID("a")}
	_, err := d.JoinAs(d.t.Context(), core.JoinRequest{
		Relay: "ws://127.0.0.1", Room: room, Username: user, Password: password, Scope: scope, Params: params,
	}, r.Dial)
	return err
}

// A room whose owner handed an invite to the relay: it issues certificates
// below that, and no others.
func TestJoinByPassword(t *testing.T) {
	r := people(t, "learner")
	var invite *invites.Invite
	r.Issuer = func() (*invites.Invite, error) { return invite, nil }
	owner, learner := newDevice(t, classSchema), newDevice(t, classSchema)
	root, err := owner.CreateRoot(t.Context(), "full", nil)
	owner.must(err)
	owner.put("answer", map[string]any{"dataset_id": root.ID, "user_id": hexID("a"), "question": "q", "text": "before"})
	owner.put("answer", map[string]any{"dataset_id": root.ID, "user_id": hexID("b"), "question": "q", "text": "of another"})
	owner.sync(r)

	// The relay's own certificate signs nothing: the bundle lists its key.
	wantCode(t, learner.joinAs(r, root.ID, "ann", "ann", "learner"), fault.RoomClosed, "issuer")
	text, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full"})
	owner.must(err)
	invite, err = invites.Decode(text)
	owner.must(err)

	wantCode(t, learner.joinAs(r, root.ID, "ann", "bob", "learner"), fault.BadCredentials, "")
	wantCode(t, learner.joinAs(r, root.ID, "ann", "ann", "full"), fault.OutsideScope, "")
	wantCode(t, learner.joinAs(r, hexID("7"), "ann", "ann", "learner"), fault.RoomClosed, "")
	learner.must(learner.joinAs(r, root.ID, "ann", "ann", "learner"))
	learner.sync(r)
	if got := learner.rows("SELECT text FROM answer"); got != "before" {
		t.Errorf("the learner has %q", got)
	}
	learner.put("answer", map[string]any{"dataset_id": root.ID, "user_id": hexID("a"), "question": "r", "text": "after"})
	learner.sync(r)
	owner.sync(r)
	if got := owner.rows("SELECT text FROM answer ORDER BY text"); got != "after\nbefore\nof another" {
		t.Errorf("the owner has %q", got)
	}
	if n := r.Room(root.ID); coretest.DeviceOf(t, n).Rows("SELECT count(*) FROM morango_certificate WHERE private_key IS NOT NULL") != "1" {
		t.Error("the relay's database has the key of an invite")
	}

	// What the owner takes back issues nothing any more.
	owner.must(owner.Revoke(t.Context(), invite.Chain.Leaf().ID))
	owner.sync(r)
	wantCode(t, newDevice(t, classSchema).joinAs(r, root.ID, "ann", "ann", "learner"), fault.Revoked, "")
}

// A room that Morango peers began has no bundle: the relay issues certificates
// by its own one, and a device syncs with it.
func TestJoinByPasswordInAMorangoRoom(t *testing.T) {
	r := people(t, "learner")
	a, b := newDevice(t, classSchema), newDevice(t, classSchema)
	key, err := coretest.Keys(t.Context())
	a.must(err)
	declared := a.Schema().Declared()
	root, err := trust.NewRoot(declared.Profile, declared.Scopes[0], nil, key)
	a.must(err)
	a.must(r.Begin(t.Context(), root, declared))
	a.must(a.joinAs(r, root.ID, "ann", "ann", "learner"))
	a.put("answer", map[string]any{"dataset_id": root.ID, "user_id": hexID("a"), "question": "q", "text": "of a"})
	a.sync(r)
	b.must(b.joinAs(r, root.ID, "ann", "ann", "learner"))
	b.sync(r)
	if got := b.rows("SELECT text FROM answer"); got != "of a" {
		t.Errorf("b has %q", got)
	}
	// A member is no relay: one whose certificate permits less than is asked of it.
	if err := b.joinAs(r, root.ID, "ann", "ann", "learner"); err != nil {
		t.Error("once more:", err)
	}
}

// In a room without a bundle a learner's certificate does not make a relay.
func TestNoLearnerIsARelay(t *testing.T) {
	honest := people(t, "full")
	a := newDevice(t, classSchema)
	key, err := coretest.Keys(t.Context())
	a.must(err)
	declared := a.Schema().Declared()
	root, err := trust.NewRoot(declared.Profile, declared.Scopes[0], nil, key)
	a.must(err)
	a.must(honest.Begin(t.Context(), root, declared))
	a.must(a.joinAs(honest, root.ID, "ann", "ann", "full"))
	// The sly one has a learner's certificate of the same room.
	slyKey, err := coretest.Keys(t.Context())
	a.must(err)
	fake := coretest.NewRelayKey(func() sqldb.DB { return memory(t) }, slyKey)
	a.must(fake.EnterRoom(t.Context(), root.ID))
	public, err := trust.PublicKeyOf(slyKey)
	a.must(err)
	learner, err := root.Issue(trust.CertificateRequest{
		ScopeDefinition: "learner", ScopeVersion: 1, PublicKey: public, Salt: hexID("6"),
		ScopeParams: trust.FormatScopeParams(map[string]string{"dataset_id": root.ID, "user_id": hexID("b")}),
	})
	a.must(err)
	learner.SetKey(slyKey)
	a.must(fake.Room(root.ID).DB().Update(t.Context(), func(tx sqldb.Tx) error {
		if err := trust.SaveDefinitions(tx, declared.Profile, declared.Scopes); err != nil {
			return err
		}
		return trust.SaveChain(tx, append(trust.Chain{root}.WithoutKeys(), learner))
	}))
	_, err = a.Sync(t.Context(), "ws://relay", fake.Dial, core.SyncOptions{Pull: true})
	wantCode(t, err, fault.RoomClosed, "")
	// Nor to another learner, whose scope its own permits.
	b := newDevice(t, classSchema)
	honest.Accounts = func(string, sqldb.DB) account.Authenticator { return passwords{"learner"} }
	honest.Hibernate(root.ID)
	b.must(b.joinAs(honest, root.ID, "ann", "ann", "learner"))
	_, err = b.Sync(t.Context(), "ws://relay", fake.Dial, core.SyncOptions{Pull: true})
	wantCode(t, err, fault.RelayNotAdmitted, "permits less")
}

// What a relay answers is held against what was asked.
func TestGrantedForSomethingElse(t *testing.T) {
	d := newDevice(t, classSchema)
	root, err := d.CreateRoot(t.Context(), "full", nil)
	d.must(err)
	other := newDevice(t, classSchema)
	for name, chain := range map[string]string{
		"another room": trust.Chain{root}.String(), "nothing": "[]", "no list": "7",
	} {
		conn := oneAnswer{wire.Encode(wire.KindGranted, wire.Granted{Chain: []byte(chain)}, "")}
		_, err := other.JoinAs(t.Context(), core.JoinRequest{
			Relay: "wss://relay", Room: hexID("1"), Username: "a", Password: "b", Scope: "full",
		}, func(context.Context, string) (wire.Conn, error) { return conn, nil })
		if fault.CodeOf(err) == "" {
			t.Errorf("%s was taken", name)
		}
	}
	// An older relay knows no such message.
	conn := oneAnswer{wire.ErrorMessage(fault.Errorf(fault.BadRequest, "message of kind 17 before the handshake"))}
	_, err = other.JoinAs(t.Context(), core.JoinRequest{Relay: "wss://relay", Room: hexID("1"), Scope: "full"},
		func(context.Context, string) (wire.Conn, error) { return conn, nil })
	wantCode(t, err, fault.Unsupported, "")
}

// oneAnswer is a connection that says one thing.
type oneAnswer struct{ message []byte }

func (a oneAnswer) Send(context.Context, []byte) error { return nil }
func (a oneAnswer) Receive(ctx context.Context) ([]byte, error) {
	return a.message, ctx.Err()
}
func (a oneAnswer) Close(int, string) error { return nil }

// No password goes over a plain line to another machine, unless the user says
// that it may.
func TestPasswordsGoToNobodyElse(t *testing.T) {
	r := people(t, "learner")
	d := newDevice(t, classSchema)
	dialled := ""
	dial := func(ctx context.Context, address string) (wire.Conn, error) {
		dialled = address
		return r.Dial(ctx, address)
	}
	for relay, private := range map[string]bool{
		"ws://127.0.0.1:80": true, "http://localhost:8787": true, "ws://[::1]": true, "wss://school.example": true, "ws://a.localhost": true,
		"ws://192.168.1.7": false, "http://school.example": false, "ws://127.0.0.1.example": false, "ws://localhost.example": false,
	} {
		for _, insecure := range []bool{false, true} {
			dialled = ""
			_, err := d.JoinAs(t.Context(), core.JoinRequest{Relay: relay, Room: hexID("1"), Username: "a", Password: "a", Scope: "learner", Insecure: insecure}, dial)
			if sent := dialled != ""; sent != (private || insecure) {
				t.Errorf("%s, insecure %v: %v", relay, insecure, err)
			}
			if dialled == "" {
				wantCode(t, err, fault.BadRequest, "wss://")
			}
		}
	}
}

// rawAsk sends messages on a fresh connection and returns the code of the
// error that the relay answers the last one with, "" for none.
func rawAsk(t *testing.T, r *coretest.Relay, room string, messages ...[]byte) fault.Code {
	t.Helper()
	conn, err := r.Dial(t.Context(), "/"+room)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(wire.CloseNormal, "")
	var last []byte
	for _, m := range messages {
		if err := conn.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		last, err = conn.Receive(ctx)
		cancel()
		if err != nil {
			t.Fatal(err)
		}
	}
	m, err := wire.Decode(last)
	if err != nil {
		t.Fatal(err)
	}
	var h wire.Failure
	if m.Kind == wire.KindError && m.Read(&h) == nil {
		return h.Code
	}
	return ""
}

// A connection gets one answer, for a small request; a relay that has no
// accounts gives none, and nothing is stored for strangers.
func TestAskIsBounded(t *testing.T) {
	r := people(t, "learner")
	owner := newDevice(t, classSchema)
	root, err := owner.CreateRoot(t.Context(), "full", nil)
	owner.must(err)
	owner.sync(r)
	ask := func(change func(*wire.Ask)) []byte {
		h := wire.Ask{Versions: []int{1}, User: "ann", Password: "wrong", Scope: "learner", PublicKey: root.PublicKey}
		if change != nil {
			change(&h)
		}
		return wire.Encode(wire.KindAsk, h, "")
	}
	room := r.Room(root.ID)
	before := coretest.Dump(t, room.DB())
	for name, c := range map[string]struct {
		want     fault.Code
		messages [][]byte
	}{
		"a wrong password":  {fault.BadCredentials, [][]byte{ask(nil)}},
		"too long":          {fault.Limit, [][]byte{ask(func(h *wire.Ask) { h.Params = map[string]string{"x": strings.Repeat("y", wire.MaxAskBytes)} })}},
		"a long password":   {fault.BadCredentials, [][]byte{ask(func(h *wire.Ask) { h.Password = strings.Repeat("y", 2000) })}},
		"another version":   {fault.Unsupported, [][]byte{ask(func(h *wire.Ask) { h.Versions = []int{2} })}},
		"no JSON":           {fault.BadRequest, [][]byte{{byte(wire.KindAsk), 0, 0, 0, 1, '{'}}},
		"a text for params": {fault.BadRequest, [][]byte{wire.Encode(wire.KindAsk, map[string]any{"params": "x"}, "")}},
	} {
		if got := rawAsk(t, r, root.ID, c.messages...); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	r.Accounts = nil
	r.Hibernate(root.ID)
	if got := rawAsk(t, r, root.ID, ask(nil)); got != fault.RoomClosed {
		t.Errorf("without accounts: %q", got)
	}
	if coretest.Dump(t, room.DB()) != before {
		t.Error("something was stored")
	}
	if value.IsID(root.ID) && rawAsk(t, people(t, "learner"), root.ID, ask(nil)) != fault.RoomClosed {
		t.Error("a room that is not there")
	}
}
