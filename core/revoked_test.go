package core_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of certificates that the room's owner takes back: the code is revoked,
// whoever says it first, and only what was lost ends.

// tryDial syncs once and returns what came of it and the number of connections.
func (d *device) tryDial(r *coretest.Relay, opts client.Options) (result client.Result, dials int, err error) {
	var n atomic.Int64
	result, err = d.Sync(d.t.Context(), "ws://relay", func(ctx context.Context, url string) (wire.Conn, error) {
		n.Add(1)
		return r.Dial(ctx, url)
	}, opts)
	return result, int(n.Load()), err
}

// wantRevoked checks that an error has the code and names the certificate.
func wantRevoked(t *testing.T, what string, err error, certificate string) {
	t.Helper()
	if fault.CodeOf(err) != fault.Revoked || !strings.Contains(err.Error(), certificate) {
		t.Errorf("%s: %v, want revoked and %s", what, err, certificate)
	}
}

// userCertificate is the id of a device's certificate for a learner.
func (d *device) userCertificate(user string) string {
	d.t.Helper()
	status, err := d.Status(d.t.Context())
	d.must(err)
	i := slices.IndexFunc(status.Certificates, func(c core.OwnCertificate) bool { return c.Params["user_id"] == user })
	return status.Certificates[i].ID
}

const otherUser = "22222222222222222222222222222222"

// Whichever of two certificates is lost, and whether the relay or the device's
// own bundle knows: the other one syncs, and the sync fails with revoked. Once
// it is known here, a sync goes without the lost one and does not fail.
func TestRevokedIsTheSameWhoeverHearsFirst(t *testing.T) {
	for lost, kept := range map[string]string{testUser: otherUser, otherUser: testUser} {
		relay, owner, d := shared(t)
		certificate := d.userCertificate(lost)
		owner.must(owner.Revoke(t.Context(), certificate))
		owner.sync(relay)
		r, _, err := d.tryDial(relay, client.Options{})
		wantRevoked(t, "the first sync", err, certificate)
		if r.Pushed != 1 || !slices.Equal(r.Revoked, []string{certificate}) {
			t.Errorf("the first sync: %+v", r)
		}
		owner.sync(relay)
		if got := owner.rows("SELECT user_id FROM answer"); got != kept {
			t.Errorf("the answers of %q have arrived, want %s", got, kept)
		}
		r, _, err = d.tryDial(relay, client.Options{})
		if err != nil || !slices.Equal(r.Revoked, []string{certificate}) {
			t.Errorf("the second sync: %+v, %v", r, err)
		}
		dataset, _, _ := strings.Cut(d.rows("SELECT dataset_id FROM answer LIMIT 1"), "\n")
		_, dials, err := d.tryDial(relay, client.Options{Push: true, Filter: value.Filter{dataset + ":user:" + lost}})
		wantRevoked(t, "what it alone permitted", err, certificate)
		if dials != 0 {
			t.Errorf("%d connections for what is known here to be lost", dials)
		}
	}
}

// The only certificate of a device, its own or one that it descends from: the
// relay says revoked at the handshake; afterwards, and wherever the bundle was
// heard of, the device says so without a connection.
func TestRevokedWithoutAnother(t *testing.T) {
	for _, above := range []bool{false, true} {
		relay, owner, teacher, d := newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
		enroll(t, relay, owner, teacher)
		enrollAs(t, teacher, d, "learner", map[string]string{"user_id": testUser})
		d.sync(relay)
		lost := d.userCertificate(testUser)
		if status, err := teacher.Status(t.Context()); above {
			owner.must(err)
			lost = status.Certificates[0].ID
		}
		owner.must(owner.Revoke(t.Context(), lost))
		owner.sync(relay)
		for range 2 {
			_, _, err := d.tryDial(relay, client.Options{})
			wantRevoked(t, "sync", err, d.ownIDs()[0])
		}
		_, _, err := d.tryDial(relay, client.Options{Live: true})
		wantRevoked(t, "live", err, d.ownIDs()[0])
	}
}

// ownIDs are the certificates whose keys are here, whatever became of them.
func (d *device) ownIDs() []string {
	return strings.Split(d.rows("SELECT id FROM morango_certificate WHERE private_key IS NOT NULL ORDER BY id"), "\n")
}

