package core_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

func hence(d time.Duration) string { return time.Now().Add(d).UTC().Format(time.RFC3339) }

// A certificate counts until its time and the grace are over, at the relay and
// at its device, and so does what descends from it.
func TestCertificatesExpire(t *testing.T) {
	relay, owner := newRelay(t), newDevice(t, classSchema)
	enroll(t, relay, owner)
	for _, c := range []struct {
		name    string
		expires string
		code    fault.Code
	}{
		{"later", hence(time.Hour), ""},
		{"within the grace", hence(-trust.ExpiryGrace / 2), ""},
		{"over", hence(-2 * trust.ExpiryGrace), fault.Expired},
	} {
		chain, rules := expiring(owner, c.expires)
		invite, err := invites.New(rules, chain, relay.URL(), "").Encode()
		owner.must(err)
		d := newDevice(t, classSchema)
		_, err = d.Join(t.Context(), invite)
		if c.code == "" {
			checkCode(t, c.name+": join", err, "")
			checkCode(t, c.name, d.trySync(relay), "")
			if got := d.status().Certificates[0]; got.Expires != c.expires || got.Params[trust.ExpiresParam] != "" {
				t.Errorf("%s: %+v", c.name, got)
			}
			below, err := d.Invite(t.Context(), core.InviteRequest{Scope: "full", Relay: relay.URL(), Expires: hence(240 * time.Hour)})
			d.must(err)
			other := newDevice(t, classSchema)
			_, err = other.Join(t.Context(), below)
			checkCode(t, c.name+": below", err, "")
			continue
		}
		checkCode(t, c.name+": join", err, fault.BadInvite)
	}
}

// A device whose certificate expires while it has it is refused, by its own
// clock and by the relay's.
func TestExpiredMember(t *testing.T) {
	relay, owner := newRelay(t), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	d, _ := joins(t, owner, core.InviteRequest{Scope: "full", Relay: relay.URL(), Expires: hence(time.Hour)})
	d.sync(relay)
	over := expiredCertificate(owner)
	d.engine("UPDATE morango_certificate SET private_key = NULL WHERE private_key IS NOT NULL")
	saveOwn(d, over)
	checkCode(t, "by its own clock", d.trySync(relay), fault.Expired)
	_, err := d.Put(t.Context(), "topic", []byte(`{"dataset_id": "`+dataset+`", "title": "late"}`))
	checkCode(t, "a write", err, fault.NotWritable)
}

// One of two certificates expires: the device goes on with the other.
func TestOneOfTwoExpires(t *testing.T) {
	relay, owner := newRelay(t), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	d, _ := joins(t, owner, core.InviteRequest{Scope: "learner", Params: map[string]string{"user_id": ada}, Relay: relay.URL()})
	saveOwn(d, expiredCertificate(owner))
	owner.put("topic", map[string]any{"dataset_id": dataset, "title": "shared"})
	owner.sync(relay)
	checkCode(t, "with the other", d.trySync(relay), "")
	if got := d.rows("SELECT title FROM topic"); got != "shared" {
		t.Errorf("%q", got)
	}
}

// A sync of a part that only an expired certificate permitted says so: the device
// waits for another invite, where one that is revoked would give up.
func TestFilteredSyncByAnExpiredCertificate(t *testing.T) {
	relay, owner := newRelay(t), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	d, _ := joins(t, owner, core.InviteRequest{Scope: "learner", Params: map[string]string{"user_id": ada}, Relay: relay.URL()})
	saveOwn(d, expiredCertificate(owner))
	_, err := d.Sync(t.Context(), relay.URL(), relay.Dial, client.Options{Pull: true, Filter: value.Filter{dataset}})
	checkCode(t, "a part that an expired certificate permitted", err, fault.Expired)
}

// The relay goes by its own clock, whatever the device's says.
func TestRelayRefusesExpired(t *testing.T) {
	relay, owner := newRelay(t), newDevice(t, classSchema)
	enroll(t, relay, owner)
	d, _ := joins(t, owner, core.InviteRequest{Scope: "full", Relay: relay.URL()})
	d.sync(relay)
	address, _, err := wire.SyncURL(relay.URL(), owner.rows("SELECT room FROM amora_bundle"))
	owner.must(err)
	conn, err := relay.Dial(t.Context(), address)
	owner.must(err)
	hello := wire.Hello{
		Versions: []int{wire.ProtocolVersion}, Instance: ada, Nonce: bob, Chain: []byte(expiredCertificate(owner).String()),
		Bundle: &trust.SignedRules{Text: owner.bundleText(), Signature: owner.rows("SELECT signature FROM amora_bundle")},
	}
	owner.must(conn.Send(t.Context(), wire.Encode(wire.KindHello, hello, "")))
	answer, err := conn.Receive(t.Context())
	owner.must(err)
	if !strings.Contains(string(answer), `"code":"expired"`) {
		t.Errorf("answered %q", answer)
	}
}

