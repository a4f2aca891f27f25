package core_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// Who is admitted as a relay (PROTOCOL.md §3, admission). An impostor is a relay
// as good as any, with a key of its own.

const relaysAddress = "ws://relay.example"

// everyWay are the ways to sync with a relay. A live sync that is let in ends
// with its context.
func everyWay() map[string]client.Options {
	return map[string]client.Options{
		"both ways": {}, "pull": {Pull: true}, "push": {Push: true}, "live": {Live: true}, "live pull": {Live: true, Pull: true},
	}
}

// refusedBy syncs in every way and checks that the relay, which is no relay of
// the dataset, gets neither a certificate, nor a proof, nor records.
func refusedBy(t *testing.T, d *device, address string, r *coretest.Relay, code fault.Code) {
	t.Helper()
	const issued = "SELECT count(*) FROM morango_certificate"
	const known = "SELECT group_concat(fingerprint || address) FROM amora_known_relay"
	before, knew, of := d.rows(issued), d.rows(known), count(r)
	for way, opts := range everyWay() {
		ctx, cancel := context.WithCancel(t.Context())
		opts.Progress = func(client.Progress) { cancel() } // it was let in
		_, err := d.Sync(ctx, address, r.Dial, opts)
		cancel()
		wantCode(t, err, code, r.Fingerprint())
		if e, ok := fault.AsError(err); !ok || !strings.Contains(e.Text, r.Fingerprint()) || !strings.Contains(e.Hint, r.Fingerprint()) {
			t.Errorf("%s, %s: text and hint leave out the fingerprint: %v", address, way, err)
		}
	}
	if after := d.rows(issued); after != before {
		t.Errorf("%s: %s certificates, there were %s", address, after, before)
	}
	if now := d.rows(known); now != knew {
		t.Errorf("%s: known relays were %q, are %q", address, knew, now)
	}
	for kind := range wire.Kind(20) {
		if kind != wire.KindHello && kind != wire.KindChallenge && of(kind) > 0 {
			t.Errorf("%s: %d messages of kind %d", address, of(kind), kind)
		}
	}
}

// The first relay of a dataset is admitted without a word. Another one is not,
// at an address of its own, and neither is one at the address of the first.
func TestAdmissionOfASecondRelay(t *testing.T) {
	relay, other := newRelay(t), newRelay(t)
	owner, member := newDevice(t, classSchema), newDevice(t, classSchema)
	enroll(t, relay, owner, member)
	member.sync(relay)
	for _, d := range []*device{owner, member} {
		refusedBy(t, d, other.URL(), other, fault.RelayNotAdmitted)
		refusedBy(t, d, relay.URL(), other, fault.RelayChanged)
		d.sync(relay)
	}

	_, err := member.Sync(t.Context(), other.URL(), other.Dial, client.Options{Admit: other.Fingerprint()})
	checkCode(t, "a member admits a relay", err, fault.RelayNotAdmitted)
	_, err = owner.Sync(t.Context(), other.URL(), other.Dial, client.Options{Admit: relay.Fingerprint()})
	checkCode(t, "the word is for another relay", err, fault.RelayNotAdmitted)
	_, err = owner.Sync(t.Context(), other.URL(), other.Dial, client.Options{Admit: "all of them"})
	checkCode(t, "no fingerprint", err, fault.BadValue)
	owner.admit(other)
	owner.sync(other)
	owner.sync(relay)
	member.sync(other) // which shows the rules that list it
	member.sync(relay)
}

