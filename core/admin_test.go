package core_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
)

// admin lets a new device join as an admin that by has appointed, and returns it
// with its certificate.
func admin(t testing.TB, by *device, r *coretest.Relay) (d *device, certificate string) {
	t.Helper()
	return joins(t, by, core.InviteRequest{Admin: true, Relay: r.URL()})
}

// joins lets a new device join by an invite of by's, and returns it with its
// certificate.
func joins(t testing.TB, by *device, request core.InviteRequest) (d *device, certificate string) {
	t.Helper()
	d = newDevice(t, classSchema)
	return d, by.fixture().LetIn(d.fixture(), request)
}

func (d *device) trySync(r *coretest.Relay) error {
	_, err := d.Sync(d.t.Context(), r.URL(), r.Dial, client.Options{})
	return err
}

func (d *device) bundleText() string { return d.rows("SELECT text FROM amora_bundle") }

// Without the device that began the dataset, an admin takes certificates back,
// admits relays, publishes scopes, and makes further admins.
func TestAdminGoesOnWithoutTheFirstDevice(t *testing.T) {
	relay, second := newRelay(t), newRelay(t)
	owner := newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	member, certificate := joins(t, owner, core.InviteRequest{Scope: "full", Relay: relay.URL()})
	member.sync(relay)
	phone, _ := admin(t, owner, relay)
	phone.sync(relay)
	// The owner's device is lost.

	tablet, _ := admin(t, phone, relay)
	tablet.must(tablet.Revoke(t.Context(), certificate))
	tablet.sync(relay)
	checkCode(t, "a revoked member", member.trySync(relay), fault.Revoked)

	tablet.admit(second)
	other, _ := joins(t, tablet, core.InviteRequest{Scope: "full", Relay: second.URL()})
	other.sync(second)
	tablet.put("topic", map[string]any{"dataset_id": dataset, "title": "of the tablet"})
	tablet.sync(second)
	other.sync(second)
	if got := other.rows("SELECT title FROM topic"); got != "of the tablet" {
		t.Errorf("by the second relay: %q", got)
	}

	const guest = `{"id": "guest", "version": 1, "read_filter_template": "${dataset_id}:shared",
 "write_filter_template": "${dataset_id}:guests"},`
	wider := strings.Replace(classSchema, `"scopes": [`, `"scopes": [`+guest, 1)
	tablet.upgrade(wider)
	tablet.sync(relay)
	phone.sync(relay)
	_, err := phone.Invite(t.Context(), core.InviteRequest{Scope: "guest"})
	checkCode(t, "a scope that another admin has published", err, "")
}

// Admins that publish at once come to one bundle with everything in it.
func TestAdminsThatPublishAtOnce(t *testing.T) {
	relay := newRelay(t)
	owner := newDevice(t, classSchema)
	enroll(t, relay, owner)
	_, first := joins(t, owner, core.InviteRequest{Scope: "full"})
	_, second := joins(t, owner, core.InviteRequest{Scope: "full"})
	_, third := joins(t, owner, core.InviteRequest{Scope: "full"})
	member, _ := joins(t, owner, core.InviteRequest{Scope: "full", Relay: relay.URL()})
	a, _ := admin(t, owner, relay)
	b, _ := admin(t, owner, relay)
	for _, d := range []*device{owner, a, b, member} {
		d.sync(relay)
	}
	a.must(a.Revoke(t.Context(), first))
	b.must(b.Revoke(t.Context(), second))
	owner.must(owner.Revoke(t.Context(), third))
	a.sync(relay)
	owner.sync(relay)
	b.sync(relay)
	// a and the owner may never be seen again: what they have said is known.
	if got := b.rows("SELECT json_array_length(text, '$.revoked') FROM amora_bundle"); got != "3" {
		t.Errorf("%s revocations", got)
	}
	for _, d := range []*device{member, a, owner, room(t, relay, owner.rows("SELECT room FROM amora_bundle"))} {
		if d.Schema() != nil {
			d.sync(relay)
		}
		if got := d.bundleText(); got != b.bundleText() {
			t.Errorf("not the same bundle:\n%s\n%s", got, b.bundleText())
		}
	}
}