// The relay's own certificate ends with that of the member who made it. Another
// one takes its place, which is kept: nobody is asked for a third.
func TestRelaysOwnExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		relay, owner := newRelay(t), newDevice(t, classSchema)
		in := room(t, relay, enroll(t, relay, owner))
		in.engine("UPDATE morango_certificate SET private_key = NULL") // as where no other member made one
		d, _ := joins(t, owner, core.InviteRequest{Scope: "full", Relay: relay.URL(), Expires: hence(time.Hour)})
		d.sync(relay)
		d.sync(relay)             // the relay goes by that certificate now
		time.Sleep(2 * time.Hour) // of the bubble's clock
		for range 2 {
			owner.sync(relay)
			if got := in.rows("SELECT count(*) FROM morango_certificate WHERE private_key IS NOT NULL"); got != "2" {
				t.Errorf("the relay has %s certificates of its own, the expired one and a new one are expected", got)
			}
		}
	})
}

// A connection counts as long as the certificates of the last proof: one that
// another proof has left out ends it no more.
func TestProofWithoutTheExpiring(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		relay, owner := newRelay(t), newDevice(t, classSchema)
		dataset := enroll(t, relay, owner)
		request := core.InviteRequest{Scope: "learner", Params: map[string]string{"user_id": learner(1)}, Expires: hence(time.Hour)}
		var d *device
		var passing string
		for shown := "none"; shown > passing; { // the first one by its id, in the handshake
			d, passing = joins(t, owner, request)
			shown = enrollAs(t, owner, d, "learner", map[string]string{"user_id": learner(0)})
		}
		p, stays := d.raw(t, relay), d.raw(t, relay)
		for _, peer := range []*rawPeer{p, stays} {
			if missing, refused := peer.provedBy(peer.proof(nil, []string{passing}, []string{passing})); len(missing)+len(refused) > 0 {
				t.Fatalf("missing %v, refused %v", missing, refused)
			}
		}
		p.provedBy(p.proof(nil, []string{}, nil))
		time.Sleep(2 * time.Hour) // of the bubble's clock
		if !p.pulls(dataset + ":user:" + learner(0)) {
			t.Error("the handshake's certificate does not count any more")
		}
		stays.say(wire.KindOpen, map[string]any{"transfer": newTransfer(t), "filter": []string{dataset}, "fsic": json.RawMessage(noFSIC), "chunk": 1}, "")
		if m, err := stays.Hear(t.Context()); err != nil || m.Header["code"] != string(fault.Expired) {
			t.Errorf("by an expired certificate: %v, %v", m.Header, err)
		}
		p.Close()
		stays.Close()
	})
}

// What expires is said in a time to come, and of an admin's not at all.
func TestExpiringInvites(t *testing.T) {
	owner := newDevice(t, classSchema)
	enroll(t, newRelay(t), owner)
	for expires, code := range map[string]fault.Code{
		hence(time.Hour): "", hence(-time.Second): fault.BadValue, "tomorrow": fault.BadValue, "2030-01-31": fault.BadValue,
	} {
		_, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full", Expires: expires})
		checkCode(t, expires, err, code)
	}
	_, err := owner.Invite(t.Context(), core.InviteRequest{Admin: true, Expires: hence(time.Hour)})
	checkCode(t, "an admin's", err, fault.BadRequest)
	d, _ := joins(t, owner, core.InviteRequest{Scope: "full", Expires: hence(time.Hour)})
	_, err = d.Invite(t.Context(), core.InviteRequest{Admin: true})
	checkCode(t, "a member's", err, fault.NoCertificate)
}

// expiring is the chain of a certificate with its key, which counts until then,
// as another build may issue it.
func expiring(owner *device, expires string) (chain trust.Chain, rules *trust.Rules) {
	owner.t.Helper()
	private, err := coretest.Keys(owner.t.Context())
	owner.must(err)
	public, err := trust.PublicKeyOf(private)
	owner.must(err)
	owner.must(owner.DB().View(owner.t.Context(), func(tx sqldb.Tx) (err error) {
		own, err := usable(tx)
		if err != nil {
			return err
		}
		root := own[0]
		params := root.Params()
		params[trust.ExpiresParam] = expires
		leaf, err := root.Issue(trust.CertificateRequest{
			ScopeDefinition: "full", ScopeVersion: 1, ScopeParams: trust.FormatScopeParams(params), PublicKey: public, Salt: strings.Repeat("e0", 16),
		})
		if err != nil {
			return err
		}
		leaf.SetKey(private)
		chain = append(root.Chain.WithoutKeys(), leaf)
		rules, err = trust.LoadRules(tx, root.Chain.Root().ID)
		return err
	}))
	return chain, rules
}

func expiredCertificate(owner *device) trust.Chain {
	chain, _ := expiring(owner, hence(-2*trust.ExpiryGrace))
	return chain
}

// saveOwn gives a device a certificate, as if it had joined by it before it
// expired.
func saveOwn(d *device, chain trust.Chain) {
	d.t.Helper()
	d.must(d.DB().Update(d.t.Context(), func(tx sqldb.Tx) error {
		if err := trust.SaveChain(tx, chain); err != nil {
			return err
		}
		return trust.RefreshWriteScope(tx)
	}))
}