// An address is one, however it is written.
func TestAdmissionKnowsAnAddressInEachForm(t *testing.T) {
	relay, other := newRelay(t), newRelay(t)
	owner := newDevice(t, classSchema)
	enroll(t, relay, owner)
	owner.admit(other) // so that only the address tells
	_, err := owner.Sync(t.Context(), relaysAddress, relay.Dial, client.Options{})
	owner.must(err)
	for _, address := range []string{
		"ws://relay.example", "ws://relay.example/", "ws://RELAY.Example", "ws://relay.example.", "ws://relay.example:80", "ws://relay.example:080/",
		"http://relay.example", "http://relay.example/", "ws://relay.example/prefix", "ws://relay.example/token/secret/",
	} {
		_, err := owner.Sync(t.Context(), address, other.Dial, client.Options{})
		checkCode(t, address, err, fault.RelayChanged)
		_, err = owner.Sync(t.Context(), address, relay.Dial, client.Options{})
		owner.must(err)
	}
	for _, address := range []string{"wss://relay.example", "ws://relay.example:8787", "ws://other.example"} {
		_, err := owner.Sync(t.Context(), address, relay.Dial, client.Options{}) // the same relay elsewhere
		owner.must(err)
	}
}

// A relay that was replaced is accepted by its fingerprint, by each device for
// itself, or by all at once when the owner takes the old key back.
func TestAdmissionOfAReplacedRelay(t *testing.T) {
	relay, next := newRelay(t), newRelay(t)
	owner, tells, waits := newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
	enroll(t, relay, owner, tells, waits)
	at := func(d *device, r *coretest.Relay, admit string) error {
		_, err := d.Sync(t.Context(), relaysAddress, r.Dial, client.Options{Admit: admit})
		return err
	}
	for _, d := range []*device{owner, tells, waits} {
		d.must(at(d, relay, ""))
	}
	for _, d := range []*device{owner, tells, waits} {
		checkCode(t, "the next relay", at(d, next, ""), fault.RelayChanged)
	}
	owner.must(at(owner, next, next.Fingerprint()))
	owner.must(at(owner, next, ""))
	checkCode(t, "the relay before", at(owner, relay, ""), fault.RelayChanged)
	checkCode(t, "a member", at(tells, next, ""), fault.RelayChanged)
	tells.must(at(tells, next, next.Fingerprint()))
	tells.must(at(tells, next, ""))
	checkCode(t, "a member, again", at(waits, next, ""), fault.RelayChanged)
	waits.sync(next) // at its own address, so that waits has the rules that list it
	checkCode(t, "a member that knows the next relay", at(waits, next, ""), fault.RelayChanged)

	owner.must(owner.RevokeRelay(t.Context(), relay.Fingerprint()))
	for _, d := range []*device{owner, tells, waits} {
		d.must(at(d, next, ""))
	}
	for _, d := range []*device{owner, tells, waits} {
		refusedBy(t, d, relaysAddress, relay, fault.RelayNotAdmitted)
		refusedBy(t, d, "ws://elsewhere", relay, fault.RelayNotAdmitted)
	}
	checkCode(t, "admitted again", at(owner, relay, relay.Fingerprint()), fault.RelayNotAdmitted)
}

// Copies of the owner's database know of each other's relays by the rules, and
// go on with any of them in any order. None admits one that is in no rules.
func TestAdmissionByCopiesOfTheOwner(t *testing.T) {
	one, two, impostor := newRelay(t), newRelay(t), newRelay(t)
	a := newDevice(t, classSchema)
	dataset := enroll(t, one, a)
	b := a.copied(t)
	a.admit(two)
	for _, d := range []*device{b, a, b} {
		d.sync(two) // the relay shows b the rules that list it
		d.sync(one)
		refusedBy(t, d, one.URL(), impostor, fault.RelayChanged)
		refusedBy(t, d, impostor.URL(), impostor, fault.RelayNotAdmitted)
	}
	if got := a.rows("SELECT json_array_length(text, '$.relay_keys') FROM amora_bundle WHERE room = '" + dataset + "'"); got != "2" {
		t.Errorf("%s relays in the rules", got)
	}
}