// One certificate in two databases, as a recovery text may be: neither loses
// what the other has signed.
func TestAdminCertificateInTwoDatabases(t *testing.T) {
	relay := newRelay(t)
	owner := newDevice(t, classSchema)
	enroll(t, relay, owner)
	_, first := joins(t, owner, core.InviteRequest{Scope: "full"})
	_, second := joins(t, owner, core.InviteRequest{Scope: "full"})
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Admin: true, Relay: relay.URL()})
	owner.must(err)
	a, b := newDevice(t, classSchema), newDevice(t, classSchema)
	for i, d := range []*device{a, b} {
		_, err := d.Join(t.Context(), invite)
		d.must(err)
		d.must(d.Revoke(t.Context(), []string{first, second}[i]))
	}
	a.sync(relay)
	b.sync(relay)
	owner.sync(relay)
	if got := owner.rows("SELECT json_array_length(text, '$.revoked') FROM amora_bundle"); got != "2" {
		t.Errorf("%s revocations", got)
	}
}

// What a revoked admin publishes later counts nowhere, whoever carries it; what
// it had published before stays.
func TestRevokedAdmin(t *testing.T) {
	relay, apart := newRelay(t), newRelay(t)
	owner := newDevice(t, classSchema)
	enroll(t, relay, owner)
	_, before := joins(t, owner, core.InviteRequest{Scope: "full"})
	_, after := joins(t, owner, core.InviteRequest{Scope: "full"})
	carrier, _ := joins(t, owner, core.InviteRequest{Scope: "full", Relay: relay.URL()})
	thief, certificate := admin(t, owner, relay)
	thief.must(thief.Revoke(t.Context(), before))
	thief.admit(apart)
	for _, d := range []*device{thief, owner, carrier} {
		d.sync(relay)
	}
	owner.must(owner.Revoke(t.Context(), certificate))
	owner.sync(relay)
	thief.must(thief.Revoke(t.Context(), after)) // it does not know yet
	carrier.sync(apart)
	thief.sync(apart)
	carrier.sync(apart)
	if !strings.Contains(carrier.rows("SELECT json_extract(text, '$.revoked') FROM amora_bundle"), after) {
		t.Error("the carrier has not got what the admin published")
	}
	carrier.sync(relay)
	checkCode(t, "a revoked admin", thief.trySync(relay), fault.Revoked)
	for _, d := range []*device{carrier, owner} {
		d.sync(relay)
		got := d.rows("SELECT json_extract(text, '$.revoked') FROM amora_bundle")
		if strings.Contains(got, after) || !strings.Contains(got, before) || !strings.Contains(got, certificate) {
			t.Errorf("revoked: %s; want %s and %s, not %s", got, before, certificate, after)
		}
	}
}

// What an admin may not do is refused where it is tried, and counts nowhere if
// another build signs it all the same.
func TestWhatAnAdminMayNot(t *testing.T) {
	relay := newRelay(t)
	owner := newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	first, firstID := admin(t, owner, relay)
	second, secondID := admin(t, first, relay)
	third, _ := admin(t, second, relay)
	for _, d := range []*device{first, second, third} {
		d.sync(relay)
	}
	checkCode(t, "the root", second.Revoke(t.Context(), dataset), fault.BadValue)
	checkCode(t, "itself", second.Revoke(t.Context(), secondID), fault.OutsideScope)
	checkCode(t, "what it descends from", third.Revoke(t.Context(), firstID), fault.OutsideScope)
	if got := second.rows("SELECT json_extract(text, '$.revoked') FROM amora_bundle"); got != "[]" {
		t.Errorf("revoked: %s", got)
	}
	narrow := core.InviteRequest{Admin: true, Scope: "learner", Params: map[string]string{"user_id": ada}}
	_, err := second.Invite(t.Context(), narrow)
	checkCode(t, "less than the root's scope", err, fault.OutsideScope)
	member, _ := joins(t, owner, core.InviteRequest{Scope: "full", Relay: relay.URL()})
	_, err = member.Invite(t.Context(), core.InviteRequest{Admin: true})
	checkCode(t, "a member appoints", err, fault.NoCertificate)
	checkCode(t, "a member revokes", member.Revoke(t.Context(), firstID), fault.NoCertificate)
	first.must(first.Revoke(t.Context(), secondID))
	first.sync(relay)
	for _, d := range []*device{second, third} {
		checkCode(t, "below a revoked admin", d.trySync(relay), fault.Revoked)
	}
}

