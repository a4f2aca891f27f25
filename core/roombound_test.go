package core_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of what of its peers a room keeps.

// deepLogins logs in so many times, each time by a chain of new certificates
// below the member's own one.
func deepLogins(t *testing.T, relay *coretest.Relay, d *device, times, steps int) (last *coretest.RawPeer) {
	t.Helper()
	for range times {
		p, err := coretest.NewRawPeerAs(t.Context(), d.Instance, "ws://relay", relay.Dial, func(own trust.Own) (trust.Own, error) {
			return coretest.Below(own, steps)
		})
		d.must(err)
		if last != nil {
			last.Close()
		}
		last = p
	}
	return last
}

func countOf(t *testing.T, d *device, sql string) int {
	t.Helper()
	n, err := strconv.Atoi(d.rows(sql))
	d.must(err)
	return n
}

// The certificates of peers that have gone are forgotten, however many come.
func TestCertificatesOfPeersAreForgotten(t *testing.T) {
	const times, most = 80, 70 * 4
	relay, owner, dataset := roomWith(t, 1)
	deepLogins(t, relay, owner, times, 4)
	in := room(t, relay, dataset)
	if n := countOf(t, in, "SELECT count(*) FROM morango_certificate"); n > most {
		t.Errorf("after %d logins there are %d certificates", times, n)
	}
	if n := countOf(t, in, "SELECT count(*) FROM morango_syncsession"); n > 70 {
		t.Errorf("after %d logins there are %d sync sessions", times, n)
	}
	owner.put("answer", map[string]any{"dataset_id": dataset, "user_id": dataset, "question": "later", "text": "x"})
	owner.sync(relay)
}

// A full room takes in nothing of a handshake, of whoever it is, and can be
// pulled all the same.
func TestFullRoomStoresNothingOfAHandshake(t *testing.T) {
	relay, owner, dataset := roomWith(t, 3)
	full := false
	relay.Full = func() error {
		if full {
			return fault.Errorf(fault.Limit, "full")
		}
		return nil
	}
	owner.sync(relay)
	in := room(t, relay, dataset)
	full = true
	const rows = `SELECT (SELECT count(*) FROM morango_certificate) + (SELECT count(*) FROM morango_syncsession) +
 (SELECT count(*) FROM morango_transfersession WHERE active = 1) + (SELECT count(*) FROM amora_member)`
	before := countOf(t, in, rows)
	p := deepLogins(t, relay, owner, 5, 13)
	if after := countOf(t, in, rows); after > before {
		t.Errorf("%d rows became %d", before, after)
	}
	owner.must(p.Say(t.Context(), wire.KindOpen, map[string]any{
		"transfer": fmt.Sprintf("%032x", 1), "filter": []string{dataset}, "fsic": map[string]any{"super": map[string]any{}, "sub": map[string]any{}}, "chunk": 10,
	}, ""))
	for _, kind := range []wire.Kind{wire.KindOpened, wire.KindChunk} {
		if m, err := p.Hear(t.Context()); err != nil || m.Kind != kind {
			t.Fatalf("kind %d: %v %v", m.Kind, m.Header, err)
		}
	}
}

// A certificate's id commits neither to its issuer nor to its scope: who is
// certified by a member can issue that member's id again, below another one.
// That does not put the member under the other's branch.
func TestAnotherIssuersCertificateOfTheSameID(t *testing.T) {
	relay, owner, dataset := roomWith(t, 1)
	join := func(by *device) *device {
		invite, err := by.Invite(t.Context(), core.InviteRequest{Scope: "full", Relay: "ws://relay"})
		by.must(err)
		d := newDevice(t, classSchema)
		_, err = d.Join(t.Context(), invite)
		d.must(err)
		return d
	}
	ownOf := func(d *device) (own trust.Own) {
		d.must(d.DB().View(t.Context(), func(tx sqldb.Tx) error {
			all, err := usable(tx)
			if err == nil {
				own = all[0]
			}
			return err
		}))
		return own
	}
	victim, attacker := join(owner), join(owner)
	pupil := join(victim)
	v := ownOf(victim)
	// The pupil's chain, with a copy of the victim's certificate that the attacker issued.
	p, err := coretest.NewRawPeerAs(t.Context(), pupil.Instance, "ws://relay", relay.Dial, func(own trust.Own) (trust.Own, error) {
		a := ownOf(attacker)
		copied, err := a.IssueSame(v.PublicKey, v.Salt)
		if err != nil || copied.ID != v.ID {
			t.Fatalf("%v: %v", copied, err)
		}
		own.Chain = trust.Chain{a.Chain.Root(), a.Certificate, copied, own.Certificate}
		return own, nil
	})
	pupil.must(err)
	victim.sync(relay)
	in := room(t, relay, dataset)
	if got := in.rows("SELECT parent_id FROM morango_certificate WHERE id = '" + v.ID + "'"); got != v.Parent {
		t.Errorf("the member descends from %s, not from %s", got, v.Parent)
	}
	p.Close()
	_, err = coretest.NewRawPeerAs(t.Context(), pupil.Instance, "ws://relay", relay.Dial, func(own trust.Own) (trust.Own, error) {
		a := ownOf(attacker)
		copied, err := a.IssueSame(v.PublicKey, v.Salt)
		own.Chain = trust.Chain{a.Chain.Root(), a.Certificate, copied, own.Certificate}
		return own, err
	})
	if fault.CodeOf(err) != fault.BadCertificate {
		t.Errorf("the other certificate of the same id: %v", err)
	}
	pupil.sync(relay)
}