// Of two first relays that are met at once, one is admitted.
func TestAdmissionOfTwoFirstRelaysAtOnce(t *testing.T) {
	owner := newDevice(t, classSchema)
	_, err := owner.CreateRoot(t.Context(), "full", nil)
	owner.must(err)
	relays := []*coretest.Relay{newRelay(t), newRelay(t)}
	errs := make([]error, len(relays))
	var both sync.WaitGroup
	for i, r := range relays {
		both.Go(func() { _, errs[i] = owner.Sync(t.Context(), relaysAddress, r.Dial, client.Options{}) })
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("%v and %v", errs[0], errs[1])
	}
	refused := errs[0]
	if refused == nil {
		refused = errs[1]
	}
	if code := fault.CodeOf(refused); code != fault.RelayChanged && code != fault.RelayNotAdmitted {
		t.Error(refused)
	}
}

// A relay that refuses the room is no relay of the dataset: the next one counts
// as the first. Nothing that it was given brings it back.
func TestAdmissionAfterARefusal(t *testing.T) {
	closed, relay := newRelay(t), newRelay(t)
	closed.MayOpen = func(string) error { return fault.Errorf(fault.RoomClosed, "not here") }
	owner, member := newDevice(t, classSchema), newDevice(t, classSchema)
	_, err := owner.CreateRoot(t.Context(), "full", nil)
	owner.must(err)
	var given []any // certificates
	var shown any   // rules that list the relay
	spied := tampering(closed.Dial, on(wire.KindAuth, func(h map[string]any) {
		given, shown = append(given, h["certificate"].(map[string]any)["id"]), h["bundle"]
	}))
	for range 2 {
		_, err = owner.Sync(t.Context(), closed.URL(), spied, client.Options{})
		checkCode(t, "a relay that refuses the room", err, fault.RoomClosed)
		checkNoRelays(t, owner)
	}

	owner.sync(relay)
	for _, d := range []*device{owner, member} {
		if d == member {
			enrollAs(t, owner, member, "full", nil)
			member.sync(relay)
		}
		refusedBy(t, d, closed.URL(), closed, fault.RelayNotAdmitted)
		again := hearing(closed.Dial, on(wire.KindChallenge, func(h map[string]any) { h["bundle"] = shown }))
		_, err = d.Sync(t.Context(), closed.URL(), again, client.Options{})
		checkCode(t, "the rules that it was shown", err, fault.RelayNotAdmitted)
	}
	if revoked := owner.rows("SELECT json_extract(text, '$.revoked') FROM amora_bundle"); len(given) != 2 ||
		!strings.Contains(revoked, given[0].(string)) || !strings.Contains(revoked, given[1].(string)) {
		t.Errorf("it was given %v, revoked are %s", given, revoked)
	}

	closed.MayOpen = nil
	owner.admit(closed)
	owner.sync(closed)
	member.sync(closed)
	owner.sync(relay)
}

// checkNoRelays fails if a device knows of any relay of its dataset.
func checkNoRelays(t *testing.T, d *device) {
	t.Helper()
	relays, err := d.Relays(t.Context())
	d.must(err)
	issued, err := d.Issued(t.Context())
	d.must(err)
	if len(relays) > 0 || len(issued) > 0 {
		t.Errorf("relays %+v, issued %+v", relays, issued)
	}
}

// A first relay that refused is the first when it has the room after all.
func TestAdmissionOfARelayThatRefusedBefore(t *testing.T) {
	relay := newRelay(t)
	relay.MayOpen = func(string) error { return fault.Errorf(fault.RoomClosed, "not yet") }
	owner, member := newDevice(t, classSchema), newDevice(t, classSchema)
	_, err := owner.CreateRoot(t.Context(), "full", nil)
	owner.must(err)
	for range 3 {
		_, err = owner.Sync(t.Context(), relay.URL(), relay.Dial, client.Options{})
		checkCode(t, "the room", err, fault.RoomClosed)
	}
	relay.MayOpen = nil
	owner.sync(relay)
	enrollAs(t, owner, member, "full", nil)
	member.sync(relay)
	refusedBy(t, owner, "ws://elsewhere", newRelay(t), fault.RelayNotAdmitted)
}