func (d *device) status() core.InstanceStatus {
	d.t.Helper()
	s, err := d.Status(context.Background())
	d.must(err)
	return s
}

// Which certificate gives an admin's rights can be told.
func TestStatusSaysWhoIsAdmin(t *testing.T) {
	relay := newRelay(t)
	owner := newDevice(t, classSchema)
	enroll(t, relay, owner)
	a, _ := admin(t, owner, relay)
	member, _ := joins(t, owner, core.InviteRequest{Scope: "full"})
	for d, want := range map[*device]bool{owner: true, a: true, member: false} {
		if got := d.status().Certificates; len(got) != 1 || got[0].Admin != want {
			t.Errorf("%+v, want admin %t", got, want)
		}
	}
}

// Admins that appoint, revoke and admit in any order, and pass on what they know
// by two relays, end with one bundle, which depends on what was signed alone.
func TestAdminsConverge(t *testing.T) {
	coretest.EachSeed(t, 6, func(t *testing.T, seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 1))
		list := []*coretest.Relay{newRelay(t), newRelay(t)}
		owner := newDevice(t, classSchema)
		enroll(t, list[0], owner)
		owner.admit(list[1])
		admins := []*device{owner}
		var ids []string
		for range 3 {
			d, id := admin(t, admins[rng.IntN(len(admins))], list[0])
			admins, ids = append(admins, d), append(ids, id)
		}
		for range 4 {
			_, id := joins(t, owner, core.InviteRequest{Scope: "full"})
			ids = append(ids, id)
		}
		for range 20 {
			d := admins[rng.IntN(len(admins))]
			var err error
			if rng.IntN(3) == 0 {
				err = d.Revoke(t.Context(), ids[rng.IntN(len(ids))])
			} else {
				err = d.trySync(list[rng.IntN(2)])
			}
			if !mayHappen(err) && fault.CodeOf(err) != fault.OutsideScope {
				t.Fatal(err)
			}
		}
		checkConverged(t, owner, admins, list)
	})
}

// mayHappen reports whether this may come of what an admin does while others
// revoke it.
func mayHappen(err error) bool {
	return slices.Contains([]fault.Code{"", fault.NoCertificate, fault.Revoked, fault.RelayNotAdmitted}, fault.CodeOf(err))
}

// checkConverged lets everybody sync as often as it takes to pass on what is
// known, and compares the bundles of those that may.
func checkConverged(t *testing.T, owner *device, admins []*device, list []*coretest.Relay) {
	t.Helper()
	for range len(admins) + 1 {
		for _, d := range admins {
			for _, r := range list {
				if err := d.trySync(r); !mayHappen(err) {
					t.Fatal(err)
				}
			}
		}
	}
	want := owner.bundleText()
	for i, d := range admins {
		if err := d.trySync(list[0]); err == nil && d.bundleText() != want {
			t.Errorf("admin %d has another bundle:\n%s\n%s", i, d.bundleText(), want)
		}
	}
	for _, r := range list {
		if got := room(t, r, owner.rows("SELECT room FROM amora_bundle")).bundleText(); got != want {
			t.Errorf("a relay has another bundle:\n%s\n%s", got, want)
		}
	}
}

