package core_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of what a peer can make a server do before it has proved itself.

// stranger is a connection without a certificate.
type stranger struct {
	wire.Conn
	t testing.TB
}

func dialled(t testing.TB, relay *coretest.Relay, room string) stranger {
	t.Helper()
	conn, err := relay.Dial(t.Context(), "/"+room)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(wire.CloseNormal, "") })
	return stranger{conn, t}
}

// says sends a message and returns the code of the answer, "" for a challenge.
func (s stranger) says(message []byte) fault.Code {
	s.t.Helper()
	if err := s.Send(s.t.Context(), message); err != nil {
		s.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(s.t.Context(), patience)
	defer cancel()
	data, err := s.Receive(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	m, err := wire.Decode(data)
	if err != nil {
		s.t.Fatal(err)
	}
	var failure wire.Failure
	if m.Kind == wire.KindError {
		if err := m.Read(&failure); err != nil {
			s.t.Fatal(err)
		}
	} else if m.Kind != wire.KindChallenge {
		s.t.Fatalf("an answer of kind %d", m.Kind)
	}
	return failure.Code
}

// crowded is a room as it costs a server most: with a long bundle, many
// revocations and a member with a certificate of its own.
func crowded(t testing.TB) (relay *coretest.Relay, member *device, dataset string) {
	t.Helper()
	relay, owner, dataset := roomWith(t, 10)
	revoke(t, owner, 1900)
	owner.sync(relay)
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full", Relay: "ws://relay"})
	owner.must(err)
	member = newDevice(t, classSchema)
	_, err = member.Join(t.Context(), invite)
	member.must(err)
	member.sync(relay)
	return relay, member, dataset
}

// What a stranger says is refused by its size and form, and costs the server
// little, whatever it is.
func TestStrangersCostLittle(t *testing.T) {
	const most = 2 * time.Millisecond
	relay, member, dataset := crowded(t)
	attacks, err := coretest.Attacks(t.Context(), member.Instance)
	member.must(err)
	for _, a := range attacks {
		t.Run(a.Name, func(t *testing.T) {
			least := coretest.LeastCPU(most, func() time.Duration {
				s := dialled(t, relay, dataset)
				return coretest.CPUOf(t, func() {
					if code := s.says(a.Message); code != a.Code {
						t.Fatalf("%q, want %q", code, a.Code)
					}
				})
			})
			if t.Logf("%d bytes: %v", len(a.Message), least); least > most {
				t.Errorf("it takes %v of CPU, %v are allowed", least, most)
			}
		})
	}
}

// A connection has a few hellos, and none once its peer has proved itself.
func TestHellosAreCounted(t *testing.T) {
	relay, owner, dataset := roomWith(t, 1)
	attacks, err := coretest.Attacks(t.Context(), owner.Instance)
	owner.must(err)
	honest := attacks[0].Message
	s := dialled(t, relay, dataset)
	for i := range wire.MaxHellos {
		if code := s.says(honest); code != "" {
			t.Fatalf("hello %d: %s", i, code)
		}
	}
	if code := s.says(honest); code != fault.Limit {
		t.Errorf("another hello: %q", code)
	}
	p := owner.raw(t, relay)
	p.say(wire.KindHello, map[string]any{}, "")
	p.wantError(fault.BadRequest)
}

// What a server keeps in memory of a room's rules follows the database,
// whichever process writes it.
func TestRulesInMemoryFollowTheDatabase(t *testing.T) {
	relay, owner, _ := roomWith(t, 1)
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full", Relay: "ws://relay"})
	owner.must(err)
	member := newDevice(t, classSchema)
	joined, err := member.Join(t.Context(), invite)
	member.must(err)
	member.sync(relay)
	owner.must(owner.Revoke(t.Context(), joined.CertificateID))
	// The relay's database gets the newer rules from elsewhere.
	newer := owner.rows("SELECT json_array(sequence, text, signature) FROM amora_bundle")
	room(t, relay, owner.rows("SELECT room FROM amora_bundle")).exec(
		`UPDATE amora_bundle SET sequence = ?1 ->> 0, text = ?1 ->> 1, signature = ?1 ->> 2`, newer)
	_, err = member.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{})
	checkCode(t, "a revoked member", err, fault.Revoked)
}

// revoke takes back certificates that nobody has, all at once.
func revoke(t testing.TB, owner *device, n int) {
	t.Helper()
	owner.must(owner.DB().Update(t.Context(), func(tx sqldb.Tx) error {
		room, err := datasets.Pick(tx, "")
		if err != nil {
			return err
		}
		rules, err := trust.LoadRules(tx, room)
		if err != nil {
			return err
		}
		root, err := trust.LoadCertificate(tx, room)
		if err != nil {
			return err
		}
		for i := range n {
			rules.Revoked = append(rules.Revoked, fmt.Sprintf("%032x", i+1))
		}
		if err := rules.Sign(root); err != nil {
			return err
		}
		_, err = trust.SaveRules(tx, rules)
		return err
	}))
}