// While it is open whether the first relay has let the owner in, no other one
// takes its place; that one is asked again without a word.
func TestAdmissionAfterALostConnection(t *testing.T) {
	for _, lost := range []wire.Kind{wire.KindAuth, wire.KindReady} {
		relay, other := newRelay(t), newRelay(t)
		owner := newDevice(t, classSchema)
		_, err := owner.CreateRoot(t.Context(), "full", nil)
		owner.must(err)
		relay.Lose = func(_ bool, msg []byte) bool { return wire.Kind(msg[0]) == lost }
		for range 2 {
			_, err = owner.Sync(t.Context(), relay.URL(), relay.Dial, client.Options{})
			checkCode(t, "a lost connection", err, fault.Unavailable)
			refusedBy(t, owner, other.URL(), other, fault.RelayNotAdmitted)
		}
		relay.Lose = nil
		owner.sync(relay)
		refusedBy(t, owner, other.URL(), other, fault.RelayNotAdmitted)
		owner.sync(relay)
	}
}

// A live sync that comes back to another relay than it had ends there.
func TestAdmissionWhenALiveSyncComesBack(t *testing.T) {
	relay, impostor := newRelay(t), newRelay(t)
	owner, member := newDevice(t, classSchema), newDevice(t, classSchema)
	enroll(t, relay, owner, member)
	for _, d := range []*device{owner, member} {
		var replaced bool
		var mu sync.Mutex
		dial := func(ctx context.Context, url string) (wire.Conn, error) {
			mu.Lock()
			defer mu.Unlock()
			if replaced {
				return impostor.Dial(ctx, url)
			}
			return relay.Dial(ctx, url)
		}
		once := sync.OnceFunc(func() {
			mu.Lock()
			replaced = true
			mu.Unlock()
			go relay.Break()
		})
		_, err := d.Sync(t.Context(), relay.URL(), dial, client.Options{Live: true, Progress: func(p client.Progress) {
			if p.Direction == "" && !p.Offline {
				once()
			}
		}})
		wantCode(t, err, fault.RelayChanged, impostor.Fingerprint())
	}
}

// An address that came with an invite admits nobody, and the key that came with
// it is expected there: the relay that is met must be the one that the inviting
// device has met.
func TestAdmissionByInvite(t *testing.T) {
	relay, two, impostor := newRelay(t), newRelay(t), newRelay(t)
	owner := newDevice(t, classSchema)
	enroll(t, relay, owner)
	owner.admit(two)
	for _, short := range []bool{false, true} {
		invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full", Relay: relay.URL(), Short: short})
		owner.must(err)
		d := newDevice(t, classSchema)
		if short {
			_, err = d.JoinFrom(t.Context(), invite, impostor.Dial)
			checkCode(t, "an impostor that has nothing to show", err, fault.RoomClosed)
			_, err = d.JoinFrom(t.Context(), invite, two.Dial)
			checkCode(t, "another relay of the dataset", err, fault.RelayChanged)
			_, err = d.JoinFrom(t.Context(), invite, shownBy(relay, impostor))
			checkCode(t, "an impostor that shows what it saw", err, fault.RelayChanged)
		}
		_, err = d.JoinFrom(t.Context(), invite, relay.Dial)
		d.must(err)
		refusedBy(t, d, relay.URL(), two, fault.RelayChanged)
		refusedBy(t, d, relay.URL(), impostor, fault.RelayChanged)
		d.sync(two) // is a relay of the dataset, elsewhere
		d.sync(relay)
	}

	// The holder of the root's key took the address from an invite.
	owner = newDevice(t, classSchema)
	_, err := owner.CreateRoot(t.Context(), "full", nil)
	owner.must(err)
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full", Relay: relaysAddress})
	owner.must(err)
	_, err = owner.Join(t.Context(), invite)
	owner.must(err)
	refusedBy(t, owner, relaysAddress, impostor, fault.RelayNotAdmitted)
	owner.sync(relay) // at an address that the app gave
}