// enrollAs has a device join by an invite of another one.
func enrollAs(t testing.TB, by, d *device, scope string, params map[string]string) (certificate string) {
	t.Helper()
	return by.fixture().LetIn(d.fixture(), core.InviteRequest{Scope: scope, Params: params, Relay: "ws://relay"})
}

// A certificate that made another one superfluous is lost: the other one goes
// on in its place, in the same sync.
func TestRevokedWidestLeavesTheNarrower(t *testing.T) {
	relay, owner, d := newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	wide := enrollAs(t, owner, d, "full", map[string]string{"dataset_id": dataset})
	enrollAs(t, owner, d, "learner", map[string]string{"user_id": testUser})
	d.put("answer", map[string]any{"dataset_id": dataset, "user_id": testUser, "question": "q", "text": "mine"})
	d.put("answer", map[string]any{"dataset_id": dataset, "user_id": otherUser, "question": "q", "text": "other"})
	owner.must(owner.Revoke(t.Context(), wide))
	owner.sync(relay)
	r, _, err := d.tryDial(relay, client.Options{})
	wantRevoked(t, "sync", err, wide)
	owner.sync(relay)
	if got := owner.rows("SELECT text FROM answer"); r.Pushed != 1 || got != "mine" {
		t.Errorf("%+v, %q has arrived", r, got)
	}
}

// A live sync loses one certificate after the other: it goes on by those that
// are left, says so, and ends with the last one.
func TestRevokedWhileLive(t *testing.T) {
	relay, owner, d := shared(t)
	first, last := d.userCertificate(testUser), d.userCertificate(otherUser)
	_, stopOwner := owner.live(relay)
	defer stopOwner()
	var mu sync.Mutex
	var told []string
	ended := make(chan error, 1)
	go func() {
		_, err := d.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{Live: true, Progress: func(p client.Progress) {
			mu.Lock()
			defer mu.Unlock()
			if p.Revoked != "" {
				told = append(told, p.Revoked)
			}
		}})
		ended <- err
	}()
	owner.eventually(answers, "2")
	owner.must(owner.Revoke(t.Context(), first))
	owner.tellRelay(relay)
	d.exec("UPDATE answer SET text = 'edited' WHERE user_id = ?1", otherUser)
	owner.eventually(answers+" WHERE text = 'edited'", "1")
	owner.exec("UPDATE answer SET text = 'read'")
	d.eventually(answers+" WHERE text = 'read'", "1")
	select {
	case err := <-ended:
		t.Fatalf("it ended with the first of two: %v", err)
	default:
	}
	owner.must(owner.Revoke(t.Context(), last))
	owner.tellRelay(relay)
	err := <-ended
	wantRevoked(t, "the end", err, first)
	wantRevoked(t, "the end", err, last)
	mu.Lock()
	defer mu.Unlock()
	if !slices.Equal(told, []string{first}) {
		t.Errorf("told that it goes on without %v, want %s", told, first)
	}
}

// tellRelay brings the relay this device's bundle by a sync beside the live one.
func (d *device) tellRelay(r *coretest.Relay) {
	d.t.Helper()
	_, err := d.Sync(d.t.Context(), "ws://relay", r.Dial, client.Options{Push: true})
	d.must(err)
}

// A live sync for a filter goes on by another certificate that permits it.
func TestRevokedWhileLiveForAFilter(t *testing.T) {
	relay, owner, d := newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	certificates := []string{
		enrollAs(t, owner, d, "learner", map[string]string{"user_id": testUser}),
		enrollAs(t, owner, d, "learner", map[string]string{"user_id": testUser}),
	}
	d.put("answer", map[string]any{"dataset_id": dataset, "user_id": testUser, "question": "q", "text": "mine"})
	slices.Sort(certificates)
	_, stopOwner := owner.live(relay)
	defer stopOwner()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		_, err := d.Sync(ctx, "ws://relay", relay.Dial, client.Options{Live: true, Filter: value.Filter{dataset + ":user:" + testUser}})
		ended <- err
	}()
	owner.eventually(answers, "1")
	owner.must(owner.Revoke(t.Context(), certificates[0]))
	owner.tellRelay(relay)
	d.exec("UPDATE answer SET text = 'edited'")
	owner.eventually(answers+" WHERE text = 'edited'", "1")
	stop()
	d.must(<-ended)
}