// A recovery text makes an owner of any device, after the one that made it is
// lost; what was issued is listed by its label where it was issued.
func TestRecovery(t *testing.T) {
	relay := newRelay(t)
	owner := newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	owner.put("topic", map[string]any{"dataset_id": dataset, "title": "kept"})
	recovery, err := owner.Invite(t.Context(), core.Recovery(relay.URL()))
	owner.must(err)
	member, certificate := joins(t, owner, core.InviteRequest{Scope: "full", Relay: relay.URL(), Label: "Ann's phone"})
	owner.sync(relay)
	member.sync(relay)
	list, err := owner.Issued(t.Context())
	owner.must(err)
	labels := map[string]string{}
	for _, c := range list {
		if c.Relay == nil {
			labels[c.Label] = fmt.Sprint(c.Admin)
			if _, err := time.Parse(time.RFC3339, c.Created); err != nil {
				t.Error(err)
			}
		}
	}
	if want := map[string]string{"recovery": "true", "Ann's phone": "false"}; !maps.Equal(labels, want) {
		t.Errorf("issued %v, want %v", labels, want)
	}
	_, err = owner.Invite(t.Context(), core.InviteRequest{Scope: "full", Label: strings.Repeat("x", 501)})
	checkCode(t, "a long label", err, fault.BadValue)

	fresh := newDevice(t, classSchema)
	joined, err := fresh.Join(t.Context(), recovery)
	fresh.must(err)
	if !joined.Admin || !fresh.status().Certificates[0].Admin {
		t.Errorf("%+v is no admin", joined)
	}
	fresh.sync(relay)
	if got := fresh.rows("SELECT title FROM topic"); got != "kept" {
		t.Errorf("%q", got)
	}
	fresh.must(fresh.Revoke(t.Context(), certificate))
	fresh.sync(relay)
	checkCode(t, "a member", member.trySync(relay), fault.Revoked)
	again, err := fresh.Invite(t.Context(), core.Recovery(relay.URL()))
	fresh.must(err)
	other := newDevice(t, classSchema)
	_, err = other.Join(t.Context(), again)
	other.must(err)
	other.sync(relay)
}

// What an admin says first about a definition ends with the admin: the app's own
// text then counts everywhere, and until then every database can be opened.
func TestDefinitionOfARevokedAdmin(t *testing.T) {
	relay := newRelay(t)
	owner := newDevice(t, classSchema)
	enroll(t, relay, owner)
	member, _ := joins(t, owner, core.InviteRequest{Scope: "full", Relay: relay.URL()})
	rogue, certificate := admin(t, owner, relay)
	with := func(partition string) string {
		return strings.Replace(classSchema, `"scopes": [`, `"scopes": [{"id": "editor", "version": 2,
 "read_filter_template": "${dataset_id}:`+partition+`", "write_filter_template": "${dataset_id}:`+partition+`"},`, 1)
	}
	rogue.upgrade(with("everything"))
	for _, d := range []*device{rogue, owner, member} {
		d.sync(relay)
	}
	if text := member.bundleText(); !strings.Contains(text, "${dataset_id}:everything") {
		t.Fatalf("the rules say %s", text)
	}
	for _, d := range []*device{owner, member} {
		d.upgrade(with("editors"))
	}
	owner.must(owner.Revoke(t.Context(), certificate))
	for _, d := range []*device{owner, member} {
		d.sync(relay)
		d.upgrade(with("editors"))
		// They would count in another dataset whose rules nobody signs.
		if got := d.rows("SELECT id FROM morango_scopedefinition WHERE instr(read_filter_template, ':everything')"); got != "" {
			t.Errorf("stored: %s", got)
		}
		if text := d.bundleText(); strings.Contains(text, ":everything") || !strings.Contains(text, ":editors") {
			t.Errorf("the rules say %s", text)
		}
	}
}
