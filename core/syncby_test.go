package core_test

import (
	"slices"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of a device with several certificates, as one has that learners share.

// shared is a device with two learners' certificates, and an answer of each.
func shared(t *testing.T) (relay *coretest.Relay, owner, d *device) {
	t.Helper()
	relay, owner, d = newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	users := []string{testUser, "22222222222222222222222222222222"}
	for _, user := range users {
		invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "learner", Params: map[string]string{"user_id": user}, Relay: "ws://relay"})
		owner.must(err)
		_, err = d.Join(t.Context(), invite)
		d.must(err)
	}
	for _, user := range users {
		d.put("answer", map[string]any{"dataset_id": dataset, "user_id": user, "question": "q", "text": "of " + user[:1]})
	}
	return relay, owner, d
}

const answers = "SELECT count(*) FROM answer"

func TestSyncByEachCertificate(t *testing.T) {
	relay, owner, d := shared(t)
	var last client.Progress
	r, err := d.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{Progress: func(p client.Progress) {
		if p.Bytes < last.Bytes {
			t.Errorf("%d bytes became %d", last.Bytes, p.Bytes)
		}
		last = p
	}})
	d.must(err)
	if r.Pushed != 2 {
		t.Errorf("%+v", r)
	}
	owner.sync(relay)
	if got := owner.rows(answers); got != "2" {
		t.Errorf("%s of the 2 answers have arrived", got)
	}
	owner.exec("UPDATE answer SET text = 'read'")
	owner.sync(relay)
	if r := d.sync(relay); r.Pulled != 2 || d.rows(answers+" WHERE text = 'read'") != "2" {
		t.Errorf("%+v", r)
	}
}

// One that was taken back keeps the others from nothing.
func TestSyncByEachCertificateButOne(t *testing.T) {
	relay, owner, d := shared(t)
	issued, err := owner.Issued(t.Context())
	owner.must(err)
	one := slices.IndexFunc(issued, func(c core.IssuedCertificate) bool { return c.Relay == nil })
	owner.must(owner.Revoke(t.Context(), issued[one].ID))
	owner.sync(relay)
	_, err = d.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{})
	if fault.CodeOf(err) != fault.Revoked {
		t.Errorf("by the one that was taken back: %v", err)
	}
	owner.sync(relay)
	if got := owner.rows(answers); got != "1" {
		t.Errorf("%s answers have arrived", got)
	}
	d.sync(relay) // by the other alone
}

func TestLiveByEachCertificate(t *testing.T) {
	relay, owner, d := shared(t)
	_, stopOwner := owner.live(relay)
	defer stopOwner()
	_, stop := d.live(relay)
	defer stop()
	owner.eventually(answers, "2")
	d.exec("UPDATE answer SET text = 'edited'")
	owner.eventually(answers+" WHERE text = 'edited'", "2")
	owner.exec("UPDATE answer SET text = 'read'")
	d.eventually(answers+" WHERE text = 'read'", "2")
}

// A certificate that permits nothing more costs no further connection.
func TestSyncByTheWidestCertificate(t *testing.T) {
	relay, owner, dataset := roomWith(t, 1)
	_, err := owner.Join(t.Context(), invite(t, owner, dataset))
	owner.must(err)
	hellos := count(relay)
	owner.sync(relay)
	if n := hellos(wire.KindHello); n != 1 {
		t.Errorf("%d connections", n)
	}
}

func invite(t *testing.T, owner *device, dataset string) string {
	t.Helper()
	text, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full", Params: map[string]string{"dataset_id": dataset}, Relay: "ws://relay"})
	owner.must(err)
	return text
}