// shownBy connects to a relay whose challenges show another relay's key, below
// the certificates that the first one has: what an impostor can make of what it
// has seen.
func shownBy(relay, impostor *coretest.Relay) wire.Dialer {
	return hearing(relay.Dial, on(wire.KindChallenge, func(h map[string]any) {
		chain := h["chain"].([]any)
		leaf := chain[len(chain)-1].(map[string]any)
		own := h["public_key"].(string)
		h["public_key"] = impostor.PublicKey()
		for field, value := range leaf {
			if text, is := value.(string); is {
				leaf[field] = strings.ReplaceAll(text, own, impostor.PublicKey())
			}
		}
	}))
}

// Whoever took a relay's place in a member's sight learns nothing from the
// owner's certificates and gets no own.
func TestAdmissionIsNotPassedOnByMembers(t *testing.T) {
	relay, fresh := newRelay(t), newRelay(t)
	owner, wide, narrow := newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner, wide)
	enrollAs(t, owner, narrow, "learner", map[string]string{"user_id": testUser})
	for _, d := range []*device{wide, narrow} {
		refusedBy(t, d, fresh.URL(), fresh, fault.RelayNotAdmitted)
		if fresh.Room(dataset) != nil {
			t.Error("a room was opened")
		}
	}
}

// Certificates that were made for relays are listed with the relay, at whoever
// made them, and can be taken back: the relay's key with them.
func TestCertificatesOfRelaysAreListedAndRevoked(t *testing.T) {
	relay, two := newRelay(t), newRelay(t)
	owner, member := newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner, member)
	member.sync(relay)
	owner.admit(two)
	owner.sync(two)
	pushed := func(d *device, revoked bool) (ids []string) {
		t.Helper()
		list, err := d.Issued(t.Context())
		d.must(err)
		for _, c := range list {
			if c.Relay != nil && c.Revoked == revoked {
				ids = append(ids, c.ID+" "+c.Relay.Fingerprint+" "+c.Relay.Address)
			}
		}
		slices.SortFunc(ids, func(a, b string) int { return strings.Compare(a[33:], b[33:]) })
		return ids
	}
	got := pushed(owner, false)
	for _, r := range []*coretest.Relay{relay, two} {
		want := fmt.Sprintf(" %s %s:80", r.Fingerprint(), strings.TrimPrefix(r.URL(), "ws://"))
		if !slices.ContainsFunc(got, func(s string) bool { return s[32:] == want }) {
			t.Errorf("%q lacks%s", got, want)
		}
	}
	if len(got) != 2 || len(pushed(member, false)) != 0 {
		t.Errorf("%q, of the member %q", got, pushed(member, false))
	}
	list, err := owner.Relays(t.Context())
	owner.must(err)
	if len(list) != 2 || list[0].Fingerprint != relay.Fingerprint() || len(list[0].Addresses) != 1 || list[0].Revoked {
		t.Errorf("relays: %+v", list)
	}

	certificate := room(t, two, dataset).rows("SELECT id FROM morango_certificate WHERE private_key IS NOT NULL")
	owner.must(owner.Revoke(t.Context(), certificate))
	if got := pushed(owner, true); len(got) != 1 || !strings.HasPrefix(got[0], certificate) {
		t.Errorf("revoked: %q", got)
	}
	refusedBy(t, owner, two.URL(), two, fault.RelayNotAdmitted)
	owner.sync(relay)
	member.sync(relay) // by which it gets the rules
	refusedBy(t, member, two.URL(), two, fault.RelayNotAdmitted)
}