// The relay's own certificate falls with the member's that made it. Neither the
// owner nor another member is kept out, or told to be revoked itself.
func TestRevokedMakerOfTheRelaysCertificate(t *testing.T) {
	relay, owner, maker, other := newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner, maker, other)
	other.sync(relay)
	_, err := relay.Restart(t.Context(), dataset, memory(t)) // it has lost the room
	owner.must(err)
	maker.sync(relay)
	status, err := maker.Status(t.Context())
	owner.must(err)
	owner.must(owner.Revoke(t.Context(), status.Certificates[0].ID))
	owner.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})
	owner.sync(relay)
	other.sync(relay)
	if got := other.rows("SELECT title FROM topic"); got != "one" {
		t.Errorf("the other member has %q", got)
	}
	_, _, err = maker.tryDial(relay, client.Options{})
	wantRevoked(t, "its maker", err, status.Certificates[0].ID)
}

// An invite that was taken back, and all certificates of a device at once: the
// error has the code, or is around one that has, and names each.
func TestRevokedElsewhere(t *testing.T) {
	relay, owner, d := shared(t)
	text, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "learner", Params: map[string]string{"user_id": testUser}, Relay: "ws://relay"})
	owner.must(err)
	invited, err := invites.CertificateID(text)
	owner.must(err)
	ids := d.ownIDs()
	for _, id := range append(ids, invited) {
		owner.must(owner.Revoke(t.Context(), id))
	}
	_, err = owner.Join(t.Context(), text)
	if !errors.Is(err, &fault.Error{Code: fault.Revoked}) || !strings.Contains(err.Error(), invited) {
		t.Errorf("an invite: %v", err)
	}
	owner.sync(relay)
	_, _, err = d.tryDial(relay, client.Options{})
	for _, id := range ids {
		wantRevoked(t, "sync by all", err, id)
	}
}

// Whoever is refused learns by which rules: what it may no longer write is
// refused at once, what it has can be read, and what never left it is named.
func TestRevokedFreezes(t *testing.T) {
	for name, told := range map[string]func(relay *coretest.Relay, owner, d *device, certificate string) error{
		"by a hello": func(relay *coretest.Relay, owner, d *device, certificate string) error {
			owner.must(owner.Revoke(t.Context(), certificate))
			owner.sync(relay)
			return d.trySync(relay)
		},
		"while it is connected": func(relay *coretest.Relay, owner, d *device, certificate string) error {
			progress, stop := make(chan client.Progress, 100), make(chan error, 1)
			go func() {
				_, err := d.Sync(t.Context(), relay.URL(), relay.Dial, client.Options{Live: true, Progress: func(p client.Progress) { progress <- p }})
				stop <- err
			}()
			for p := range progress {
				if p.Stage == "" { // it rests
					break
				}
			}
			owner.must(owner.Revoke(t.Context(), certificate))
			owner.sync(relay)
			return <-stop
		},
	} {
		t.Run(name, func(t *testing.T) {
			relay := newRelay(t)
			owner := newDevice(t, classSchema)
			dataset := enroll(t, relay, owner)
			d, certificate := joins(t, owner, core.InviteRequest{Scope: "full", Relay: relay.URL()})
			d.put("topic", map[string]any{"dataset_id": dataset, "title": "known"})
			d.sync(relay)
			checkCode(t, "the sync", told(relay, owner, d, certificate), fault.Revoked)
			_, err := d.Put(t.Context(), "topic", []byte(`{"dataset_id": "`+dataset+`", "title": "late"}`))
			checkCode(t, "a write", err, fault.NotWritable)
			_, err = d.Exec(t.Context(), "UPDATE topic SET title = 'changed'")
			checkCode(t, "an update", err, fault.NotWritable)
			if got := d.rows("SELECT title FROM topic"); got != "known" {
				t.Errorf("it reads %q", got)
			}
		})
	}
}