// A relay whose key was taken back is out, also where it comes as a member with
// a certificate that somebody made for it, and with an open connection.
func TestRevokedRelayIsRefusedAsAMember(t *testing.T) {
	relay, two := newRelay(t), newRelay(t)
	owner, member := newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner, member)
	owner.admit(two)
	owner.sync(relay)
	impostor := room(t, two, dataset)
	steps, stop := make(chan error, 1), make(chan struct{})
	go func() {
		_, err := impostor.Sync(t.Context(), relay.URL(), relay.Dial, client.Options{Live: true, Progress: func(p client.Progress) {
			if p.Direction == "" && !p.Offline {
				select {
				case <-stop:
				default:
					close(stop)
				}
			}
		}})
		steps <- err
	}()
	<-stop // it is let in, and live
	owner.must(owner.RevokeRelay(t.Context(), two.Fingerprint()))
	owner.sync(relay)
	checkCode(t, "its live sync", <-steps, fault.Revoked)
	_, err := impostor.Sync(t.Context(), relay.URL(), relay.Dial, client.Options{})
	checkCode(t, "its next sync", err, fault.Revoked)

	// A member certifies the key once more, unaware.
	var own trust.Own
	owner.must(member.DB().View(t.Context(), func(tx sqldb.Tx) error {
		list, err := usable(tx)
		own = list[0]
		return err
	}))
	again, err := own.IssueSame(two.PublicKey(), hexID("5"))
	owner.must(err)
	_, err = member.Sync(t.Context(), relay.URL(), tampering(relay.Dial, on(wire.KindHello, func(h map[string]any) {
		h["chain"] = append(slices.Clone(own.Chain), again)
	})), client.Options{})
	checkCode(t, "another certificate for the key", err, fault.Revoked)
}

// Keys that were taken back only grow, where copies of the root's key sign
// without having seen each other's rules.
func TestRevokedKeysUnite(t *testing.T) {
	relay := newRelay(t)
	a := newDevice(t, classSchema)
	enroll(t, relay, a)
	b := a.copied(t)
	one, two := strings.Repeat("1", 64), strings.Repeat("2", 64)
	a.must(a.RevokeRelay(t.Context(), one))
	b.must(b.RevokeRelay(t.Context(), two))
	for _, d := range []*device{a, b, a, b} {
		d.sync(relay)
	}
	for _, d := range []*device{a, b} {
		if got := d.rows("SELECT json_extract(text, '$.revoked_keys') FROM amora_bundle"); got != fmt.Sprintf("[%q,%q]", one, two) {
			t.Errorf("%s", got)
		}
	}
	err := a.RevokeRelay(t.Context(), strings.ToUpper(strings.Repeat("a", 64)))
	checkCode(t, "no fingerprint", err, fault.BadValue)
	var root *trust.Certificate
	a.must(a.DB().View(t.Context(), func(tx sqldb.Tx) (err error) {
		room, err := datasets.Pick(tx, "")
		if err == nil {
			root, err = trust.LoadCertificate(tx, room)
		}
		return err
	}))
	checkCode(t, "the root's own key", a.RevokeRelay(t.Context(), trust.KeyFingerprint(root.PublicKey)), fault.BadValue)
}

// A relay that never stores its certificate asks for another one each time. Those
// that are kept have a bound, and the key takes all of them back.
func TestCertificatesOfARelayHaveABound(t *testing.T) {
	relay := newRelay(t)
	owner := newDevice(t, classSchema)
	_, err := owner.CreateRoot(t.Context(), "full", nil)
	owner.must(err)
	relay.Lose = func(_ bool, msg []byte) bool { return wire.Kind(msg[0]) == wire.KindAuth }
	for range 40 {
		_, err := owner.Sync(t.Context(), relay.URL(), relay.Dial, client.Options{})
		checkCode(t, "a relay that loses what it gets", err, fault.Unavailable)
	}
	list, err := owner.Issued(t.Context())
	owner.must(err)
	if len(list) != 32 || owner.rows("SELECT count(*) FROM amora_pushed_certificate") != "32" {
		t.Errorf("%d certificates", len(list))
	}
	relay.Lose = nil
	owner.sync(relay)
}
